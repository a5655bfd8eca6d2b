"""Recorded calls and posts of a place, as the replay takes them: places and moments, no person and no text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.domains.incidents.models import Incident, Unit
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import get_unit_at, list_units
from fengqiao.engines.dispatching.simulation.contracts import FloatArray, RecordedCalls
from fengqiao.engines.dispatching.simulation.ground import Demand, Plane, demand_of, plane_of
from fengqiao.engines.dispatching.simulation.measures import draw_service_minutes
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.primitives.position import Position

MEAN_SERVICE_MINUTES: Final = 30.0
SERVICE_SIGMA: Final = 0.8
"""Where neither arrival nor end of a call is known: half an hour in the mean, one in ten more than an hour."""
LONGEST_SERVICE_MINUTES: Final = 8 * 60.0
"""Longer than a shift nobody stays; a stamp that says so was set later."""
LEAST_EARLIER_CALLS: Final = 200
EARLIER_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class RecordedPlace:
    """`earlier`: where calls came from before the window, or in it where too few came before (`is_fitted_inside`)."""

    calls: RecordedCalls
    without_place: int
    measured_service_share: float
    earlier: Demand
    is_fitted_inside: bool
    plane: Plane


def count_recorded(*, path: str, first: datetime.date, last: datetime.date) -> int:
    """This function will count the calls with a place of those days."""
    begin, end = _bounds(first, last)
    rows = Incident.objects.filter(scope_path__startswith=path, received_at__gte=begin, received_at__lt=end)
    return rows.filter(longitude__isnull=False, merged_into=None).count()


def read_recorded(*, path: str, first: datetime.date, last: datetime.date, seed: int) -> RecordedPlace:
    """This function will read the calls of those days, and where calls came from before them."""
    begin, end = _bounds(first, last)
    rows = list(
        Incident.objects.filter(
            scope_path__startswith=path, received_at__gte=begin, received_at__lt=end, merged_into=None
        )
        .order_by("received_at", "pk")
        .values_list("received_at", "longitude", "latitude", "priority", "on_scene_at", "handled_at")
    )
    placed = [row for row in rows if row[1] is not None]
    places = _known([(row[1], row[2]) for row in placed])
    plane = plane_of([Position(*one) for one in places])
    minutes = _minutes([row[0] for row in placed])
    east, north = _on(plane, places)
    service, measured = _service([(row[4], row[5]) for row in placed], seed)
    calls = RecordedCalls(
        minutes,
        east,
        north,
        service,
        np.array([row[3] for row in placed], dtype=np.int64),
        np.zeros(len(placed), dtype=np.int64),
    )
    earlier = _earlier(path, begin, plane)
    demand = earlier or demand_of(minutes=minutes, east_km=east, north_km=north)
    return RecordedPlace(calls, len(rows) - len(placed), measured, demand, earlier is None, plane)


def posts_today(*, path: str) -> list[Position]:
    """This function will list where units begin by their plans, else where the stations are."""
    rows = Unit.objects.filter(path__startswith=path, is_community=False, start_longitude__isnull=False)
    places = _known(rows.values_list("start_longitude", "start_latitude").distinct().order_by())
    found = [Position(*one) for one in places]
    if found:
        return sorted(found, key=lambda one: (one.longitude, one.latitude))
    units = [*list_units(kind=UnitKind.POLICE_STATION, under=path), get_unit_at(path=path)]
    return [
        Position(one.longitude, one.latitude) for one in units if one.longitude is not None and one.latitude is not None
    ]


def units_today(*, path: str, at: datetime.datetime) -> int:
    """This function will count the units of the shift that runs; community officers' own are no part of them."""
    running = Unit.objects.filter(path__startswith=path, is_community=False, starts_at__lte=at, ends_at__gt=at)
    return max(1, running.count())


def _earlier(path: str, before: datetime.datetime, plane: Plane) -> Demand | None:
    rows = list(
        Incident.objects.filter(
            scope_path__startswith=path,
            received_at__lt=before,
            received_at__gte=before - datetime.timedelta(days=EARLIER_DAYS),
            longitude__isnull=False,
        ).values_list("received_at", "longitude", "latitude")
    )
    if len(rows) < LEAST_EARLIER_CALLS:
        return None
    east, north = _on(plane, _known([(row[1], row[2]) for row in rows]))
    return demand_of(minutes=_minutes([row[0] for row in rows]), east_km=east, north_km=north)


def _bounds(first: datetime.date, last: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    midnight = datetime.time(tzinfo=local_zone())
    return (
        datetime.datetime.combine(first, midnight),
        datetime.datetime.combine(last + datetime.timedelta(days=1), midnight),
    )


def _minutes(moments: list[datetime.datetime]) -> FloatArray:
    """Local minutes, so that the hour of the day and the day are the people's own."""
    zone = local_zone()
    local = [moment.astimezone(zone).replace(tzinfo=datetime.UTC).timestamp() / 60 for moment in moments]
    return np.array(local, dtype=np.float64)


def _known(places: Iterable[tuple[float | None, float | None]]) -> list[tuple[float, float]]:
    """Where a call or a unit has a longitude the database keeps a latitude too."""
    return [(east, north) for east, north in places if east is not None and north is not None]


def _on(plane: Plane, places: list[tuple[float, float]]) -> tuple[FloatArray, FloatArray]:
    table = np.array(places, dtype=np.float64).reshape(-1, 2)
    return plane.to_km(longitudes=table[:, 0], latitudes=table[:, 1])


def _service(
    stamps: list[tuple[datetime.datetime | None, datetime.datetime | None]], seed: int
) -> tuple[FloatArray, float]:
    """Minutes on the spot as recorded, drawn where they are not; and the share that is recorded."""
    minutes = draw_service_minutes(count=len(stamps), mean_minutes=MEAN_SERVICE_MINUTES, sigma=SERVICE_SIGMA, seed=seed)
    measured = 0
    for place, (arrived, handled) in enumerate(stamps):
        if arrived is not None and handled is not None:
            took = (handled - arrived).total_seconds() / 60
            if took <= LONGEST_SERVICE_MINUTES:
                minutes[place] = took
                measured += 1
    return minutes, measured / len(stamps) if stamps else 0.0
