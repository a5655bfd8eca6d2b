"""One object of each kind in the old town, made through the doors of the rooms, for the tests of access."""

from __future__ import annotations

import datetime
import json

from fengqiao.domains.accounts.public import create_account
from fengqiao.domains.cameras.public import load_cameras, make_edge_key, receive_warning
from fengqiao.domains.cameras.tests.conftest import CAR_PARK, CLIP, event_of
from fengqiao.domains.cases.tests.conftest import SIMPLE_THEFT, take
from fengqiao.domains.disputes.contracts import NewDispute, NewObligation
from fengqiao.domains.disputes.public import load_disputes, load_obligations
from fengqiao.domains.duties.contracts import BacktestWish, NewOutsideTask
from fengqiao.domains.duties.public import (
    register_model,
    report_outside_task,
    request_backtest,
    shipped_documents,
    start_draft,
)
from fengqiao.domains.duties.tests.test_application_models import MODEL
from fengqiao.domains.incidents.contracts import NewPlan, PlanItem, PlanPart
from fengqiao.domains.incidents.contracts.what_if import WhatIfWish
from fengqiao.domains.incidents.public import (
    dispatch_units,
    list_alarms,
    load_units,
    open_alarms,
    open_move_advice,
    publish_plan,
    request_what_if,
    sound_alarms,
    start_drill,
    start_timer,
)
from fengqiao.domains.incidents.tests.past_calls import load_past_calls
from fengqiao.domains.incidents.tests.scene import CAR, SECOND_CAR, call, unit
from fengqiao.domains.organisation.contracts import BodyKind, MatterKind, Movement, NewMatter, NewSeat
from fengqiao.domains.organisation.contracts.calendar import NewChangedDay, NewSchoolBreak
from fengqiao.domains.organisation.public import (
    ask_for_advice,
    enter_changed_day,
    enter_school_break,
    get_roster,
    give_seat,
    list_appointments,
    note_matter,
    propose_swap,
    publish_roster,
    request_roster,
    take_roster_turn,
)
from fengqiao.domains.organisation.tests.county import COMMUNITY, lay_out_divisions
from fengqiao.domains.places.tests.town import build_town as build_doors
from fengqiao.domains.tasks.contracts import CompletionResult, DayListRecord, Evidence
from fengqiao.domains.tasks.public import (
    ask_about_visits,
    complete_task,
    draw_sample,
    evidence_asked,
    generate_morning_lists,
    get_day_list,
    get_task,
    list_verifications,
    own_questions,
    postpone_task,
    start_task,
)
from fengqiao.domains.tasks.tests.morning_stage import build_town, furnish
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.primitives.position import Position
from tests.stage import COUNTY, DAY, OLD_TOWN, PASSWORD, STATION, Stage, at, stop_clock

NO_ROLES = "no_roles"
NEXT_LIST = shipped_documents(effective_from=DAY)["community_duty_list"]


def build_scene(stage: Stage) -> dict[str, str]:
    """This function will make the objects and return their numbers by the names that `doors.py` uses."""
    create_account(
        actor=SYSTEM, username=NO_ROLES, display_name=NO_ROLES, password=PASSWORD, must_change_password=False
    )
    build_doors()
    furnish(build_town(stage))
    generate_morning_lists(actor=SYSTEM, date=DAY)
    officer = stage.actor("officer")
    assert officer.staff_id is not None
    day = get_day_list(actor=officer, staff_id=officer.staff_id, date=DAY)
    assert day is not None
    load_disputes(actor=SYSTEM, disputes=[NewDispute("J-1", "楼道堆放杂物", "neighbour", "A001", OLD_TOWN, DAY)])
    load_obligations(actor=SYSTEM, obligations=[NewObligation("P-1", "J-1", "张立", "把煤炉搬走", DAY, "100005")])
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    key = make_edge_key(actor=SYSTEM, name="edge box", camera_codes=[CAR_PARK.code])
    draft = start_draft(actor=stage.actor("chief"), document="rows: [{number: 1, basis: x}]", unit_code=STATION)
    duty_draft = start_draft(actor=stage.actor("chief"), document=NEXT_LIST, unit_code=STATION)
    backtest = request_backtest(actor=stage.actor("chief"), draft_id=duty_draft.id, wish=BacktestWish(weeks=1))
    second_looks = _second_looks(officer, day.items[-1].task.id, stage)
    return {
        **second_looks,
        **_staffing(stage),
        "draft": str(draft.id),
        "duty_draft": str(duty_draft.id),
        "backtest": str(backtest.id),
        "outside_task": str(_outside_task(stage)),
        "task": str(day.items[0].task.id),
        "postponement": _postponement(officer, day),
        "report": take(stage, SIMPLE_THEFT).number,
        "dispute": "J-1",
        "promise": "P-1",
        "incident": _incident(stage),
        **_alarm(stage),
        "what_if": _what_if(stage),
        "move_advice": _move_advice(stage),
        **_plan(stage),
        "warning": receive_warning(key=key, event=json.dumps(event_of()).encode(), clip=CLIP).id,
        "trouble_spot": "T1",
        "household": "H1",
        "resident": "R1",
        "station": stage.paths[STATION],
        "officer": str(officer.staff_id),
    }


def _outside_task(stage: Stage) -> int:
    """A task from outside that waits for the chief; and, for all to read, a model of the station."""
    register_model(actor=stage.actor("officer"), model=MODEL, unit_code=STATION)
    asked = NewOutsideTask("县文旅局", "到体育场维持歌舞比赛的座位秩序", 240)
    return report_outside_task(actor=stage.actor("officer"), task=asked).id


def _postponement(officer: Actor, day: DayListRecord) -> str:
    """A task that the officer puts off; only a leader may answer, however it stands."""
    asked = postpone_task(
        actor=officer,
        task_id=day.items[-2].task.id,
        to_date=DAY + datetime.timedelta(days=1),
        reason="away",
        client_id="scene",
    )
    return str(asked.id)


def _incident(stage: Stage) -> str:
    """An incident with a car on the way: the car's crew sees it by relation."""
    far_away = unit(SECOND_CAR, "100002", position=Position(108.96, 33.6))
    load_units(actor=SYSTEM, units=[unit(CAR, "100004", "F10008"), far_away])
    summary = call(stage).summary
    dispatch_units(actor=stage.actor("dispatcher"), incident_id=summary.id, unit_codes=[CAR])
    return summary.number


def _alarm(stage: Stage) -> dict[str, str]:
    """The old town's officer is alone and does not answer: everybody on duty there is told."""
    timer = start_timer(actor=stage.actor("officer"), minutes=1)
    stop_clock(at(8, 1))
    open_alarms()
    sound_alarms()
    stop_clock(at(8))
    return {"safety_timer": str(timer.id), "alarm": str(list_alarms(actor=stage.actor("chief"))[0].id)}


def _move_advice(stage: Stage) -> str:
    """The car that was sent left the old town to nobody near."""
    advice = open_move_advice(actor=stage.actor("dispatcher"))
    assert advice is not None
    return str(advice.id)


def _what_if(stage: Stage) -> str:
    load_past_calls(count=40)
    wish = WhatIfWish(unit_code=STATION, units_today=1, units=2, weeks=4)
    return str(request_what_if(actor=stage.actor("chief"), wish=wish).id)


def _plan(stage: Stage) -> dict[str, str]:
    """A plan of the old town's beat, and a drill of it."""
    items = (PlanItem(PlanPart.TELL, "119"),)
    plan = publish_plan(actor=stage.actor("chief"), plan=NewPlan("gas", OLD_TOWN, "燃气", "Gas", ("disaster",), items))
    return {"plan": str(plan.id), "plan_run": str(start_drill(actor=stage.actor("chief"), plan_id=plan.id).id)}


def _second_looks(officer: Actor, task_id: int, stage: Stage) -> dict[str, str]:
    """A visit of no length at all: it is drawn for a call, and asked about."""
    start_task(actor=officer, task_id=task_id)
    asked = evidence_asked(get_task(actor=officer, task_id=task_id))
    evidence = Evidence(CompletionResult.DONE, answers=dict.fromkeys(asked, "无"))
    complete_task(actor=officer, task_id=task_id, evidence=evidence)
    chief, path = stage.actor("chief"), stage.paths[STATION]
    draw_sample(actor=chief, station_path=path, seed=1)
    ask_about_visits(actor=SYSTEM, from_at=at(0), to_at=at(23))
    return {
        "verification": str(list_verifications(actor=chief, station_path=path)[0].id),
        "question": str(own_questions(actor=officer)[0].id),
    }


def _staffing(stage: Stage) -> dict[str, str]:
    """An officer's post, a seat with a matter, and an advice for the town station."""
    lay_out_divisions()
    seat = NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, DAY)
    seat_id = give_seat(actor=SYSTEM, seat=seat)
    matter = NewMatter(MatterKind.TAKEN_HOME, "路灯坏了", DAY)
    (post,) = list_appointments(on=DAY, under=stage.paths[OLD_TOWN])
    return {
        **_calendar(),
        **_roster(stage),
        "seat": str(seat_id),
        "matter": str(note_matter(actor=SYSTEM, seat_id=seat_id, matter=matter)),
        "post": str(post.id),
        "station_code": STATION,
        "advice": str(ask_for_advice(actor=SYSTEM, unit_code=STATION, movement=Movement.TO_STATIONS, officers=1)),
    }


def _roster(stage: Stage) -> dict[str, str]:
    """A week of the town station, published, and a swap that an officer of the old town has proposed."""
    first = DAY + datetime.timedelta(days=40)
    roster = request_roster(actor=SYSTEM, unit_code=STATION, first_date=first, days=7)
    while take_roster_turn():
        pass
    publish_roster(actor=SYSTEM, roster_id=roster)
    officer = stage.actor("officer")
    row = get_roster(actor=officer, roster_id=roster).rows
    day = next(day for day in range(7) if row["100005"][day] == row["100006"][day])
    swap = propose_swap(actor=officer, roster_id=roster, own_day=day, colleague="100006", colleague_day=day)
    return {"roster": str(roster), "swap": str(swap)}


def _calendar() -> dict[str, str]:
    """A winter break and a day off of the county."""
    winter = NewSchoolBreak(COUNTY, BreakKind.WINTER, datetime.date(2027, 1, 23), datetime.date(2027, 2, 28), "校历")
    off = NewChangedDay(COUNTY, datetime.date(2026, 11, 11), False, "建县纪念日", "县政府通知")
    return {
        "school_break": str(enter_school_break(actor=SYSTEM, entry=winter)),
        "changed_day": str(enter_changed_day(actor=SYSTEM, entry=off)),
    }
