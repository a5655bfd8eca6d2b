"""A station's past for backtests and trials of models: subjects and events, what was done, who could do it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from fengqiao.domains.duties.contracts import PastQuery
from fengqiao.domains.tasks.contracts import DutySourceQuery
from fengqiao.domains.tasks.queries.completions import list_completions
from fengqiao.domains.tasks.queries.sources import gather
from fengqiao.domains.tasks.queries.team import read_team
from fengqiao.domains.tasks.workflow.hours import NOON_BREAK, Hours
from fengqiao.engines.duties.backtesting import BacktestWorld, Desk, DeskKey
from fengqiao.foundation.calendar.calendar import local_calendar
from fengqiao.foundation.clock.clock import local_zone

EVENTS_BEFORE = datetime.timedelta(days=400)
"""As far back as a morning looks (a year and what is late)."""
ONE_DAY = datetime.timedelta(days=1)


def read_past(query: PastQuery) -> BacktestWorld:
    """This function will read what a backtest of a station needs.

    Subjects are those known today, each from the day since which duties count for it; of what was done, only what
    was done before the first day: from then on the backtest does it itself.
    """
    zone = local_zone()
    midnight = datetime.datetime.combine(query.first_date, datetime.time(), zone)
    answer = gather(DutySourceQuery(under=query.station_path, today=query.last_date, since=midnight - EVENTS_BEFORE))
    before = query.first_date - ONE_DAY
    calendar = local_calendar(path=query.station_path)
    return BacktestWorld(
        root_path=query.station_path,
        first_date=query.first_date,
        last_date=query.last_date,
        subjects=answer.subjects,
        events=answer.events,
        completions={
            code: list_completions(list_code=code, under=query.station_path, until=before) for code in query.list_codes
        },
        desks=_desks(query) if query.with_desks else (),
        desk_of_officer=_desk_of_officer(query) if query.with_desks else {},
        calendar=calendar.days,
        school_breaks=calendar.school_breaks,
        zone=zone,
    )


def _desks(query: PastQuery) -> list[Desk]:
    minutes: dict[DeskKey, dict[datetime.date, int]] = defaultdict(dict)
    officers: dict[DeskKey, dict[datetime.date, int]] = defaultdict(dict)
    for day in _days(query):
        team = read_team(station_path=query.station_path, date=day)
        held: dict[int, list[DeskKey]] = defaultdict(list)
        for post in team.posts:
            held[post.staff_id].append(DeskKey(post.path, post.role))
        for staff_id, keys in held.items():
            hours = team.hours.get(staff_id)
            for key in keys:
                # Who holds two posts shares the shift between them.
                given = _minutes_of(hours) * query.share_percent // (100 * len(keys)) if hours else 0
                minutes[key][day] = minutes[key].get(day, 0) + given
                officers[key][day] = officers[key].get(day, 0) + (1 if hours else 0)
    return [Desk(key, minutes[key], officers[key]) for key in sorted(minutes)]


def _desk_of_officer(query: PastQuery) -> dict[str, DeskKey]:
    """The most particular post of each officer on the last day."""
    posts = read_team(station_path=query.station_path, date=query.last_date).posts
    return {post.number: DeskKey(post.path, post.role) for post in sorted(posts, key=lambda post: len(post.path))}


def _days(query: PastQuery) -> Iterator[datetime.date]:
    day = query.first_date
    while day <= query.last_date:
        yield day
        day += ONE_DAY


def _minutes_of(hours: Hours) -> int:
    """A shift less the noon break where it holds one."""
    opens, closes = NOON_BREAK
    rest = max(0, min(hours.closes_minute, closes) - max(hours.opens_minute, opens))
    return hours.closes_minute - hours.opens_minute - rest
