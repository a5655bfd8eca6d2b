"""The demonstration day, told once in a database of its own; each built beat is checked by its id against records."""

from __future__ import annotations

import datetime
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from rich.console import Console

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.contracts import County
from fengqiao.demo.loading.stage import StageWish, ensure_stage
from fengqiao.demo.running import fulfil_jump
from fengqiao.demo.story.beats.plan import plan_of
from fengqiao.demo.story.script import write_script
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.demo.telling import tell_day, write_story
from fengqiao.domains.cameras.contracts import WarningState
from fengqiao.domains.cameras.public import list_warnings
from fengqiao.domains.cases.contracts import ReportState
from fengqiao.domains.cases.public import get_report, list_reports
from fengqiao.domains.disputes.contracts import SubjectKind as DisputeSubject
from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentState, Origin
from fengqiao.domains.incidents.public import get_incident, list_incidents
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.tasks.contracts import TaskState
from fengqiao.domains.tasks.models import DayPlan
from fengqiao.domains.tasks.public import get_day_list, list_tasks, replay_day_list
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.events.models import Delivery
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.models import PlayedAct, StoryBeat
from fengqiao.foundation.simulation.story import next_wish, wish_to_jump
from fengqiao.foundation.simulation.telling import plan_beats
from tests.own_database import own_database

pytestmark = pytest.mark.timeout(1200)
"""The first test waits for the whole day to be told: a minute or two, many more on a busy machine."""
SEED, DATE = 1, datetime.date(2026, 9, 16)
DATABASE = f"test_fengqiao_day_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
BUILT = ("morning_list", "chief_figures", "negative_list", "car_doors", "handover")
TO_COME = ("hall_licence", "bench_mediation", "village_stay", "trouble_spot", "enterprise", "bridge")
KILLED_AT = datetime.time(11, 30)
CHINA = datetime.timezone(datetime.timedelta(hours=8))


class KilledError(Exception):
    """Stands for kill -9: nothing after it runs."""


@dataclass(frozen=True)
class ToldDay:
    county: County
    story: dict[str, Any]
    text: str
    listed_at_opening: frozenset[int]
    acts_at_kill: frozenset[str]
    incidents_at_kill: int

    def beat(self, code: str) -> dict[str, Any]:
        return next(beat for beat in self.story["beats"] if beat["id"] == code)


@pytest.fixture(scope="module")
def story_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), own_database(DATABASE):
        yield


@pytest.fixture(scope="module")
def day(story_database: None, tmp_path_factory: pytest.TempPathFactory) -> ToldDay:
    """The whole day: loaded, told until a kill in mid-morning, told on to the end by a new storyteller."""
    wish = StageWish(SEED, DATE, settings.STATE_DIR)
    ensure_stage(wish=wish, report=lambda title, done, total: None)
    _, was_loaded_again = ensure_stage(wish=wish, report=lambda title, done, total: None)
    assert not was_loaded_again
    assert now() == _at(datetime.time(7, 25))
    county, listed = wish.county(), frozenset(DayPlan.objects.values_list("staff_id", flat=True))
    plan_beats(beats=plan_of(DATE))
    _tell_until_killed(county)
    played, incidents = frozenset(PlayedAct.objects.values_list("code", flat=True)), _incidents_of_the_day()
    output = io.StringIO()
    figures = tell_day(county=county, language="en", console=Console(file=output, width=160))
    target = tmp_path_factory.mktemp("story") / "story.json"
    write_story(target=target, figures=figures)
    return ToldDay(county, json.loads(target.read_text()), output.getvalue(), listed, played, len(incidents))


def _tell_until_killed(county: County) -> None:
    def die(code: str) -> None:
        if now() >= _at(KILLED_AT):
            raise KilledError

    script = write_script(county=county, days_after=0)
    set_clock(at=_at(datetime.time(7, 25)), rate=0)
    teller = Storyteller(strands=script.strands, beats=script.beats, is_strict=True, on_act=die)
    with pytest.raises(KilledError):
        teller.advance_to(_at(datetime.time(23)))


def _at(time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(DATE, time, CHINA)


def _incidents_of_the_day() -> list[Any]:
    query = IncidentFilter(
        from_at=_at(datetime.time(7, 25)), to_at=_at(datetime.time(7, 25)) + datetime.timedelta(days=1)
    )
    return list(list_incidents(actor=SYSTEM, query=query, limit=500, after=None))


def test_every_beat_is_on_the_ribbon_done_or_honestly_to_come(day: ToldDay) -> None:
    assert [beat["id"] for beat in day.story["beats"]] == [beat.code for beat in plan_of(DATE)]
    assert {beat["id"]: beat["state"] for beat in day.story["beats"]} == {
        **dict.fromkeys(BUILT, "done"),
        **dict.fromkeys(TO_COME, "missing"),
    }
    for code in BUILT:
        beat = day.beat(code)
        assert beat["records"] > 0
        assert beat["page"]
        assert beat["what"]
        assert beat["why"]
    for code in TO_COME:
        assert day.beat(code)["records"] == 0
        assert day.beat(code)["what"]


def test_morning_list_holds_the_stay_the_third_quarrel_and_the_promise_of_today(day: ToldDay) -> None:
    planted = day.county.planted
    staff = list_staff_by_number(numbers=[planted.officer_number])[planted.officer_number]
    actor = Cast(day.county).person(planted.officer_number)
    day_list = get_day_list(actor=actor, staff_id=staff.id, date=DATE)
    assert day_list is not None
    items = {(item.task.subject_kind, item.task.subject_id): item.task for item in day_list.items}
    assert len(items) == len(day_list.items) == day.beat("morning_list")["records"]
    assert 7 <= len(items) <= 9
    assert (SubjectKind.LINKED_VILLAGE, planted.linked_village_code) in items
    assert (DisputeSubject.OBLIGATION, planted.promise_due_code) in items
    quarrel = items[(SubjectKind.ADDRESS, planted.noise_address_code)]
    assert "3" in quarrel.reason_text
    assert quarrel.list_version
    assert all(task.state is TaskState.COMPLETED for task in items.values())


def test_the_visit_after_violence_at_home_stood_in_two_lists_and_was_made_by_both(day: ToldDay) -> None:
    [task] = [one for one in list_tasks(actor=SYSTEM, on=DATE) if one.officers_needed > 1]
    assert task.state is TaskState.COMPLETED
    assert len(task.companions) == 1
    starts = set()
    for staff_id in (task.staff_id or 0, *task.companions):
        day_list = get_day_list(actor=SYSTEM, staff_id=staff_id, date=DATE)
        assert day_list is not None
        starts.add(next(item.starts_minute for item in day_list.items if item.task.id == task.id))
        assert replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DATE).is_identical
    assert len(starts) == 1


def test_the_lists_are_there_when_the_doors_open_and_the_story_makes_none_again(day: ToldDay) -> None:
    number = day.county.planted.officer_number
    assert list_staff_by_number(numbers=[number])[number].id in day.listed_at_opening
    assert set(DayPlan.objects.filter(date=DATE).values_list("staff_id", flat=True)) == day.listed_at_opening


def test_chief_figures_say_a_fall_no_clear_change_and_too_few(day: ToldDay) -> None:
    told = day.beat("chief_figures")["what"]
    assert "clear fall" in told
    assert "no clear change" in told
    assert "too few to say" in told


def test_negative_list_hands_the_burglary_over_and_keeps_the_theft(day: ToldDay) -> None:
    reports = {report.facts.get("case_type"): report for report in list_reports(actor=SYSTEM)}
    burglary, theft = reports["burglary_home"], reports["theft_simple"]
    assert burglary.receipt_number
    assert burglary.row_number
    assert burglary.list_version
    assert burglary.state in {ReportState.ACCEPTED, ReportState.CLOSED}
    assert burglary.transferred_at is not None
    assert burglary.answered_at is not None
    assert burglary.answered_at > burglary.transferred_at
    assert burglary.transferred_at - burglary.taken_at < datetime.timedelta(hours=24)
    assert any("模拟" in entry.actor_name for entry in get_report(actor=SYSTEM, number=burglary.number).timeline)
    assert theft.state is ReportState.CLOSED
    assert theft.property_returned_at is not None
    assert burglary.number in day.beat("negative_list")["what"]
    assert theft.number in day.beat("negative_list")["what"]


def test_car_doors_reject_the_owner_confirm_the_two_and_bring_units(day: ToldDay) -> None:
    rejected = list_warnings(actor=SYSTEM, states=[WarningState.REJECTED])
    confirmed = list_warnings(actor=SYSTEM, states=[WarningState.CONFIRMED])
    assert len(rejected) == len(confirmed) == 1
    assert rejected[0].reviewed_by
    assert not rejected[0].incident_number
    assert confirmed[0].is_generated
    incident = get_incident(actor=SYSTEM, number=confirmed[0].incident_number)
    assert incident.summary.origin is Origin.CAMERA
    assert len(incident.orders) == 2
    assert all(order.on_scene_at is not None for order in incident.orders)
    assert incident.report_number
    assert day.beat("car_doors")["records"] == 2 + 1 + 1 + len(incident.orders)
    assert "suspect" not in day.beat("car_doors")["what"]


def test_handover_counts_what_is_in_the_tables(day: ToldDay) -> None:
    told = day.beat("handover")["what"]
    station = day.county.planted.fallen_station_code
    eight = _at(datetime.time(8))
    query = IncidentFilter(from_at=eight, to_at=eight + datetime.timedelta(days=1))
    received = [
        one
        for one in list_incidents(actor=SYSTEM, query=query, limit=500, after=None)
        if station in one.number and one.state is not IncidentState.MERGED
    ]
    assert f"{len(received)} calls" in told


def test_the_officers_morning_is_made_again_and_nothing_differs(day: ToldDay) -> None:
    told = day.beat("handover")["what"]
    assert "Replay my morning" in told
    assert f"{day.beat('morning_list')['records']} items, same reasons, same order" in told
    staff = list_staff_by_number(numbers=[day.county.planted.officer_number])[day.county.planted.officer_number]
    report = replay_day_list(actor=SYSTEM, staff_id=staff.id, date=DATE)
    assert report.is_identical, report.differences
    assert report.tasks == day.beat("morning_list")["records"]


def test_the_figures_of_the_story_are_those_of_the_tables(day: ToldDay) -> None:
    figures = day.story["figures"]
    events = [one for one in _incidents_of_the_day() if one.state is not IncidentState.MERGED]
    assert figures["incidents_received"] == len(events) >= 40  # two callers of one fight are one event
    assert figures["audit_chain_holds"]
    assert not verify_chain().faults
    assert figures["events_undelivered"] == Delivery.objects.exclude(state=Delivery.State.DONE).count() == 0
    assert figures["reports_transferred"] == figures["reports_accepted"] == 1


def test_the_second_fight_call_is_merged_and_the_petrol_goes_to_12345(day: ToldDay) -> None:
    planted = day.county.planted
    acts = {
        code: PlayedAct.objects.get(pk=f"{code}/take").result["number"]
        for code in (*planted.one_fight_signal_codes, planted.petrol_signal_code, planted.threat_signal_code)
    }
    first, second = (acts[code] for code in planted.one_fight_signal_codes)
    merged = get_incident(actor=SYSTEM, number=second)
    assert merged.summary.state is IncidentState.MERGED
    assert merged.merged_into == first
    assert merged.feedback_text
    assert (
        get_incident(actor=SYSTEM, number=acts[planted.petrol_signal_code]).summary.state is IncidentState.TRANSFERRED
    )
    threat = get_incident(actor=SYSTEM, number=acts[planted.threat_signal_code])
    assert threat.summary.is_danger
    assert len(threat.orders) == 2


def test_a_kill_in_mid_morning_doubles_and_loses_nothing(day: ToldDay) -> None:
    assert 100 < len(day.acts_at_kill) < PlayedAct.objects.count()
    assert day.incidents_at_kill < len(_incidents_of_the_day())
    taken = PlayedAct.objects.filter(code__endswith="/take")
    numbers = [act.result["number"] for act in taken]
    assert len(numbers) == len(set(numbers)) == len(_incidents_of_the_day())
    assert StoryBeat.objects.count() == len(plan_of(DATE))


def test_the_story_reads_with_time_reason_and_page(day: ToldDay) -> None:
    for code in BUILT:
        assert day.beat(code)["title"] in day.text
    assert "why" in day.text
    assert Path(settings.STATE_DIR, "county").is_dir()


def test_the_page_of_every_told_beat_opens_for_the_chief_of_the_station(day: ToldDay, client: Client) -> None:
    chief = Cast(day.county).person(day.county.planted.chief_number)
    client.force_login(get_user_model().objects.get(pk=chief.user_id))
    for code in BUILT:
        assert client.get(day.beat(code)["page"]).status_code == 200
    officer = list_staff_by_number(numbers=[day.county.planted.officer_number])[day.county.planted.officer_number]
    assert f"staff={officer.id}" in day.beat("morning_list")["page"]
    assert officer.name in client.get(day.beat("morning_list")["page"]).content.decode()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_jump_of_a_day_and_one_of_a_week_play_what_lies_between_and_double_nothing(day: ToldDay) -> None:
    """Last in the file: it moves the clock on."""
    teller = Storyteller(strands=write_script(county=day.county).strands, beats=(), is_strict=False)
    for days in (2, 9):
        target = _at(datetime.time(8, 10)) + datetime.timedelta(days=days)
        wish_to_jump(actor=SYSTEM, to_at=target)
        wish = next_wish()
        assert wish is not None
        fulfil_jump(teller=teller, wish=wish, speed=0, should_stop=lambda: False)
        assert now() >= target
        assert next_wish() is None
    lists = DayPlan.objects.values_list("date", "staff_id")
    assert len(lists) == len(set(lists))
    assert {date for date, _ in lists} >= {DATE + datetime.timedelta(days=step) for step in range(10)}
    taken = [act.result["number"] for act in PlayedAct.objects.filter(code__endswith="/take")]
    assert len(taken) == len(set(taken))
    refused = {act.code: act.result["refused"] for act in PlayedAct.objects.all() if "refused" in act.result}
    assert not refused
    assert Delivery.objects.exclude(state=Delivery.State.DONE).count() == 0
