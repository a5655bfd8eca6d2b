"""The people of stations on a day, read through the organisation's door for many stations at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from fengqiao.domains.organisation.contracts import AppointmentRecord, ShiftKind, ShiftRecord
from fengqiao.domains.organisation.public import list_absences, list_appointments, list_shifts
from fengqiao.domains.tasks.queries.completions import done_in_beats
from fengqiao.domains.tasks.workflow.hours import hours_of_day
from fengqiao.domains.tasks.workflow.ownership import Post, Team
from fengqiao.foundation.calendar.calendar import local_calendars
from fengqiao.foundation.clock.clock import local_zone


def read_team(*, station_path: str, date: datetime.date) -> Team:
    """This function will read the people of one station on a day."""
    return read_teams(under=station_path, stations=[station_path], station_of=lambda _: station_path, date=date)[
        station_path
    ]


def read_teams(
    *, under: str, stations: Collection[str], station_of: Callable[[str], str], date: datetime.date
) -> Mapping[str, Team]:
    """This function will read posts, hours and absences of the people below a path, by station path."""
    midnight = datetime.datetime.combine(date, datetime.time(), local_zone())
    appointments: dict[str, list[AppointmentRecord]] = defaultdict(list)
    for one in list_appointments(on=date, under=under):
        appointments[station_of(one.path)].append(one)
    shifts: dict[str, list[ShiftRecord]] = defaultdict(list)
    kinds = (ShiftKind.ON_DUTY, ShiftKind.DAY)
    end = midnight + datetime.timedelta(days=1)
    for shift in list_shifts(from_at=midnight, to_at=end, under=under, kinds=kinds):
        shifts[station_of(shift.path)].append(shift)
    absent = list_absences(on=date)
    posts = {path: tuple(_post(one) for one in appointments[path]) for path in stations}
    knows = done_in_beats(paths=_shared_beats(posts), until=date)
    calendars = local_calendars(paths=stations)
    return {
        path: Team(
            station_path=path,
            posts=posts[path],
            hours=hours_of_day(
                date=date,
                appointed=sorted({one.staff.id for one in appointments[path]}),
                absent=absent,
                shifts=shifts[path],
                is_working_day=calendars[path].days.is_working_day(date),
                zone=local_zone(),
            ),
            absent=absent,
            ids_by_number={post.number: post.staff_id for post in posts[path]},
            names={post.staff_id: post.name for post in posts[path]},
            knows=knows,
            auxiliaries=frozenset(one.staff.id for one in appointments[path] if one.staff.is_auxiliary),
            skills={one.staff.id: frozenset(one.staff.skills) for one in appointments[path] if one.staff.skills},
        )
        for path in stations
    }


def _post(one: AppointmentRecord) -> Post:
    return Post(one.staff.id, one.staff.number, one.staff.name, one.role.value, one.path, one.from_date)


def _shared_beats(posts: Mapping[str, tuple[Post, ...]]) -> frozenset[str]:
    """Return the beats with several holders of a role: only there it matters who knows the beat."""
    holders: dict[tuple[str, str], int] = defaultdict(int)
    for station, of_station in posts.items():
        for post in of_station:
            if post.path != station:
                holders[post.path, post.role] += 1
    return frozenset(path for (path, _), count in holders.items() if count > 1)
