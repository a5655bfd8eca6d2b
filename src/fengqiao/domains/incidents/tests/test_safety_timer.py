"""A lone officer's safety timer: whoever does not say "I am safe" in time is looked for by everybody on duty."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import NoteMissingError
from fengqiao.domains.incidents.contracts.alarms import (
    AlarmKind,
    MinutesOutOfRangeError,
    NoTimerError,
    Rung,
    TimerRunningError,
)
from fengqiao.domains.incidents.jobs import watch_alarms
from fengqiao.domains.incidents.public import (
    end_timer,
    extend_timer,
    list_alarms,
    list_timers,
    list_told,
    mark_safe,
    own_timer,
    start_timer,
)
from fengqiao.domains.incidents.tests.scene import call
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db


def at_minute(minute: int) -> None:
    stop_clock(at(8) + datetime.timedelta(minutes=minute))
    watch_alarms()


def test_a_timer_that_runs_out_alarms_the_whole_chain_at_once_as_the_most_urgent(stage: Stage) -> None:
    start_timer(actor=stage.actor("officer"), minutes=15, place_text="清溪村 3 组")
    at_minute(14)
    assert list_alarms(actor=stage.actor("chief")) == []
    at_minute(15)
    (alarm,) = list_alarms(actor=stage.actor("dispatcher"))
    assert (alarm.kind, alarm.subject, alarm.place_text) == (AlarmKind.LONE_OFFICER, "林小满", "清溪村 3 组")
    assert [step.rung for step in alarm.steps] == list(Rung)
    assert alarm.is_sounding
    assert [one.id for one in list_told(actor=stage.actor("shift_leader"))] == [alarm.id]


def test_one_tap_says_safe_and_nobody_is_alarmed(stage: Stage) -> None:
    officer = stage.actor("officer")
    start_timer(actor=officer, minutes=15)
    assert mark_safe(actor=officer).ended_at == at(8)
    at_minute(30)
    assert list_alarms(actor=stage.actor("chief"), with_ended=True) == []
    assert own_timer(actor=officer) is None


def test_safe_after_the_alarm_ends_the_alarm(stage: Stage) -> None:
    start_timer(actor=stage.actor("officer"), minutes=15)
    at_minute(15)
    mark_safe(actor=stage.actor("officer"))
    assert list_alarms(actor=stage.actor("chief")) == []


def test_an_extended_timer_runs_on_and_may_run_out_again(stage: Stage) -> None:
    officer = stage.actor("officer")
    start_timer(actor=officer, minutes=15)
    at_minute(15)
    assert extend_timer(actor=officer, minutes=15).due_at == at(8, 30)
    at_minute(29)
    assert list_alarms(actor=stage.actor("chief")) == []
    at_minute(30)
    assert len(list_alarms(actor=stage.actor("chief"))) == 1


def test_there_is_one_timer_at_a_time(stage: Stage) -> None:
    start_timer(actor=stage.actor("officer"), minutes=15)
    with pytest.raises(TimerRunningError):
        start_timer(actor=stage.actor("officer"), minutes=15)


@pytest.mark.parametrize("minutes", [0, -5, 181])
def test_a_timer_of_no_length_or_of_half_a_day_is_refused(stage: Stage, minutes: int) -> None:
    with pytest.raises(MinutesOutOfRangeError):
        start_timer(actor=stage.actor("officer"), minutes=minutes)


def test_who_has_no_timer_can_neither_extend_nor_end_it(stage: Stage) -> None:
    for act in (
        lambda: extend_timer(actor=stage.actor("officer"), minutes=15),
        lambda: mark_safe(actor=stage.actor("officer")),
    ):
        with pytest.raises(NoTimerError):
            act()


def test_the_room_ends_a_timer_only_with_words_and_only_its_own_stations(stage: Stage) -> None:
    timer = start_timer(actor=stage.actor("officer"), minutes=15)
    assert [one.id for one in list_timers(actor=stage.actor("dispatcher"))] == [timer.id]
    with pytest.raises(NoteMissingError):
        end_timer(actor=stage.actor("dispatcher"), timer_id=timer.id, note=" ")
    with pytest.raises(NotVisibleError):
        end_timer(actor=stage.actor("other_chief"), timer_id=timer.id, note="电话联系上了")
    end_timer(actor=stage.actor("dispatcher"), timer_id=timer.id, note="电话联系上了，人在所里")
    assert list_timers(actor=stage.actor("dispatcher")) == []


def test_a_county_clerk_starts_no_timer(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        start_timer(actor=stage.actor("county_staff"), minutes=15)


def test_a_timer_belongs_to_an_incident_that_its_officer_may_see(scene: Stage) -> None:
    number = call(scene).summary.number
    assert start_timer(actor=scene.actor("case_officer"), minutes=30, incident_number=number).incident_number == number
    with pytest.raises(NotVisibleError):
        start_timer(actor=scene.actor("other_chief"), minutes=30, incident_number=number)
