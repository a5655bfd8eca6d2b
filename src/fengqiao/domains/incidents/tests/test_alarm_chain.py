"""An order that nobody signs for goes up the chain of those on duty, and ends at the command room."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import OrderRecord, OrderState, TransitionRefusedError
from fengqiao.domains.incidents.contracts.alarms import AlarmKind, AlarmMessage, AlarmRecord, Rung
from fengqiao.domains.incidents.jobs import watch_alarms
from fengqiao.domains.incidents.models import AlarmStep
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    forget_alarm_channel,
    get_incident,
    list_alarms,
    list_told,
    recall_order,
    register_alarm_channel,
    take_alarm,
)
from fengqiao.domains.incidents.tests.scene import CAR, SECOND_CAR, call
from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import record_leave
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db
LATE = datetime.timedelta(minutes=1)


def send(scene: Stage, code: str = CAR) -> OrderRecord:
    record = call(scene)
    (order,) = dispatch_units(actor=scene.actor("dispatcher"), incident_id=record.summary.id, unit_codes=[code])
    return order


def pass_seconds(seconds: int) -> None:
    """The clock stands so many seconds after eight; the schedule looks."""
    stop_clock(at(8) + datetime.timedelta(seconds=seconds))
    watch_alarms()


def the_alarm(scene: Stage, by: str = "chief") -> AlarmRecord:
    (alarm,) = [
        one
        for one in list_alarms(actor=scene.actor(by), with_ended=True)
        if one.kind in (AlarmKind.NOT_SIGNED_FOR, AlarmKind.NOT_SET_OUT, AlarmKind.NOT_ARRIVED, AlarmKind.LONG_ON_SCENE)
    ]
    return alarm


def rungs(alarm: AlarmRecord) -> list[tuple[Rung, tuple[str, ...]]]:
    return [(step.rung, step.people) for step in alarm.steps]


def test_an_unsigned_order_warns_its_unit_then_climbs_to_the_command_room(scene: Stage) -> None:
    send(scene)
    pass_seconds(59)
    assert list_alarms(actor=scene.actor("chief")) == []
    pass_seconds(60)
    assert rungs(the_alarm(scene)) == [(Rung.UNIT, ("李建军", "郑强"))]
    pass_seconds(119)
    assert len(the_alarm(scene).steps) == 1
    pass_seconds(120)
    pass_seconds(180)
    pass_seconds(240)
    assert rungs(the_alarm(scene)) == [
        (Rung.UNIT, ("李建军", "郑强")),
        (Rung.LEADER, ("钱红梅",)),
        (Rung.DUTY_LEADER, ("赵志远",)),
        (Rung.COMMAND_ROOM, ("孙晓雨",)),
    ]
    assert all(step.marked_at for step in the_alarm(scene).steps)


def test_each_step_comes_once_however_often_the_schedule_looks(scene: Stage) -> None:
    send(scene)
    for seconds in (60, 61, 62, 119):
        pass_seconds(seconds)
    assert AlarmStep.objects.count() == 1


def test_after_a_jump_of_the_clock_all_steps_are_told_in_their_order(scene: Stage) -> None:
    send(scene)
    pass_seconds(600)
    alarm = the_alarm(scene)
    assert [step.rung for step in alarm.steps] == list(Rung)
    assert [step.due_at for step in alarm.steps] == [at(8, minute) for minute in (1, 2, 3, 4)]


def test_the_command_room_hears_it_again_until_somebody_takes_it(scene: Stage) -> None:
    send(scene)
    pass_seconds(240)
    pass_seconds(359)
    assert len(the_alarm(scene).steps) == 4
    pass_seconds(360)
    pass_seconds(9000)
    assert [step.rung for step in the_alarm(scene).steps[4:]] == [Rung.COMMAND_ROOM] * 2


def test_signing_ends_the_alarm_at_once(scene: Stage) -> None:
    order = send(scene)
    pass_seconds(60)
    advance_order(actor=scene.actor("case_officer"), order_id=order.id, step=OrderState.SIGNED_FOR)
    assert list_alarms(actor=scene.actor("chief")) == []
    pass_seconds(200)
    assert [step.rung for step in the_alarm(scene).steps] == [Rung.UNIT]


def test_a_recalled_unit_is_alarmed_no_further(scene: Stage) -> None:
    order = send(scene)
    pass_seconds(60)
    recall_order(actor=scene.actor("dispatcher"), order_id=order.id, reason="已由他人处理")
    pass_seconds(600)
    assert [step.rung for step in the_alarm(scene).steps] == [Rung.UNIT]


def test_nobody_off_duty_is_alarmed_and_the_next_rung_does_not_wait_for_them(scene: Stage) -> None:
    stop_clock(at(17, 59))
    send(scene)
    stop_clock(at(18, 0))  # the day shift is over: nobody of the stage is on duty any more
    watch_alarms()
    assert rungs(the_alarm(scene)) == [
        (Rung.UNIT, ()),
        (Rung.LEADER, ()),
        (Rung.DUTY_LEADER, ()),
        (Rung.COMMAND_ROOM, ()),
    ]
    assert [step.reached_nobody for step in the_alarm(scene).steps] == [True, True, True, False]


def test_somebody_on_leave_is_not_on_the_chain(scene: Stage) -> None:
    record_leave(actor=SYSTEM, leave=NewLeave("100002", DAY, DAY, "年休"))
    send(scene)
    pass_seconds(120)
    assert rungs(the_alarm(scene))[1:] == [(Rung.LEADER, ()), (Rung.DUTY_LEADER, ("赵志远",))]


def test_who_takes_it_stops_the_chain_for_a_while_and_it_goes_on_when_nothing_happens(scene: Stage) -> None:
    send(scene)
    pass_seconds(120)
    taken = take_alarm(actor=scene.actor("shift_leader"), alarm_id=the_alarm(scene).id)
    assert (taken.taken_by, taken.is_sounding) == ("钱红梅", False)
    pass_seconds(290)
    assert len(the_alarm(scene).steps) == 2
    pass_seconds(300)
    assert the_alarm(scene).is_sounding
    assert the_alarm(scene).steps[2].rung is Rung.DUTY_LEADER


def test_only_those_who_were_told_may_take_it(scene: Stage) -> None:
    send(scene)
    pass_seconds(60)
    alarm = the_alarm(scene)
    with pytest.raises(NotAllowedError):
        take_alarm(actor=scene.actor("dispatcher"), alarm_id=alarm.id)
    with pytest.raises(NotVisibleError):
        take_alarm(actor=scene.actor("other_chief"), alarm_id=alarm.id)
    pass_seconds(240)
    take_alarm(actor=scene.actor("dispatcher"), alarm_id=alarm.id)


def test_an_auxiliary_of_the_unit_sees_what_was_sent_to_it_and_nothing_else(scene: Stage) -> None:
    send(scene)
    send(scene, SECOND_CAR)
    pass_seconds(60)
    assert [one.subject for one in list_told(actor=scene.actor("auxiliary"))] == [f"呼号{CAR}"]
    assert list_told(actor=scene.actor("other_officer")) == []


def test_what_is_over_is_not_taken(scene: Stage) -> None:
    order = send(scene)
    pass_seconds(60)
    advance_order(actor=scene.actor("case_officer"), order_id=order.id, step=OrderState.EN_ROUTE)
    with pytest.raises(TransitionRefusedError):
        take_alarm(actor=scene.actor("case_officer"), alarm_id=the_alarm(scene).id)


def test_each_step_stands_on_the_timeline_in_the_audit_and_in_the_stream(scene: Stage) -> None:
    order = send(scene)
    pass_seconds(120)
    shown = get_incident(actor=scene.actor("chief"), number=order.incident_number)
    assert [entry.what for entry in shown.timeline][-3:] == [
        f"派单无人签收：呼号{CAR}",
        "告警至处置单元：李建军、郑强",
        "告警至带班民警：钱红梅",
    ]
    assert AuditEntry.objects.filter(action="alarm_told").count() == 2
    assert Event.objects.filter(kind="incidents.alarm_moved").count() == 3


@pytest.mark.parametrize(
    ("steps", "minutes", "kind"),
    [
        ((OrderState.SIGNED_FOR,), 3, AlarmKind.NOT_SET_OUT),
        ((OrderState.SIGNED_FOR, OrderState.EN_ROUTE), 5, AlarmKind.NOT_ARRIVED),
        ((OrderState.SIGNED_FOR, OrderState.ON_SCENE), 90, AlarmKind.LONG_ON_SCENE),
    ],
)
def test_an_overdue_status_warns_the_unit_and_the_room_without_a_sound(
    scene: Stage, steps: tuple[OrderState, ...], minutes: int, kind: AlarmKind
) -> None:
    order = send(scene)
    for step in steps:
        advance_order(actor=scene.actor("case_officer"), order_id=order.id, step=step)
    pass_seconds(60 * minutes - 1)
    assert list_alarms(actor=scene.actor("chief")) == []
    pass_seconds(60 * minutes + 300)
    alarm = the_alarm(scene)
    assert (alarm.kind, alarm.is_sounding) == (kind, False)
    assert [step.rung for step in alarm.steps] == [Rung.UNIT, Rung.COMMAND_ROOM]


def test_a_channel_that_fails_keeps_nobody_from_hearing_it_and_is_tried_again(scene: Stage) -> None:
    heard: list[AlarmMessage] = []

    def broken(message: AlarmMessage) -> None:
        heard.append(message)
        if len(heard) == 1:
            raise OSError("the gateway is away")

    register_alarm_channel(name="broken", channel=broken)
    try:
        send(scene)
        pass_seconds(60)
        assert list_told(actor=scene.actor("case_officer"))
        pass_seconds(62)
        pass_seconds(64)
    finally:
        forget_alarm_channel(name="broken")
    assert [(one.id, one.is_repeated) for one in heard] == [(heard[0].id, False), (heard[0].id, True)]
    assert heard[0].staff_numbers == ("100004", "F10008")
