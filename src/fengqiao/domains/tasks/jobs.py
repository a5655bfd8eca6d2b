"""What runs by itself: the lists of the day, half an hour before they are opened; the month's counts, the questions."""

from __future__ import annotations

import datetime

from fengqiao.domains.duties.contracts import ListPublished, OutsideState, OutsideTaskMoved
from fengqiao.domains.organisation.contracts import AppointmentEnded, LeaveRecorded, StaffAppointed
from fengqiao.domains.organisation.contracts.calendar import CalendarChanged
from fengqiao.domains.organisation.public import station_of
from fengqiao.domains.places.contracts import PlacesLoaded
from fengqiao.domains.tasks.public import (
    ask_about_visits,
    count_month,
    generate_morning_lists,
    month_of,
    note_changes,
    raise_taken_on,
    regenerate_changed,
)
from fengqiao.foundation.clock.clock import local_zone, today
from fengqiao.foundation.scoping.contracts import SYSTEM


def make_morning_lists(date: datetime.date) -> None:
    """This job will make the lists of every station for a day."""
    generate_morning_lists(actor=SYSTEM, date=date)


ASKED_DAYS = datetime.timedelta(days=2)
"""Yesterday, and the day before for what came in late."""


def count_evaluation(date: datetime.date) -> None:
    """This job will ask about the last days' impossible visits and count the running month, and that before it."""
    midnight = datetime.datetime.combine(date, datetime.time(), local_zone())
    ask_about_visits(actor=SYSTEM, from_at=midnight - ASKED_DAYS, to_at=midnight)
    earlier = month_of(month_of(date) - datetime.timedelta(days=1))
    for month in (earlier, month_of(date)):
        count_month(actor=SYSTEM, month=month)


def count_running_month() -> None:
    """This job will bring the running month's counts up to date; how far cycles are kept is counted at night."""
    count_month(actor=SYSTEM, month=month_of(today()), with_coverage=False)


def note_new_list(event: ListPublished) -> None:
    """This handler will have the tasks below a unit worked out again when a list of it is published."""
    note_changes(reason="list_published", subjects=[(event.scope_path, "", "")])


def note_new_places(event: PlacesLoaded) -> None:
    """This handler will have the tasks below a path worked out again when places were loaded there."""
    note_changes(reason="places_loaded", subjects=[(event.scope_path, "", "")])


def note_new_staffing(event: StaffAppointed | AppointmentEnded | LeaveRecorded) -> None:
    """This handler will have a station's tasks worked out again when somebody takes or leaves a post there, or goes."""
    station = station_of(path=event.scope_path)
    note_changes(reason="staffing", subjects=[(station.path if station else event.scope_path, "", "")])


def note_new_calendar(event: CalendarChanged) -> None:
    """This handler will have the tasks below a unit worked out again when its school breaks or its days change."""
    note_changes(reason="calendar", subjects=[(event.scope_path, "", "")])


def raise_task_taken_on(event: OutsideTaskMoved) -> None:
    """This handler will raise the task of what a leader has taken on from outside the lists."""
    if event.state == OutsideState.TAKEN_ON:
        raise_taken_on(actor=SYSTEM, outside_task_id=int(event.object_id))


def follow_changes() -> None:
    """This job will work out the tasks of what has changed since it ran last."""
    regenerate_changed(actor=SYSTEM)
