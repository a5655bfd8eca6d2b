"""Work for several in a day that changes: whoever comes along follows in the same transaction, or another one comes.

The rules, as people read them: docs/how-to/work-for-two.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fengqiao.domains.tasks.actions.changing_the_day.colleagues import Colleague, Colleagues
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay
from fengqiao.domains.tasks.actions.changing_the_day.timing import rest_inputs
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.queries.hours import window_of
from fengqiao.domains.tasks.workflow.rest_of_day import Rest, make
from fengqiao.domains.tasks.workflow.station_plan import PlanInputs
from fengqiao.domains.tasks.workflow.together import Meeting, starts_of

MOST_ROUNDS: Final = 4
"""Each time somebody has to wait for a colleague the rest is timed again; after so many times it stands as it is."""
TOLERANCE_MINUTES: Final = 0.05
"""Half of what stored times are rounded to."""
NOBODY: Final[Mapping[int, Collection[int]]] = {}


@dataclass(slots=True)
class Arranged:
    """The rest of a day with everybody who comes along. `crews`: led task → who comes; `alone`: too few come."""

    inputs: PlanInputs
    rest: Rest
    starts: dict[int, float]
    colleagues: Colleagues | None = None
    seated: dict[int, Colleague] = field(default_factory=dict)
    crews: dict[int, list[int]] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)


def led_by(day: OpenDay) -> list[Task]:
    """This function will list the own work for several that is not begun."""
    begun = {one["task"] for one in day.fixed}
    return [
        task
        for key, task in day.tasks.items()
        if task.officers_needed > 1 and not day.is_along(key) and key not in begun
    ]


def arrange(
    *, day: OpenDay, order: Sequence[int], method: str, refused: Mapping[int, Collection[int]] = NOBODY
) -> Arranged:
    """This function will make the rest of a day and find for each own work for several a time when all can be there.

    Who came along so far comes again, unless that would break the own day or keep the others waiting long while a
    colleague could come. `refused`: task → who cannot come.
    """
    led = {task.pk: task for task in led_by(day)}
    if not led:
        inputs = rest_inputs(day=day, order=order)
        rest = make(method, inputs)
        return Arranged(inputs, rest, starts_of(rest))
    colleagues = Colleagues.of(day)
    wanted = {key: [one for one in task.companions if one not in refused.get(key, ())] for key, task in led.items()}
    waits: dict[int, float] = {}
    for _ in range(MOST_ROUNDS):
        inputs = rest_inputs(day=day, order=order, windows=_later(day, led, waits))
        rest = make(method, inputs)
        done = Arranged(inputs, rest, starts_of(rest), colleagues)
        too_late = _seat_all(done, led, wanted, refused)
        wanted.update(done.crews)
        if not too_late:
            break
        waits.update(too_late)
    return done


def _later(day: OpenDay, led: Mapping[int, Task], waits: Mapping[int, float]) -> dict[int, tuple[float, float]]:
    return {
        key: (starts, float(window_of(task=led[key], date=day.plan.date).closes_minute))
        for key, starts in waits.items()
    }


def _seat_all(
    done: Arranged,
    led: Mapping[int, Task],
    wanted: Mapping[int, Sequence[int]],
    refused: Mapping[int, Collection[int]],
) -> dict[int, float]:
    """Put each task into the days of its crew, in order of time; return which must begin later, and when."""
    too_late = {}
    for key in sorted((one for one in led if one in done.starts), key=lambda one: (done.starts[one], one)):
        task, asked = led[key], done.starts[key]
        crew = _crew(done, led, task, wanted[key], refused.get(key, ()))
        done.crews[key] = sorted(crew)
        if len(crew) < task.officers_needed - 1:
            done.alone.add(key)
        for staff_id, meeting in crew.items():
            done.seated[staff_id].take(task=task, place=meeting.place, starts=asked)
        latest = max((one.starts for one in crew.values()), default=asked)
        if latest > asked + TOLERANCE_MINUTES:
            too_late[key] = latest
    return too_late


def _crew(
    done: Arranged, led: Collection[int], task: Task, wanted: Sequence[int], refused: Collection[int]
) -> dict[int, Meeting]:
    """Return who comes along: those who did if it suits, then colleagues whom it suits, then those who did anyway."""
    asked, needed = done.starts[task.pk], task.officers_needed - 1
    known = {one: meeting for one in wanted if (meeting := _meeting(done, led, task, one))}
    crew = {one: meeting for one, meeting in known.items() if meeting.suits(asked)}
    if len(crew) < needed and done.colleagues is not None:
        others = done.colleagues.others_for(task=task, not_asked=[*wanted, *refused])
        suited = [
            (meeting.starts, one, meeting)
            for one in others
            if (meeting := _meeting(done, led, task, one)) and meeting.suits(asked)
        ]
        crew.update({one: meeting for _, one, meeting in sorted(suited, key=lambda it: it[:2])[: needed - len(crew)]})
    for one, meeting in known.items():
        if len(crew) < needed:
            crew.setdefault(one, meeting)
    return crew


def _meeting(done: Arranged, led: Collection[int], task: Task, staff_id: int) -> Meeting | None:
    if staff_id not in done.seated:
        colleague = done.colleagues.without(staff_id, led) if done.colleagues else None
        if colleague is None:
            return None
        done.seated[staff_id] = colleague
    row: dict[str, Any] = next(one for one in done.inputs.tasks if one["id"] == str(task.pk))
    return done.seated[staff_id].meeting(
        task=task, hours=(float(row["opens"]), float(row["closes"])), asked=done.starts[task.pk]
    )
