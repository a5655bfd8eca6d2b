"""Many stations at once: which one a path lies in, and which stations are worked on together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fengqiao.domains.organisation.contracts import UnitRecord

STEP = 4
NO_STATION = ""


class StationPaths:
    """The stations that are worked on, found again from any path below them."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(paths)
        self._lengths = sorted({len(path) for path in paths})
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """This function will return the station that a path lies in, "" for none of these."""
        if path not in self._known:
            found = (path[:length] for length in self._lengths if path[:length] in self._paths)
            self._known[path] = next(found, NO_STATION)
        return self._known[path]

    @property
    def shared(self) -> str:
        """The path of the nearest unit above them all; of a single station its own."""
        paths = sorted(self._paths)
        first, last = paths[0], paths[-1]
        length = 0
        while length < len(first) and first[: length + STEP] == last[: length + STEP]:
            length += STEP
        return first[:length]


def county_of(station_path: str) -> str:
    """This function will return the path of the unit above a station."""
    return station_path[:-STEP]


def batches(stations: Sequence[UnitRecord]) -> list[list[UnitRecord]]:
    """This function will put the stations of one county bureau together: one transaction, one audit entry for each."""
    together: dict[str, list[UnitRecord]] = {}
    for station in stations:
        together.setdefault(county_of(station.path), []).append(station)
    return [together[above] for above in sorted(together)]
