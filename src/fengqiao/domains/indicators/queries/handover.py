"""交接班: what one shift leaves to the next, written by the records themselves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.cameras.public import count_warnings
from fengqiao.domains.cases.public import count_reports, list_reports_open_at
from fengqiao.domains.incidents.contracts import ShiftIncidents
from fengqiao.domains.incidents.public import shift_incidents
from fengqiao.domains.indicators.contracts import HandoverLine, HandoverSheet
from fengqiao.domains.indicators.queries.place import stations_under, widest_path
from fengqiao.domains.indicators.wording import bulletin_lines
from fengqiao.domains.organisation.contracts import ShiftKind
from fengqiao.domains.organisation.public import get_unit_at, list_appointments, list_shifts
from fengqiao.domains.tasks.public import burden_between, count_tasks
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for

HANDOVER_AT = datetime.time(8, 0)
LEADERS = (Role.STATION_CHIEF, Role.POLITICAL_INSTRUCTOR, Role.DEPUTY_CHIEF, Role.SHIFT_LEADER)


def handover_sheet(*, actor: Actor, to_at: datetime.datetime | None = None) -> HandoverSheet:
    """This function will sum up the 24 hours of duty that end at `to_at` (default: the last 08:00)."""
    path = widest_path(actor, "indicators.view")
    end = to_at or last_handover(local_now())
    start = end - datetime.timedelta(days=1)
    incidents = shift_incidents(from_at=start, to_at=end, under=path)
    warnings = count_warnings(from_at=start, to_at=end, under=path, as_of=end)
    reports = count_reports(from_at=start, to_at=end, under=path)
    tasks = count_tasks(on=start.astimezone(local_now().tzinfo).date(), under=path)
    burden = burden_between(from_at=start, to_at=end, under=path)
    return HandoverSheet(
        from_at=start,
        to_at=end,
        unit_name=get_unit_at(path=path).name if path else "",
        incidents_received=incidents.received,
        incidents_open=_open_incidents(actor, incidents),
        reports_due=_open_reports(actor, end),
        warnings_confirmed=warnings.get("confirmed", 0),
        warnings_rejected=warnings.get("rejected", 0),
        tasks_completed=tasks.listed_completed,
        tasks_left=tasks.listed - tasks.listed_completed,
        work_minutes=tasks.planned_minutes,
        duty_leaders=_leaders(path, start, end),
        bulletin=bulletin_lines(incidents=incidents, reports=reports, tasks=tasks, warnings=warnings),
        burden_minutes=burden.minutes_spent,
        burden_fields=burden.fields_asked,
    )


def last_handover(moment: datetime.datetime) -> datetime.datetime:
    """This function will return the last 08:00 at or before a local moment."""
    today = datetime.datetime.combine(moment.date(), HANDOVER_AT, moment.tzinfo)
    return today if today <= moment else today - datetime.timedelta(days=1)


def _open_incidents(actor: Actor, incidents: ShiftIncidents) -> tuple[HandoverLine, ...]:
    if not paths_for(actor, "incidents.view"):
        return ()
    return tuple(HandoverLine(one.number, one.text or one.place_text, one.received_at) for one in incidents.open)


def _open_reports(actor: Actor, end: datetime.datetime) -> tuple[HandoverLine, ...]:
    if not paths_for(actor, "cases.view"):
        return ()
    reports = list_reports_open_at(actor=actor, moment=end)
    return tuple(HandoverLine(one.number, one.text, one.taken_at) for one in reports)


def _leaders(path: str, start: datetime.datetime, end: datetime.datetime) -> tuple[str, ...]:
    names: list[str] = []
    leaders = {appointment.staff.id for appointment in list_appointments(on=start.date(), under=path, roles=LEADERS)}
    for station in stations_under(path):
        shifts: Sequence = list_shifts(from_at=start, to_at=end, under=station.path, kinds=[ShiftKind.ON_DUTY])
        names += [f"{station.name} {shift.staff.name}" for shift in shifts if shift.staff.id in leaders]
    return tuple(dict.fromkeys(names))
