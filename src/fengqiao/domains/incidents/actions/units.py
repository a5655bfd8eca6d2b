"""Units of the shifts: loaded, on and off duty, where they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.trail import set_unit
from fengqiao.domains.incidents.contracts import (
    NewUnit,
    UnitMoved,
    UnitNotFreeError,
    UnitOffDutyError,
    UnitRecord,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Order, Unit, UnitMember
from fengqiao.domains.incidents.queries.access import VIEW, is_member
from fengqiao.domains.incidents.queries.records import unit_records
from fengqiao.domains.incidents.workflow.transitions import FREE_TO_CHOOSE, OPEN_ORDER_STATES
from fengqiao.domains.organisation.contracts import StaffRecord, UnknownStaffError
from fengqiao.domains.organisation.public import get_unit, list_staff_by_number
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish, publish_all
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.position import Position


@transaction.atomic
def load_units(*, actor: Actor, units: Iterable[NewUnit]) -> int:
    """This function will plan units for a shift and return how many; a known code takes the new shift and members.

    A unit that is busy keeps its order. Raises UnknownUnitError, UnknownStaffError, NotAllowedError.
    """
    wanted = list(units)
    staff = list_staff_by_number(numbers={number for unit in wanted for number in unit.member_numbers})
    for unit in wanted:
        _load_unit(actor, unit, staff)
    return len(wanted)


def _load_unit(actor: Actor, unit: NewUnit, staff: Mapping[str, StaffRecord]) -> None:
    path = get_unit(code=unit.unit_code).path
    require(actor, DISPATCH, path)
    row = Unit.objects.select_for_update().filter(code=unit.code).first() or Unit(code=unit.code)
    is_on = unit.starts_at <= now() < unit.ends_at
    row.call_sign, row.kind, row.path = unit.call_sign, unit.kind, path
    row.starts_at, row.ends_at = unit.starts_at, unit.ends_at
    row.equipment, row.is_community, row.is_signed_off = list(unit.equipment), unit.is_community, False
    if row.status in FREE_TO_CHOOSE:
        row.status = UnitStatus.IDLE if is_on else UnitStatus.OFF_DUTY
    row.start_longitude = unit.position.longitude if unit.position else None
    row.start_latitude = unit.position.latitude if unit.position else None
    if is_on:
        _stand_at_start(row)
    elif row.status == UnitStatus.OFF_DUTY:
        row.longitude = row.latitude = row.position_at = None
    row.save()
    _set_members(row, unit, staff)
    record(
        actor=actor,
        action="load_unit",
        object_kind="dispatch_unit",
        object_id=row.code,
        scope_path=path,
        details={"members": list(unit.member_numbers), "from": unit.starts_at, "to": unit.ends_at},
    )
    publish(UnitMoved(scope_path=path, object_id=row.code, status=row.status), actor=actor)


def _stand_at_start(row: Unit) -> None:
    """Until it reports itself, a unit stands where the plan puts it."""
    if row.start_longitude is not None:
        row.longitude, row.latitude, row.position_at = row.start_longitude, row.start_latitude, now()


def _set_members(row: Unit, unit: NewUnit, staff: Mapping[str, StaffRecord]) -> None:
    for number in unit.member_numbers:
        if number not in staff:
            raise UnknownStaffError(number=number)
    row.members.all().delete()
    people = [staff[number] for number in dict.fromkeys(unit.member_numbers)]
    UnitMember.objects.bulk_create(
        UnitMember(
            unit=row,
            staff_id=person.id,
            name=person.name,
            is_sworn=not person.is_auxiliary,
            skills=list(person.skills),
            rank=rank,
        )
        for rank, person in enumerate(people)
    )


@transaction.atomic
def set_unit_status(*, actor: Actor, unit_code: str, status: UnitStatus) -> UnitRecord:
    """This function will let a unit (or the command room for it) say that it is free, pauses or goes off duty.

    The other statuses follow its order. Raises UnitNotFreeError while it has one, UnitOffDutyError after its shift.
    """
    unit = _lock_unit(actor, unit_code)
    is_busy = Order.objects.filter(unit=unit, state__in=OPEN_ORDER_STATES).exists()
    if is_busy or status not in FREE_TO_CHOOSE:
        raise UnitNotFreeError(unit_code=unit.code, call_sign=unit.call_sign, status=unit.status)
    if status is not UnitStatus.OFF_DUTY and now() >= unit.ends_at:
        raise UnitOffDutyError(unit_code=unit.code)
    unit.is_signed_off = status is UnitStatus.OFF_DUTY
    set_unit(actor=actor, unit=unit, status=status)
    record(
        actor=actor,
        action="set_unit_status",
        object_kind="dispatch_unit",
        object_id=unit.code,
        scope_path=unit.path,
        details={"status": status.value},
    )
    return unit_records([unit])[0]


@transaction.atomic
def report_position(*, actor: Actor, unit_code: str, position: Position) -> None:
    """This function will note where a unit is now; only the last position is kept, and only on duty.

    A shift ends by the clock, not when somebody gets round to turning it. No audit entry holds a position: the chain
    must not become a trail of an officer (R26). Raises UnitOffDutyError.
    """
    unit = _lock_unit(actor, unit_code)
    if not _is_on_duty(unit, now()):
        raise UnitOffDutyError(unit_code=unit.code)
    unit.longitude, unit.latitude, unit.position_at = position.longitude, position.latitude, now()
    unit.save(update_fields=["longitude", "latitude", "position_at"])
    publish(UnitMoved(scope_path=unit.path, object_id=unit.code, status=unit.status), actor=actor)


@transaction.atomic
def report_positions(*, actor: Actor, positions: Mapping[str, Position]) -> int:
    """This function will note where many units are at once, as a gateway of their devices hears it; returns how many.

    Units off duty are passed over. Raises NotAllowedError, NotVisibleError for one that the actor may not speak for.
    """
    moment = now()
    on_duty = Unit.objects.filter(code__in=positions).exclude(status=UnitStatus.OFF_DUTY)
    units = [unit for unit in on_duty.select_for_update().order_by("pk") if _is_on_duty(unit, moment)]
    for unit in units:
        _require_voice(actor, unit)
        position = positions[unit.code]
        unit.longitude, unit.latitude, unit.position_at = position.longitude, position.latitude, moment
    Unit.objects.bulk_update(units, ["longitude", "latitude", "position_at"])
    publish_all(
        [UnitMoved(scope_path=unit.path, object_id=unit.code, status=unit.status) for unit in units], actor=actor
    )
    return len(units)


def _is_on_duty(unit: Unit, moment: datetime.datetime) -> bool:
    """Whether a unit's position may be kept: within its shift, or after it while an order is being finished."""
    if unit.status == UnitStatus.OFF_DUTY:
        return False
    is_busy = unit.status not in (UnitStatus.IDLE, UnitStatus.PAUSED)
    return unit.starts_at <= moment < unit.ends_at or is_busy


@transaction.atomic
def turn_shifts(*, actor: Actor = SYSTEM) -> int:
    """This function will take units off duty whose shift has ended (the busy ones when they are done) and put on
    those whose shift has begun; returns how many turned.
    """
    moment = now()
    ended = Unit.objects.filter(ends_at__lte=moment, status__in=[UnitStatus.IDLE, UnitStatus.PAUSED])
    begun = Unit.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment, status=UnitStatus.OFF_DUTY, is_signed_off=False
    )
    turned = [(unit, UnitStatus.OFF_DUTY) for unit in ended.select_for_update(skip_locked=True).order_by("pk")]
    turned += [(unit, UnitStatus.IDLE) for unit in begun.select_for_update(skip_locked=True).order_by("pk")]
    for unit, status in turned:
        if status is UnitStatus.IDLE:
            _stand_at_start(unit)
        set_unit(actor=actor, unit=unit, status=status)
        record(
            actor=actor,
            action="turn_shift",
            object_kind="dispatch_unit",
            object_id=unit.code,
            scope_path=unit.path,
            details={"status": status.value},
        )
    return len(turned)


def _lock_unit(actor: Actor, unit_code: str) -> Unit:
    unit = Unit.objects.select_for_update().filter(code=unit_code).first()
    if unit is None:
        raise NotVisibleError
    _require_voice(actor, unit)
    return unit


def _require_voice(actor: Actor, unit: Unit) -> None:
    if not is_member(actor=actor, unit=unit):
        require(actor, DISPATCH, unit.path, view=VIEW)
