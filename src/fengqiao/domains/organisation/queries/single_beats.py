"""Which parts of a place have so few officers that a share of the part is a share of one person."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.queries.reading import list_appointments, list_units, station_of
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import holds

FEWEST_OFFICERS: Final = 2
"""A beat usually has one officer: a share of such a beat would be that officer's own, under the name of a place."""
BEAT_SHARES: Final = "organisation.view_beat_shares"


def beats_of_few(*, under: str, on: datetime.date) -> frozenset[str]:
    """This function will return the beats below a path of which no share is told.

    Those behind which fewer officers stand than a share needs; and where it is one beat of a station only, the next
    smallest too: else what is told of the station and of its other beats would tell that one.
    """
    station = station_of(path=under) if under else None
    whole = station.path if station is not None else under
    behind: dict[str, set[int]] = defaultdict(set)
    for one in list_appointments(on=on, under=whole):
        if not one.staff.is_auxiliary:
            behind[one.path].add(one.staff.id)
    of_station: dict[str, list[str]] = defaultdict(list)
    for beat in list_units(kind=UnitKind.BEAT, under=whole):
        of_station[beat.path[:-PATH_STEP]].append(beat.path)
    found: set[str] = set()
    for beats in of_station.values():
        found.update(_not_told({path: len(behind[path]) for path in beats}))
    return frozenset(path for path in found if path.startswith(under))


def _not_told(officers: Mapping[str, int]) -> Sequence[str]:
    """By station: its beats with the number of officers behind each."""
    smallest_first = sorted(officers, key=lambda path: (officers[path], path))
    few = sum(count < FEWEST_OFFICERS for count in officers.values())
    return smallest_first[: 2 if few == 1 else few]


def is_within_station(*, path: str) -> bool:
    """This function will tell whether a path is a part of a station, not the station itself nor above it."""
    station = station_of(path=path)
    return station is not None and path != station.path


def may_see_beats(*, actor: Actor, path: str) -> bool:
    """This function will tell whether what is counted by beat at a path is for the actor: for a station's leaders."""
    return station_of(path=path) is None or holds(actor, BEAT_SHARES, path)
