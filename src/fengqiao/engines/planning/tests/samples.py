"""Officers, tasks and matrices that the tests build on."""

import random
from typing import Any

import numpy as np

from fengqiao.engines.planning.contracts import Break, DayPlans, PlanOfficer, PlanTask, TravelMatrix

MORNING, EVENING = 8 * 60.0, 18 * 60.0
MEAL = Break("meal", 12 * 60, 13 * 60)


def an_officer(id: str = "o", **changes: Any) -> PlanOfficer:
    given: dict[str, Any] = {"opens_minute": MORNING, "closes_minute": EVENING, "start_location": 0}
    return PlanOfficer(id=id, **(given | changes))


def a_task(id: str, location: int = 1, **changes: Any) -> PlanTask:
    return PlanTask(id=id, location=location, **({"minutes": 30, "prize": 10} | changes))


def on_a_line(places: int, *, minutes_apart: float = 10) -> TravelMatrix:
    at = np.arange(places, dtype=np.float64) * minutes_apart
    return np.abs(at[:, None] - at[None, :])


def a_station(*, officers: int, tasks: int, seed: int) -> tuple[list[PlanOfficer], list[PlanTask], TravelMatrix]:
    """A station's day: villages within 40 minutes, windows, skills, a few mandatory tasks, meals."""
    dice = random.Random(seed)
    points = [(dice.uniform(0, 30), dice.uniform(0, 30)) for _ in range(tasks // 2 + 1)]
    travel = np.array([[round(np.hypot(ax - bx, ay - by)) for bx, by in points] for ax, ay in points], dtype=float)
    staff = [
        an_officer(
            f"officer {n}",
            end_location=dice.choice([0, None]),
            skills=frozenset({"traffic"}) if n % 3 == 0 else frozenset(),
            breaks=(Break("roll_call", 480, 500), MEAL),
        )
        for n in range(officers)
    ]
    work = []
    for n in range(tasks):
        opens = dice.choice([480, 480, 540, 600, 840])
        work.append(
            a_task(
                f"task {n}",
                location=dice.randrange(len(points)),
                minutes=dice.choice([15, 20, 30, 45, 60]),
                prize=dice.choice([10, 20, 40, 80]),
                opens_minute=opens,
                closes_minute=opens + dice.choice([90, 180, 300, 600]),
                mandatory=dice.random() < 0.1,
                skills=frozenset({"traffic"}) if dice.random() < 0.1 else frozenset(),
            )
        )
    return staff, work, travel


def done(plans: DayPlans) -> list[str]:
    return [work.task_id for plan in plans.plans for stop in plan.stops for work in stop.works]


def why_left_out(plans: DayPlans) -> dict[str, str]:
    return {one.task_id: one.reason.code for one in plans.left_out}
