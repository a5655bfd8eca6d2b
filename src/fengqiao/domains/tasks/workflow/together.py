"""Work for several within the rest of a day: when somebody can be there, and what of the own day that breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from fengqiao.domains.tasks.workflow.rest_of_day import Rest, travel_of
from fengqiao.domains.tasks.workflow.station_plan import PlanInputs, as_officer, as_task
from fengqiao.engines.planning.retiming import Retimed, retime

ROUNDING_MINUTES: Final = 0.1
"""Stored times are rounded to a tenth: both are there in the same minute."""
LONGEST_WAIT_MINUTES: Final = 45.0
"""Who leads does not wait longer for a colleague; another one is asked, or the colleague's own day gives way."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where work for several stands in the order of somebody who comes along. `breaks`: how much that breaks anew."""

    place: int
    starts: float
    breaks: int

    def waits(self, asked: float) -> float:
        """This function will return for how many minutes the others wait."""
        return max(0.0, self.starts - asked)

    def suits(self, asked: float) -> bool:
        """This function will tell whether it costs nobody more than a short wait."""
        return not self.breaks and self.waits(asked) <= LONGEST_WAIT_MINUTES


def held_window(*, starts: float, minutes: int, closes: int, now: int) -> tuple[float, float]:
    """This function will return the hours of work at an agreed time; once it has passed, the hours that are left."""
    ends = starts + minutes + ROUNDING_MINUTES
    return starts, max(ends, float(closes)) if starts < now else ends


def starts_of(rest: Rest) -> dict[int, float]:
    """This function will return when each task of a rest begins."""
    return {int(work.task_id): work.starts_minute for stop in rest.plan.stops for work in stop.works}


def find_meeting(*, inputs: PlanInputs, row: Mapping[str, Any], asked: float) -> Meeting:
    """This function will find where in somebody's order the work breaks least, then where the others wait least.

    `inputs`: the own day without it, over the places of both; `asked`: when whoever leads is there.
    """
    before = len(_retimed(inputs).violations)
    tried = []
    for place in range(len(inputs.tasks) + 1):
        asked_row = {**row, "opens": max(float(row["opens"]), asked)}
        order = (*inputs.tasks[:place], asked_row, *inputs.tasks[place:])
        done = _retimed(replace(inputs, tasks=order))
        found = Meeting(place, _start_in(done, str(row["id"])), max(0, len(done.violations) - before))
        is_long = found.waits(asked) > LONGEST_WAIT_MINUTES
        tried.append(((is_long, found.breaks, found.starts, done.plan.ends_minute, place), found))
    return min(tried, key=lambda one: one[0])[1]


def _retimed(inputs: PlanInputs) -> Retimed:
    return retime(
        officer=as_officer(inputs.officers[0]),
        tasks=[as_task(row) for row in inputs.tasks],
        travel_minutes=travel_of(inputs),
        now=float(inputs.now_minute),
    )


def _start_in(done: Retimed, task_id: str) -> float:
    return next(work.starts_minute for stop in done.plan.stops for work in stop.works if work.task_id == task_id)
