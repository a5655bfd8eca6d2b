from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests.stage import DAY, EAST_GATE, STATION, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    OrderState,
    UnitMoved,
    UnitNotFreeError,
    UnitOffDutyError,
    UnitRecord,
    UnitStatus,
)
from fengqiao.domains.incidents.jobs import keep_shifts
from fengqiao.domains.incidents.models import Unit
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    give_feedback,
    list_own_orders,
    list_units_now,
    load_units,
    report_position,
    report_positions,
    set_unit_status,
)
from fengqiao.domains.incidents.tests.scene import CAR, COMMUNITY, FERRY_CAR, IN_EAST_GATE, SECOND_CAR, call, unit
from fengqiao.domains.organisation.contracts import UnknownStaffError
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db


def _unit(stage: Stage, code: str, *, by: str = "chief") -> UnitRecord | None:
    return next((one for one in list_units_now(actor=stage.actor(by)) if one.code == code), None)


def test_a_unit_shows_its_members_station_and_status(scene: Stage) -> None:
    car = _unit(scene, CAR)
    assert car is not None
    assert (car.members, car.station_code, car.status) == (("李建军", "郑强"), STATION, UnitStatus.IDLE)
    assert _unit(scene, FERRY_CAR) is None


def test_an_officer_sees_the_own_unit_wherever_it_hangs(scene: Stage) -> None:
    assert _unit(scene, COMMUNITY, by="other_officer") is not None
    assert _unit(scene, COMMUNITY, by="officer") is None


def test_a_unit_with_an_unknown_member_is_refused(scene: Stage) -> None:
    with pytest.raises(UnknownStaffError, match="999999"):
        load_units(actor=SYSTEM, units=[unit("CG-09", "999999")])


def test_only_the_command_plans_units_and_only_its_own(scene: Stage) -> None:
    load_units(actor=scene.actor("shift_leader"), units=[unit("CG-09", "100004")])
    with pytest.raises(NotAllowedError):
        load_units(actor=scene.actor("officer"), units=[unit("CG-10", "100005", org_unit=EAST_GATE)])
    with pytest.raises(NotAllowedError):
        load_units(actor=scene.actor("other_chief"), units=[unit("CG-11", "100004")])


def test_a_position_is_kept_only_on_duty_and_only_the_last_one(scene: Stage) -> None:
    member = scene.actor("case_officer")
    stop_clock(at(8, 20))
    report_position(actor=member, unit_code=CAR, position=IN_EAST_GATE)
    car = _unit(scene, CAR)
    assert car is not None
    assert (car.position, car.position_at) == (IN_EAST_GATE, at(8, 20))
    set_unit_status(actor=member, unit_code=CAR, status=UnitStatus.OFF_DUTY)
    with pytest.raises(UnitOffDutyError):
        report_position(actor=member, unit_code=CAR, position=IN_EAST_GATE)
    row = Unit.objects.get(code=CAR)
    assert (row.longitude, row.position_at) == (None, None)
    kept = {field.name for field in apps.get_model("incidents", "UnitEvent")._meta.get_fields()}
    assert not kept & {"longitude", "latitude", "position_at"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(code=CAR).update(longitude=108.0, latitude=33.0)


def test_no_position_is_kept_after_the_shift_even_before_somebody_turns_it(scene: Stage) -> None:
    stop_clock(at(18, 0))
    before = Unit.objects.get(code=CAR).position_at
    assert Unit.objects.get(code=CAR).status == UnitStatus.IDLE, "nobody has turned the shift yet"
    with pytest.raises(UnitOffDutyError):
        report_position(actor=scene.actor("case_officer"), unit_code=CAR, position=IN_EAST_GATE)
    assert report_positions(actor=SYSTEM, positions={CAR: IN_EAST_GATE}) == 0
    assert Unit.objects.get(code=CAR).position_at == before


def test_a_unit_that_finishes_an_order_after_its_shift_is_still_on_duty(scene: Stage) -> None:
    incident = call(scene)
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    stop_clock(at(18, 20))
    report_position(actor=scene.actor("case_officer"), unit_code=CAR, position=IN_EAST_GATE)
    assert Unit.objects.get(code=CAR).position_at == at(18, 20)


def test_a_gateway_reports_for_every_unit_on_duty_and_for_no_other(scene: Stage) -> None:
    set_unit_status(actor=scene.actor("dispatcher"), unit_code=COMMUNITY, status=UnitStatus.OFF_DUTY)
    stop_clock(at(8, 20))
    everywhere = {CAR: IN_EAST_GATE, COMMUNITY: IN_EAST_GATE, "nobody": IN_EAST_GATE}
    assert report_positions(actor=SYSTEM, positions=everywhere) == 1
    car = _unit(scene, CAR)
    assert car is not None
    assert (car.position, car.position_at) == (IN_EAST_GATE, at(8, 20))
    assert Unit.objects.get(code=COMMUNITY).position_at is None
    moved = apps.get_model("foundation_events", "Event").objects.filter(kind=UnitMoved.kind).order_by("id").last()
    assert (moved.object_id, moved.actor_name) == (CAR, SYSTEM.name)
    with pytest.raises(NotAllowedError):
        report_positions(actor=scene.actor("reviewer"), positions=everywhere)


def test_others_do_not_report_for_a_unit(scene: Stage) -> None:
    with pytest.raises(NotAllowedError):
        report_position(actor=scene.actor("reviewer"), unit_code=CAR, position=IN_EAST_GATE)
    for stranger in ("officer", "other_chief"):
        with pytest.raises(NotVisibleError):
            report_position(actor=scene.actor(stranger), unit_code=CAR, position=IN_EAST_GATE)


def test_a_pausing_unit_is_not_sent_and_a_busy_one_cannot_pause(scene: Stage) -> None:
    dispatcher, incident = scene.actor("dispatcher"), call(scene)
    set_unit_status(actor=scene.actor("case_officer"), unit_code=CAR, status=UnitStatus.PAUSED)
    with pytest.raises(UnitNotFreeError):
        dispatch_units(actor=dispatcher, incident_id=incident.summary.id, unit_codes=[CAR])
    set_unit_status(actor=dispatcher, unit_code=CAR, status=UnitStatus.IDLE)
    dispatch_units(actor=dispatcher, incident_id=incident.summary.id, unit_codes=[CAR])
    for status in (UnitStatus.PAUSED, UnitStatus.OFF_DUTY, UnitStatus.IDLE):
        with pytest.raises(UnitNotFreeError):
            set_unit_status(actor=dispatcher, unit_code=CAR, status=status)


def test_nobody_says_of_himself_that_he_was_sent(scene: Stage) -> None:
    with pytest.raises(UnitNotFreeError):
        set_unit_status(actor=scene.actor("case_officer"), unit_code=CAR, status=UnitStatus.ON_SCENE)


def test_the_shift_ends_by_itself_and_a_busy_unit_stays_until_it_is_done(scene: Stage) -> None:
    dispatcher, officer = scene.actor("dispatcher"), scene.actor("case_officer")
    stop_clock(at(17, 55))
    incident = call(scene)
    (order,) = dispatch_units(actor=dispatcher, incident_id=incident.summary.id, unit_codes=[CAR])
    stop_clock(at(18, 1))
    keep_shifts()
    assert _unit(scene, SECOND_CAR) is None
    car = _unit(scene, CAR)
    assert car is not None
    assert car.status is UnitStatus.SENT
    advance_order(actor=officer, order_id=order.id, step=OrderState.ON_SCENE)
    give_feedback(actor=officer, incident_id=incident.summary.id, result=FeedbackResult.CLOSED, text="劝开")
    assert Unit.objects.get(code=CAR).status == UnitStatus.OFF_DUTY
    assert list_own_orders(actor=officer) == []


def test_the_next_shift_begins_by_itself_but_not_for_who_signed_off(scene: Stage) -> None:
    tomorrow = DAY + datetime.timedelta(days=1)
    hours = {"starts_at": at(8, day=tomorrow), "ends_at": at(18, day=tomorrow), "position": None}
    stop_clock(at(18, 1))
    keep_shifts()
    load_units(actor=SYSTEM, units=[unit(CAR, "100004", **hours), unit(SECOND_CAR, "100002", **hours)])
    assert _unit(scene, CAR) is None
    stop_clock(at(8, day=tomorrow))
    set_unit_status(actor=scene.actor("shift_leader"), unit_code=SECOND_CAR, status=UnitStatus.OFF_DUTY)
    keep_shifts()
    assert Unit.objects.get(code=CAR).status == UnitStatus.IDLE
    assert Unit.objects.get(code=SECOND_CAR).status == UnitStatus.OFF_DUTY
    keep_shifts()
    assert Unit.objects.get(code=SECOND_CAR).status == UnitStatus.OFF_DUTY


def test_a_unit_stands_where_the_plan_puts_it_when_its_shift_begins(scene: Stage) -> None:
    load_units(actor=SYSTEM, units=[unit("CG-N1", "100004", starts_at=at(17), ends_at=at(23), position=IN_EAST_GATE)])
    assert _unit(scene, "CG-N1") is None
    assert Unit.objects.get(code="CG-N1").longitude is None
    stop_clock(at(17, 1))
    keep_shifts()
    night = _unit(scene, "CG-N1")
    assert night is not None
    assert (night.position, night.position_at) == (IN_EAST_GATE, at(17, 1))


def test_after_the_shift_nobody_goes_on_duty_again(scene: Stage) -> None:
    stop_clock(at(18, 1))
    keep_shifts()
    with pytest.raises(UnitOffDutyError):
        set_unit_status(actor=scene.actor("dispatcher"), unit_code=CAR, status=UnitStatus.IDLE)
