"""What a replay is made from: the day's calls, the tree derived from the export, and invented people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from fengqiao.demo.contracts import DemoError
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.incidents.contracts import ImportedCall
from fengqiao.domains.organisation.contracts import NewUnit
from fengqiao.primitives.position import Position


class ReplayError(DemoError):
    """The export or its mapping cannot be replayed; the message says why and what to do."""

    code = "replay"


class OutsideExportError(ReplayError):
    """The export has no calls of the wished day."""

    code = "outside_export"


@dataclass(frozen=True, slots=True)
class ReplayWish:
    """Which export is replayed. `date`: None for its last whole day."""

    path: Path
    mapping: str
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. The tree is real, the people are not."""

    number: str
    name: str
    role: Role
    unit_code: str
    station_code: str
    login_name: str
    birth_year: int
    is_auxiliary: bool = False


@dataclass(frozen=True, slots=True)
class Crew:
    """A unit of a shift: an officer and an auxiliary, at the middle of their beat."""

    code: str
    call_sign: str
    station_code: str
    beat_code: str
    member_numbers: tuple[str, str]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    position: Position | None


@dataclass(frozen=True, slots=True)
class Replay:
    """Everything about the day that is replayed. `usual_calls`: the median of the export's days."""

    source: str
    zone_name: str
    date: datetime.date
    first_date: datetime.date
    last_date: datetime.date
    usual_calls: int
    units: tuple[NewUnit, ...]
    unit_codes: Mapping[str, str]
    calls: tuple[ImportedCall, ...]
    people: tuple[Person, ...]
    crews: tuple[Crew, ...]
    told_station_code: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    def moment(self, time: datetime.time, days_after: int = 0) -> datetime.datetime:
        """This function will return a time of the day, or of a day after it, in the export's own zone."""
        return datetime.datetime.combine(self.date + datetime.timedelta(days=days_after), time, self.zone)

    def station_of(self, unit_code: str) -> str:
        """This function will return the station of a beat (or the station itself), "" for the whole."""
        parents = {unit.code: unit.parent_code for unit in self.units}
        stations = {person.station_code for person in self.people}
        code: str | None = unit_code
        while code and code not in stations:
            code = parents.get(code)
        return code or ""
