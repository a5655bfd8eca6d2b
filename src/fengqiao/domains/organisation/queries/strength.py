"""Who is where, as counts: community officers among a station's police, beats without anybody, new officers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    PlacePicture,
    Strength,
    StrengthRow,
    UnitKind,
)
from fengqiao.domains.organisation.models import Appointment, OrgUnit
from fengqiao.domains.organisation.queries.place import part_of
from fengqiao.foundation.scoping.fields import PATH_STEP

QUARTERS = 4
QUARTER_DAYS = 91
Post = tuple[str, str, int, datetime.date | None]
"""Path, role, staff id, joined on."""


@dataclass(slots=True)
class _Counted:
    police: set[int] = field(default_factory=set)
    community: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)
    new_at_station: set[int] = field(default_factory=set)
    beats: int = 0
    bare: int = 0
    shared: int = 0

    def as_strength(self) -> Strength:
        elsewhere = len(self.new - self.new_at_station)
        return Strength(
            len(self.police), len(self.community), len(self.new), elsewhere, self.beats, self.bare, self.shared
        )


def strength_of(
    *, place: PlacePicture, on: datetime.date, new_since: datetime.date
) -> tuple[StrengthRow, Sequence[StrengthRow]]:
    """This function will count a place and each of its parts; the share also at the ends of the last quarters."""
    stations, beats = _units_below(place.unit.path)
    days = [on - datetime.timedelta(days=QUARTER_DAYS * back) for back in range(QUARTERS, -1, -1)]
    counted = [_count(place, day, new_since, stations, beats) for day in days]

    def row_of(unit: object, path: str) -> StrengthRow:
        history = [one[path].as_strength().share_percent if path in one else None for one in counted]
        return StrengthRow(unit, counted[-1][path].as_strength(), history)  # type: ignore[arg-type]

    whole = row_of(place.unit, "")
    return whole, [row_of(child, child.path) for child in place.children]


def posts_on(*, under: str, on: datetime.date) -> Sequence[Post]:
    """This function will list the posts of sworn officers in force on a day below a path."""
    rows = Appointment.objects.filter(path__startswith=under, from_date__lte=on, staff__is_auxiliary=False)
    held = rows.filter(Q(to_date=None) | Q(to_date__gt=on)).order_by("path", "role", "staff_id")
    return list(held.values_list("path", "role", "staff_id", "staff__joined_date"))


def beats_by_officer(posts: Iterable[Post]) -> Mapping[int, set[str]]:
    """This function will return the beats of each community officer."""
    beats: dict[int, set[str]] = defaultdict(set)
    for path, role, staff_id, _ in posts:
        if role == Role.COMMUNITY_OFFICER:
            beats[staff_id].add(path)
    return beats


def _units_below(path: str) -> tuple[frozenset[str], Sequence[str]]:
    rows = OrgUnit.objects.filter(path__startswith=path).values_list("path", "kind")
    stations = frozenset(one for one, kind in rows if kind == UnitKind.POLICE_STATION)
    above = OrgUnit.objects.filter(
        kind=UnitKind.POLICE_STATION, path__in=[path[:at] for at in range(PATH_STEP, len(path), PATH_STEP)]
    )
    return stations | frozenset(above.values_list("path", flat=True)), [one for one, kind in rows if kind == "beat"]


def _count(
    place: PlacePicture, on: datetime.date, new_since: datetime.date, stations: frozenset[str], beats: Sequence[str]
) -> Mapping[str, _Counted]:
    counted: dict[str, _Counted] = defaultdict(_Counted)
    posts = posts_on(under=place.unit.path, on=on)
    station_lengths = {len(path) for path in stations}
    for path, role, staff_id, joined in posts:
        at_station = any(path[:length] in stations for length in station_lengths)
        for key in ("", part_of(place=place, path=path)):
            _count_post(counted[key], role, staff_id, at_station, joined is not None and joined >= new_since)
    officers: dict[str, set[int]] = defaultdict(set)
    own = beats_by_officer(posts)
    for staff_id, paths in own.items():
        for path in paths:
            officers[path].add(staff_id)
    for path in beats:
        there = officers.get(path, set())
        for key in ("", part_of(place=place, path=path)):
            counted[key].beats += 1
            counted[key].bare += not there
            counted[key].shared += bool(there) and all(len(own[staff_id]) > 1 for staff_id in there)
    for child in place.children:
        counted[child.path]  # a part without anybody counts nought
    counted[""]
    return counted


def _count_post(counted: _Counted, role: str, staff_id: int, at_station: bool, is_new: bool) -> None:
    if at_station:
        counted.police.add(staff_id)
    if role == Role.COMMUNITY_OFFICER:
        counted.community.add(staff_id)
    if is_new:
        counted.new.add(staff_id)
        if at_station:
            counted.new_at_station.add(staff_id)
