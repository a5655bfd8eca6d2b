"""Which part of the tree an actor's figures are about."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere


def widest_path(actor: Actor, permission: str) -> str:
    """This function will return the widest subtree in which the actor holds the permission. Raises NotAllowedError."""
    return min(require_somewhere(actor, permission), key=len)


def stations_under(path: str) -> Sequence[UnitRecord]:
    """This function will list the stations below a path; for a path inside a station, that station."""
    stations = list_units(kind=UnitKind.POLICE_STATION, under=path)
    if stations:
        return stations
    station = station_of(path=path)
    return [station] if station is not None else []
