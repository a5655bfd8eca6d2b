"""One week of recorded calls lived through twice: as today, and as the chief wishes."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from fengqiao.domains.incidents.contracts.what_if import WhatIfPosts
from fengqiao.domains.incidents.data.rules import run_cards
from fengqiao.domains.incidents.models import WhatIf
from fengqiao.domains.incidents.queries.recorded_calls import RecordedPlace, posts_today, read_recorded
from fengqiao.engines.dispatching.simulation.closed_forms import (
    expected_distance_km,
    mean_wait_minutes,
    waiting_share,
)
from fengqiao.engines.dispatching.simulation.contracts import (
    MINUTES_A_DAY,
    POLICIES,
    RETURN_HOME,
    DayFigures,
    Fleet,
    FloatArray,
    Policy,
    RecordedCalls,
    ReplayParameters,
    cars_at,
)
from fengqiao.engines.dispatching.simulation.homes import fit_homes
from fengqiao.engines.dispatching.simulation.measures import (
    Figures,
    figures_of,
    join_days,
    split_at_outages,
    spread_of,
    spread_of_difference,
)
from fengqiao.engines.dispatching.simulation.replaying import replay

DRAWS: Final = 300
CELL_KM2: Final = 0.36
GAP_OF_INTERVALS: Final = 30
"""Thirty times the usual interval without a call happens by chance never: the recording was down."""
LEAST_GAP_MINUTES: Final = 120.0
WEEK_MINUTES: Final = 7 * MINUTES_A_DAY
SIDES: Final = ("today", "wished")


@dataclass
class Scene:
    """What a worker holds of a replay between two turns."""

    job: WhatIf

    @cached_property
    def place(self) -> RecordedPlace:
        return read_recorded(
            path=self.job.scope_path, first=self.job.first_date, last=self.job.last_date, seed=self.job.seed
        )

    @cached_property
    def parameters(self) -> ReplayParameters:
        return ReplayParameters(
            late_after_minutes=float(self.job.wish["late_after_minutes"]), dispatch=run_cards().parameters
        )

    @cached_property
    def pieces(self) -> list[RecordedCalls]:
        """The weeks, cut where the recording has a gap."""
        calls = self.place.calls
        usual = float(np.median(np.diff(calls.minutes))) if len(calls) > 1 else 0.0
        gap = max(LEAST_GAP_MINUTES, GAP_OF_INTERVALS * usual)
        stretches = split_at_outages(calls=calls, outage_minutes=gap, least_minutes=0.0)
        return [piece for stretch in stretches for piece in _weeks(stretch)]

    def fleet(self, side: str) -> Fleet:
        wish = self.job.wish
        if side == "wished" and wish["posts"] == WhatIfPosts.FITTED:
            homes = fit_homes(demand=self.place.earlier, units=wish["units"], seed=self.job.seed)
            return cars_at(homes)
        count = wish["units"] if side == "wished" else wish["units_today"]
        return cars_at(self._homes_today(count))

    def policy(self, side: str) -> Policy:
        return POLICIES[self.job.wish["policy"]] if side == "wished" else RETURN_HOME

    def live_through(self, number: int) -> dict[str, Any]:
        """This function will replay one piece on both sides."""
        calls = self.pieces[number]
        return {
            side: _plain(
                replay(
                    calls=calls,
                    fleet=self.fleet(side),
                    policy=self.policy(side),
                    parameters=self.parameters,
                    demand=self.place.earlier,
                ).days
            )
            for side in SIDES
        }

    def _homes_today(self, count: int) -> FloatArray:
        """One post after the other, and round again when there are more units than posts."""
        posts = posts_today(path=self.job.scope_path)
        if not posts:
            return fit_homes(demand=self.place.earlier, units=count, seed=self.job.seed)
        places = [self.place.plane.place(post) for post in posts]
        return np.array([places[number % len(places)] for number in range(count)])


def result_of(scene: Scene) -> dict[str, Any]:
    """This function will put the weeks together: figures, their spread, the difference and the closed forms."""
    job = scene.job
    ordered = [job.parts[str(number)] for number in range(len(scene.pieces))]
    today, wished = (join_days([_days(part[side]) for part in ordered]) for side in SIDES)
    units_today, units = job.wish["units_today"], job.wish["units"]
    difference = spread_of_difference(
        days=wished, units=units, base_days=today, base_units=units_today, draws=DRAWS, seed=job.seed
    )
    return {
        "today": _side(scene, today, units_today),
        "wished": _side(scene, wished, units),
        "difference": {name: dataclasses.asdict(one) for name, one in difference.items()},
        "assumptions": {
            "calls": len(scene.place.calls),
            "without_place": scene.place.without_place,
            "pieces": len(scene.pieces),
            "days": len(today.calls),
            "measured_service_share": scene.place.measured_service_share,
            "fitted_inside": scene.place.is_fitted_inside,
            "speed_kmh": scene.parameters.speed_kmh,
            "detour": scene.parameters.detour,
            "has_posts": bool(posts_today(path=job.scope_path)),
        },
    }


def _side(scene: Scene, days: DayFigures, units: int) -> dict[str, Any]:
    found = figures_of(days=days, units=units)
    spread = spread_of(days=days, units=units, draws=DRAWS, seed=scene.job.seed)
    return {
        "units": units,
        "figures": dataclasses.asdict(found),
        "spread": {name: dataclasses.asdict(one) for name, one in spread.items()},
        "theory": _theory(scene, found, days, units),
    }


def _theory(scene: Scene, found: Figures, days: DayFigures, units: int) -> dict[str, float | None]:
    """What theory says with the same load; None where everybody would wait without end."""
    minutes = len(days.calls) * MINUTES_A_DAY
    work = float(days.busy_minutes.sum()) / max(found.calls, 1.0)
    load = found.calls * work / minutes
    wait = mean_wait_minutes(load=load, units=units, work_minutes=work)
    free = max(units - load, 0.5)
    area = len(scene.place.earlier.east_km) * CELL_KM2
    way = expected_distance_km(area_km2=area, free_units=free) * scene.parameters.minutes_per_km
    return {
        "load": load,
        "waiting_share": waiting_share(load=load, units=units),
        "wait_minutes": wait if np.isfinite(wait) else None,
        "way_minutes": way,
        "area_km2": area,
    }


def _weeks(calls: RecordedCalls) -> list[RecordedCalls]:
    """Pieces of at most a week; each begins at a midnight or with the stretch itself."""
    first = float(calls.minutes[0] // MINUTES_A_DAY * MINUTES_A_DAY)
    ends = np.searchsorted(calls.minutes, np.arange(first + WEEK_MINUTES, calls.minutes[-1], WEEK_MINUTES))
    bounds = sorted({0, *ends.tolist(), len(calls)})
    return [calls.part(begin=begin, end=end) for begin, end in itertools.pairwise(bounds)]


def _plain(days: DayFigures) -> dict[str, Any]:
    return {
        field.name: (value.tolist() if isinstance(value := getattr(days, field.name), np.ndarray) else value)
        for field in dataclasses.fields(days)
    }


def _days(plain: dict[str, Any]) -> DayFigures:
    kept: dict[str, Any] = {name: np.array(one) if isinstance(one, list) else one for name, one in plain.items()}
    return DayFigures(**kept)
