"""Who stands on a rung of the chain at this moment. Nobody off duty, on leave or on mere standby is among them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from fengqiao.domains.accounts.contracts import LEADERS, Role
from fengqiao.domains.incidents.contracts import OrderState, UnitStatus
from fengqiao.domains.incidents.contracts.alarms import Rung
from fengqiao.domains.incidents.models import Alarm, Order
from fengqiao.domains.organisation.public import (
    get_staff,
    list_absences,
    list_appointments,
    list_on_duty,
    station_of,
)

ROLES_OF = {
    Rung.LEADER: frozenset({Role.SHIFT_LEADER}),
    Rung.DUTY_LEADER: LEADERS,
    Rung.COMMAND_ROOM: frozenset({Role.DISPATCHER}),
}


@dataclass(frozen=True, slots=True)
class Person:
    staff_id: int
    number: str
    name: str


def people_on(*, rung: Rung, alarm: Alarm, moment: datetime.datetime) -> Sequence[Person]:
    """This function will list the people of a rung who are on duty at the moment."""
    date = localtime(moment).date()
    absent = list_absences(on=date)
    found = _crew(alarm, moment) if rung is Rung.UNIT else _holders(ROLES_OF[rung], alarm.scope_path, moment, date)
    return [person for person in found if person.staff_id not in absent]


def _crew(alarm: Alarm, moment: datetime.datetime) -> Iterable[Person]:
    """The members of the unit, or the lone officer."""
    if alarm.timer is not None:
        return _people([alarm.timer.staff_id])
    if alarm.order_id is None:
        return ()
    order = Order.objects.select_related("unit").get(pk=alarm.order_id)
    unit = order.unit
    has_gone_home = order.state == OrderState.DISPATCHED and moment >= unit.ends_at
    if unit.status == UnitStatus.OFF_DUTY or has_gone_home or moment < unit.starts_at:
        return ()
    return _people(unit.members.values_list("staff_id", flat=True))


def _people(staff_ids: Iterable[int]) -> list[Person]:
    staff = [get_staff(staff_id=staff_id) for staff_id in staff_ids]
    return [Person(one.id, one.number, one.name) for one in staff]


def _holders(
    roles: frozenset[Role], scope_path: str, moment: datetime.datetime, date: datetime.date
) -> Iterable[Person]:
    station = station_of(path=scope_path)
    under = station.path if station is not None else scope_path
    holders = {one.staff.id for one in list_appointments(on=date, under=under, roles=roles)}
    found = {
        shift.staff.id: Person(shift.staff.id, shift.staff.number, shift.staff.name)
        for shift in list_on_duty(at=moment, under=under)
        if shift.staff.id in holders
    }
    return found.values()
