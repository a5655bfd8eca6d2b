"""A station's people on a day, read through the organisation's door."""

from __future__ import annotations

import datetime

from fengqiao.domains.organisation.contracts import ShiftKind
from fengqiao.domains.organisation.public import list_absences, list_appointments, list_shifts
from fengqiao.domains.tasks.queries.completions import done_in_beats
from fengqiao.domains.tasks.workflow.hours import hours_of_day
from fengqiao.domains.tasks.workflow.ownership import Post, Team
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.foundation.clock.clock import local_zone


def read_team(*, station_path: str, date: datetime.date) -> Team:
    """This function will read posts, hours and absences of a station's people on a day."""
    zone = local_zone()
    midnight = datetime.datetime.combine(date, datetime.time(), zone)
    appointments = list_appointments(on=date, under=station_path)
    absent = list_absences(on=date)
    shifts = list_shifts(
        from_at=midnight,
        to_at=midnight + datetime.timedelta(days=1),
        under=station_path,
        kinds=(ShiftKind.ON_DUTY, ShiftKind.DAY),
    )
    hours = hours_of_day(
        date=date,
        appointed=sorted({one.staff.id for one in appointments}),
        absent=absent,
        shifts=shifts,
        is_working_day=holiday_calendar().is_working_day(date),
        zone=zone,
    )
    posts = tuple(
        Post(one.staff.id, one.staff.number, one.staff.name, one.role.value, one.path, one.from_date)
        for one in appointments
    )
    return Team(
        station_path=station_path,
        posts=posts,
        hours=hours,
        absent=absent,
        ids_by_number={post.number: post.staff_id for post in posts},
        names={post.staff_id: post.name for post in posts},
        knows=done_in_beats(under=station_path, until=date),
    )
