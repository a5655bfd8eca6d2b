"""Which parts of a place have so few officers that a share of the part is a share of one person."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Final

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.queries.reading import list_appointments, list_units, station_of
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds

FEWEST_OFFICERS: Final = 2
"""A beat usually has one officer: a share of such a beat would be that officer's own, under the name of a place."""
BEAT_SHARES: Final = "organisation.view_beat_shares"


def beats_of_few(*, under: str, on: datetime.date) -> frozenset[str]:
    """This function will return the beats below a path behind which fewer officers stand than a share needs."""
    behind: dict[str, set[int]] = defaultdict(set)
    for one in list_appointments(on=on, under=under):
        if not one.staff.is_auxiliary:
            behind[one.path].add(one.staff.id)
    beats = (one.path for one in list_units(kind=UnitKind.BEAT, under=under))
    return frozenset(path for path in beats if len(behind[path]) < FEWEST_OFFICERS)


def is_within_station(*, path: str) -> bool:
    """This function will tell whether a path is a part of a station, not the station itself nor above it."""
    station = station_of(path=path)
    return station is not None and path != station.path


def may_see_beats(*, actor: Actor, path: str) -> bool:
    """This function will tell whether what is counted by beat at a path is for the actor: for a station's leaders."""
    return station_of(path=path) is None or holds(actor, BEAT_SHARES, path)
