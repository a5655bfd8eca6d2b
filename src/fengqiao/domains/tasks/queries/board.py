"""The team's board: everybody's day on one axis, how the beats are covered, what waits and for how long."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.tasks.contracts import (
    OPEN_STATES,
    BeatCover,
    Lane,
    OfficerLoad,
    PostponementState,
    StationDay,
    TaskState,
    TeamBoard,
)
from fengqiao.domains.tasks.models import DayPlan, Task
from fengqiao.domains.tasks.queries.changes import carried_days, get_day_state, list_postponements
from fengqiao.domains.tasks.queries.days import get_day_list
from fengqiao.engines.planning.figures import gini
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

LEAST_FOR_FAIRNESS = 2


def get_team_board(*, actor: Actor, day: StationDay) -> TeamBoard:
    """This function will return the board beside a station's day. Raises NotVisibleError."""
    require(actor, "tasks.view", day.station_path, view="tasks.view")
    lanes = tuple(_lane(actor, load, day.date) for load in day.officers)
    loads = [one.load.work_minutes + one.load.travel_minutes for one in lanes if one.day is not None]
    put_off = list_postponements(
        actor=actor, station_path=day.station_path, states=(PostponementState.ASKED, PostponementState.AGREED)
    )
    own = Task.objects.filter(station_path=day.station_path, is_own_initiative=True, listed_date=day.date).values_list(
        "minutes", flat=True
    )
    return TeamBoard(
        lanes=lanes,
        beats=tuple(_beats(day)),
        gini=round(gini(loads), 2) if len(loads) >= LEAST_FOR_FAIRNESS else None,
        asked=tuple(one for one in put_off if one.state is PostponementState.ASKED),
        postponed=tuple(one for one in put_off if one.task.postponed_to == one.to_date and one.to_date > day.date),
        carried_days=carried_days(
            station_path=day.station_path, date=day.date, task_ids=[task.id for task, _ in day.left_out]
        ),
        own_initiative=len(own),
        own_minutes=sum(own),
    )


def _lane(actor: Actor, load: OfficerLoad, date: datetime.date) -> Lane:
    if not load.shift_minutes:
        return Lane(load, None, None)
    listed = get_day_list(actor=actor, staff_id=load.staff_id, date=date)
    state = get_day_state(actor=actor, staff_id=load.staff_id, date=date)
    return Lane(load, listed, state)


def _beats(day: StationDay) -> Sequence[BeatCover]:
    """Return every beat in the order of the tree: who goes there today, and what is in nobody's day."""
    plans = DayPlan.objects.filter(station_path=day.station_path, date=day.date).select_related("staff")
    doers: dict[int, set[str]] = defaultdict(set)
    for plan in plans:
        for one in plan.items:
            doers[one["task"]].add(plan.staff.name)
    planned: Counter[str] = Counter()
    done: Counter[str] = Counter()
    names: dict[str, set[str]] = defaultdict(set)
    for key, path, state in Task.objects.filter(pk__in=doers).values_list("pk", "scope_path", "state"):
        planned[path] += 1
        done[path] += state == TaskState.COMPLETED
        names[path] |= doers[key]
    waiting = Counter(
        Task.objects.filter(station_path=day.station_path, state__in=list(OPEN_STATES), due_date__lte=day.date)
        .exclude(pk__in=doers)
        .values_list("scope_path", flat=True)
    )
    beats = sorted(list_units(kind=UnitKind.BEAT, under=day.station_path), key=lambda one: one.path)
    return [
        BeatCover(one.name, tuple(sorted(names[one.path])), planned[one.path], done[one.path], waiting[one.path])
        for one in beats
    ]
