"""Units, needs and travel times that the tests build on: a town on a line of one kilometre a minute."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from fengqiao.engines.dispatching.contracts import (
    DispatchParameters,
    Member,
    Need,
    Recommendation,
    Unit,
    UnitKind,
)
from fengqiao.engines.dispatching.recommendation import recommend
from fengqiao.primitives.position import Position

NOW = datetime(2026, 3, 20, 21, 30, tzinfo=UTC)
OFFICER = Member("o", is_sworn=True)
AUXILIARY = Member("a", is_sworn=False)


class OneMinutePerStep:
    """Travel along the equator: a hundredth of a degree takes a minute; beyond 80° east no road leads."""

    def travel_minutes(self, *, origins: Sequence[Position], destinations: Sequence[Position]) -> np.ndarray:
        at = np.array([position.longitude for position in origins])
        to = np.array([position.longitude for position in destinations])
        minutes = np.abs(at[:, None] - to[None, :]) * 100
        minutes[at > 80] = np.inf
        return minutes


def at(minutes: float) -> Position:
    return Position(longitude=minutes / 100, latitude=0)


def a_unit(id: str, minutes: float | None = 0, **changes: Any) -> Unit:
    given: dict[str, Any] = {
        "kind": UnitKind.CAR,
        "members": (OFFICER,),
        "position": None if minutes is None else at(minutes),
        "position_at": NOW - timedelta(minutes=1),
    }
    return Unit(id=id, **(given | changes))


def a_need(**changes: Any) -> Need:
    given: dict[str, Any] = {"position": at(0), "category": "dispute", "priority": 3}
    return Need(id="n", **(given | changes))


def recommended(
    *units: Unit, need: Need | None = None, parameters: DispatchParameters | None = None, **given: Any
) -> Recommendation:
    return recommend(
        need=need or a_need(),
        units=units,
        travel=OneMinutePerStep(),
        now=NOW,
        parameters=parameters or DispatchParameters(),
        **given,
    )


def sent(recommendation: Recommendation) -> list[str]:
    return [assignment.candidate.unit_id for assignment in recommendation.assignments]


def refused(recommendation: Recommendation) -> dict[str, str]:
    return {refusal.unit_id: refusal.reason.code for refusal in recommendation.refusals}
