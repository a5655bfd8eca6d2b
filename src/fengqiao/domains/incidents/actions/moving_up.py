"""When cover falls: whom to move up where, with price and reason. A person decides; shown and chosen are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.recommending import cover_points_of
from fengqiao.domains.incidents.contracts import UnitStatus
from fengqiao.domains.incidents.contracts.moves import MoveAdviceClosedError, MoveAdviceRecord, MoveDecided
from fengqiao.domains.incidents.data.rules import run_cards
from fengqiao.domains.incidents.models import MoveAdvice, Unit
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.moves import is_fresh, move_record
from fengqiao.domains.organisation.public import get_unit
from fengqiao.domains.places.public import travel_times
from fengqiao.engines.dispatching.contracts import CoverPoint, UnitKind
from fengqiao.engines.dispatching.moving_up import best_move
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.position import Position

PRICE_PER_KM: Final = 0.003
BUSY_SHARE: Final = 0.5
"""Both as in the replay's policy (engines/dispatching/simulation/contracts.py: MOVE_UP)."""
CAR_KM_A_MINUTE: Final = 35 / 60


@dataclass(frozen=True, slots=True)
class _Idle:
    rows: Sequence[Unit]
    minutes: np.ndarray
    """Units × points, by how each moves."""


@transaction.atomic
def advise_move(*, actor: Actor, station_path: str) -> MoveAdviceRecord | None:
    """This function will store the move that is worth most after its price; None when none is worth its way."""
    points = cover_points_of(station_path)
    idle = _idle(station_path, points)
    if idle is None:
        return None
    limit = run_cards().parameters.cover_within_minutes
    between = travel_times().travel_minutes(
        origins=[point.position for point in points], destinations=[point.position for point in points]
    )
    weights = np.array([point.weight for point in points])
    move = best_move(
        reaches=(idle.minutes <= limit).astype(np.float64),
        posts=(between <= limit).astype(np.float64),
        weights=weights / weights.sum(),
        extra_km=_by_car(idle) * CAR_KM_A_MINUTE,
        busy_share=BUSY_SHARE,
        price_per_km=PRICE_PER_KM,
    )
    if move is None:
        return None
    moved = idle.minutes.copy()
    moved[move.unit] = between[move.post]
    row, point = idle.rows[move.unit], points[move.post]
    before, after = _share(idle.minutes, weights, limit), _share(moved, weights, limit)
    # Each place weighs one call more than it had, so that no place is worth nothing.
    calls = float(weights.sum()) - len(points)
    shown = {
        "call_sign": row.call_sign,
        "place_code": point.code,
        "place": get_unit(code=point.code).name,
        "calls": round((after - before) * calls),
        "all_calls": round(calls),
        "km": round(move.km, 1),
        "minutes": round(float(idle.minutes[move.unit, move.post])),
        "limit": limit,
        "share_before": before,
        "share_after": after,
        "price_per_km": PRICE_PER_KM,
    }
    if after <= before:
        return None
    advice = MoveAdvice.objects.create(scope_path=station_path, made_at=now(), unit_code=row.code, shown=shown)
    _record(actor, advice, "advise_move")
    return move_record(advice)


@transaction.atomic
def decide_move(*, actor: Actor, advice_id: int, is_accepted: bool) -> MoveAdviceRecord:
    """This function will keep what a person decided. Raises MoveAdviceClosedError and the refusals of access."""
    advice = MoveAdvice.objects.select_for_update().filter(pk=advice_id).first()
    if advice is None:
        raise NotVisibleError
    require(actor, DISPATCH, advice.scope_path, view=VIEW)
    if not is_fresh(advice):
        raise MoveAdviceClosedError
    advice.is_accepted, advice.decided_at, advice.decided_by = is_accepted, now(), actor.name
    advice.save()
    _record(actor, advice, "decide_move")
    publish(
        MoveDecided(
            scope_path=advice.scope_path,
            object_id=str(advice.pk),
            unit_code=advice.unit_code,
            is_accepted=is_accepted,
        ),
        actor=actor,
    )
    return move_record(advice)


def _idle(station_path: str, points: Sequence[CoverPoint]) -> _Idle | None:
    rows = list(
        Unit.objects.filter(
            path__startswith=station_path, status=UnitStatus.IDLE, is_community=False, longitude__isnull=False
        )
        .filter(members__is_sworn=True)
        .distinct()
        .order_by("code")
    )
    if not rows or not points:
        return None
    by_car = travel_times().travel_minutes(
        origins=[Position(row.longitude, row.latitude) for row in rows],  # type: ignore[arg-type]
        destinations=[point.position for point in points],
    )
    factors = run_cards().parameters.minutes_factors
    return _Idle(rows, by_car * np.array([[factors[UnitKind(row.kind)]] for row in rows]))


def _by_car(idle: _Idle) -> np.ndarray:
    factors = run_cards().parameters.minutes_factors
    minutes: np.ndarray = idle.minutes / np.array([[factors[UnitKind(row.kind)]] for row in idle.rows])
    return minutes


def _share(minutes: np.ndarray, weights: np.ndarray, limit: float) -> float:
    return round(float(weights[(minutes <= limit).any(axis=0)].sum() / weights.sum()), 4)


def _record(actor: Actor, advice: MoveAdvice, act: str) -> None:
    record(
        actor=actor,
        action=act,
        object_kind="move_advice",
        object_id=advice.pk,
        scope_path=advice.scope_path,
        details={"unit": advice.unit_code, "shown": advice.shown, "is_accepted": advice.is_accepted},
    )
