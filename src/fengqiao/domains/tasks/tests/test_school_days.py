"""The school guard is asked for on the school days of the place, as its locality has entered them."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import COUNTY, DAY, OLD_TOWN, at, stop_clock

from fengqiao.domains.duties.contracts import PastQuery
from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.domains.organisation.contracts.calendar import NewChangedDay, NewSchoolBreak
from fengqiao.domains.organisation.public import enter_changed_day, enter_school_break, withdraw_school_break
from fengqiao.domains.tasks.models import PlanRun, Task
from fengqiao.domains.tasks.public import generate_morning_lists, read_past, regenerate_changed, replay_day_list
from fengqiao.domains.tasks.tests.morning_stage import PREVENTION, Town
from fengqiao.domains.tasks.workflow.replay_inputs import unpack
from fengqiao.engines.duties.backtesting import Assumption, Backtest
from fengqiao.engines.duties.contracts import DutyList
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.date_span import DateSpan

SATURDAY = datetime.date(2026, 9, 19)
NATIONAL_DAY = datetime.date(2026, 10, 1)
GATE_ROWS = (4, 5)


@pytest.fixture
def school(town: Town) -> Town:
    town.add("school", "school-1")
    return town


def guards_on(day: datetime.date) -> int:
    """How many guards the morning of a day asks for at the school's gate."""
    stop_clock(at(6, 30, day=day))
    generate_morning_lists(actor=SYSTEM, date=day)
    return Task.objects.filter(list_code=PREVENTION, row_number__in=GATE_ROWS, due_date=day, state="ready").count()


def enter_break(first: datetime.date, last: datetime.date, kind: BreakKind = BreakKind.OTHER) -> int:
    return enter_school_break(actor=SYSTEM, entry=NewSchoolBreak(COUNTY, kind, first, last, "校历"))


def test_the_guard_is_asked_for_at_both_peaks_of_a_school_day(school: Town) -> None:
    assert guards_on(DAY) == 2


def test_no_guard_is_asked_for_in_a_school_break(school: Town) -> None:
    enter_break(DAY, DAY)
    assert guards_on(DAY) == 0
    assert guards_on(DAY + datetime.timedelta(days=1)) == 2


def test_no_guard_is_asked_for_on_a_public_holiday(school: Town) -> None:
    assert guards_on(NATIONAL_DAY) == 0


def test_the_guard_is_asked_for_on_a_saturday_that_is_worked_and_not_on_another(school: Town) -> None:
    assert guards_on(SATURDAY) == 0
    moved = NewChangedDay(COUNTY, SATURDAY + datetime.timedelta(days=7), True, "补课", "县教体局通知")
    enter_changed_day(actor=SYSTEM, entry=moved)
    assert guards_on(moved.date) == 2


def test_no_guard_is_asked_for_on_a_local_day_off(school: Town) -> None:
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, DAY, False, "建县纪念日", "县政府通知"))
    assert guards_on(DAY) == 0


def test_a_break_that_is_entered_on_its_day_takes_the_guards_off_that_nobody_has_begun(school: Town) -> None:
    assert guards_on(DAY) == 2
    enter_break(DAY, DAY)
    deliver_pending()
    regenerate_changed(actor=SYSTEM)
    assert list(Task.objects.filter(row_number__in=GATE_ROWS).values_list("state", flat=True)) == ["cancelled"] * 2


def test_a_past_morning_replays_after_breaks_were_entered_and_withdrawn(school: Town) -> None:
    old = enter_break(datetime.date(2026, 7, 1), datetime.date(2026, 8, 31), BreakKind.SUMMER)
    assert guards_on(DAY) == 2
    run = PlanRun.objects.get(date=DAY, station_path=school.stage.paths[OLD_TOWN][:-4])
    enter_break(DAY, DAY + datetime.timedelta(days=5))
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, DAY, False, "放假", "通知"))
    withdraw_school_break(actor=SYSTEM, break_id=old, reason="录错")
    staff_id = school.stage.actor("officer").staff_id
    assert staff_id is not None
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
    assert report.is_identical, report.differences
    assert report.tasks >= 2
    inputs, _ = unpack(bytes(run.inputs))
    assert inputs.calendar is not None
    assert inputs.calendar.school_breaks == (DateSpan(datetime.date(2026, 7, 1), datetime.date(2026, 8, 31)),)


def test_a_morning_of_a_break_replays_without_guards(school: Town) -> None:
    entry = enter_break(DAY, DAY)
    school.add("key_venue", "venue", kind="hotel")
    assert guards_on(DAY) == 0
    withdraw_school_break(actor=SYSTEM, break_id=entry, reason="录错")
    staff_id = school.stage.actor("officer").staff_id
    assert staff_id is not None
    assert replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY).is_identical


def test_a_backtest_goes_by_the_breaks_of_the_place(school: Town) -> None:
    enter_break(DAY, DAY + datetime.timedelta(days=1))
    station = school.stage.paths[OLD_TOWN][:-4]
    lists: list[DutyList] = [
        one.duty_list for one in duty_lists_in_force(on=DAY, path=station) if one.duty_list.code == PREVENTION
    ]
    first, last = DAY - datetime.timedelta(days=2), DAY + datetime.timedelta(days=2)
    world = read_past(PastQuery(station, first, last, (PREVENTION,), 100))
    run = Backtest(world=world, lists=lists, assumption=Assumption.NO_LIMIT)
    while not run.is_finished:
        run.step()
    guards = [one.due_date for one in run.result().tasks if one.row_number in GATE_ROWS]
    assert sorted(set(guards)) == [first, first + datetime.timedelta(days=1), last]
