"""Event → handlers: the one table. A handler is a function of a domain's `jobs.py` (or of an integration)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fengqiao.domains.cases.contracts import ReportTransferred
from fengqiao.domains.duties.contracts import ListPublished, OutsideTaskMoved
from fengqiao.domains.incidents.contracts import IncidentTransferred
from fengqiao.domains.organisation.contracts import AppointmentEnded, LeaveRecorded, StaffAppointed
from fengqiao.domains.organisation.contracts.calendar import CalendarChanged
from fengqiao.domains.places.contracts import PlacesLoaded
from fengqiao.domains.tasks.jobs import (
    note_new_calendar,
    note_new_list,
    note_new_places,
    note_new_staffing,
    raise_task_taken_on,
)
from fengqiao.foundation.events.contracts import DomainEvent, Handler
from fengqiao.integrations.hotline.handler import send_to_hotline
from fengqiao.integrations.receiving_bodies.handler import send_transfer

SUBSCRIPTIONS: dict[type[DomainEvent], Sequence[Handler[Any]]] = {
    ReportTransferred: (send_transfer,),
    IncidentTransferred: (send_to_hotline,),
    ListPublished: (note_new_list,),
    PlacesLoaded: (note_new_places,),
    StaffAppointed: (note_new_staffing,),
    AppointmentEnded: (note_new_staffing,),
    LeaveRecorded: (note_new_staffing,),
    CalendarChanged: (note_new_calendar,),
    OutsideTaskMoved: (raise_task_taken_on,),
}
