"""Whom to send, out of a thousand units, beside the plain order by distance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime

from fengqiao.bench.engines.timing import processor_seconds
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.engines.dispatching.contracts import (
    DispatchParameters,
    Member,
    Need,
    Requirement,
    Unit,
    UnitKind,
    UnitStatus,
)
from fengqiao.engines.dispatching.recommendation import recommend
from fengqiao.engines.roads.crow_fly import CrowFlyTravel
from fengqiao.primitives.position import Position, distance_metres

NOW = datetime(2026, 3, 20, 21, 30, tzinfo=UTC)
HERE = Position(109.0, 34.0)
SPREAD_DEGREES = 0.2
MEMBERS = (Member("a", is_sworn=True), Member("b", is_sworn=True, skills=frozenset({"traffic"})))
NEED = Need(
    id="need",
    position=HERE,
    category="dispute",
    priority=3,
    requirements=(Requirement(count=2), Requirement(skill="traffic")),
)
MILLISECONDS_GOAL = 50.0


def measure_recommendation(*, units: int, seed: int, repeats: int) -> BenchFigure:
    """This function will time one recommendation for a run card of three places, and the plain order beside it."""
    crews = draw_units(count=units, seed=seed)
    travel, parameters = CrowFlyTravel(), DispatchParameters()
    seconds = processor_seconds(
        work=lambda: recommend(need=NEED, units=crews, travel=travel, now=NOW, parameters=parameters),
        repeats=repeats,
    )
    plain = Reference(
        "idle units by crow-fly distance", processor_seconds(work=lambda: _closest_idle(crews), repeats=repeats) * 1000
    )
    return BenchFigure("recommend_thousand_units_ms", seconds * 1000, "ms", [plain], Goal("<=", MILLISECONDS_GOAL))


def draw_units(*, count: int, seed: int) -> Sequence[Unit]:
    """This function will spread cars round the need, all of them idle: the most that has to be weighed."""
    dice = random.Random(seed)
    return [
        Unit(
            id=f"{number:04}",
            kind=UnitKind.CAR,
            members=MEMBERS,
            position=Position(HERE.longitude + _away(dice), HERE.latitude + _away(dice)),
            position_at=NOW,
        )
        for number in range(count)
    ]


def _away(dice: random.Random) -> float:
    return dice.uniform(-SPREAD_DEGREES, SPREAD_DEGREES)


def _closest_idle(units: Sequence[Unit]) -> Sequence[Unit]:
    placed = [(one.position, one) for one in units if one.status is UnitStatus.IDLE and one.position is not None]
    return [unit for _, unit in sorted(placed, key=lambda pair: distance_metres(HERE, pair[0]))]
