"""What the pages of staffing show: a place with its parts, and the figures of each. Never of a single person."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fengqiao.domains.organisation.contracts.staffing import StaffingStandard
from fengqiao.domains.organisation.contracts.times import TimeKind
from fengqiao.domains.organisation.contracts.units import UnitRecord


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """The unit that a page is about, the units right below it, and those above it that the reader may open."""

    unit: UnitRecord
    children: Sequence[UnitRecord]
    above: Sequence[UnitRecord]


@dataclass(frozen=True, slots=True)
class Strength:
    """Sworn officers of a place. `police`: at its stations; `new`: joined within the written years."""

    police: int = 0
    community: int = 0
    new: int = 0
    new_elsewhere: int = 0
    beats: int = 0
    beats_bare: int = 0
    beats_shared: int = 0

    @property
    def share_percent(self) -> float | None:
        return 100 * self.community / self.police if self.police else None


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """`trend`: the share of community officers at the ends of the last quarters, oldest first, today last."""

    unit: UnitRecord
    strength: Strength
    trend: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Recorded duty time of a place's community officers over some weeks.

    `weekly`: the share in the community, in percent, oldest first; `minutes`: by kind, over all of the weeks;
    `officer_weeks`: those with a record, `short_weeks`: of these, below the written hours.
    `is_of_few`: too few officers stand behind it for a share; hours are shown, shares and short weeks are not.
    """

    unit: UnitRecord | None
    weekly: Sequence[float | None]
    minutes: Mapping[TimeKind, int] = field(default_factory=dict)
    officer_weeks: int = 0
    short_weeks: int = 0
    is_of_few: bool = False

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes.values())

    @property
    def share_percent(self) -> float | None:
        total = self.total_minutes
        return None if self.is_of_few or not total else 100 * self.minutes.get(TimeKind.IN_COMMUNITY, 0) / total

    @property
    def away_minutes(self) -> int:
        return self.total_minutes - self.minutes.get(TimeKind.IN_COMMUNITY, 0)


@dataclass(frozen=True, slots=True)
class TimePicture:
    place: PlacePicture
    standard: StaffingStandard
    weeks: Sequence[datetime.date]
    whole: TimeRow
    rows: Sequence[TimeRow]


@dataclass(frozen=True, slots=True)
class BeatLoad:
    """The work of a beat (or of a station without beats) and who is there for it. Minutes are those of a week.

    `officers`: community officers whose beat it is; `shared`: each of them has others as well.
    """

    unit: UnitRecord
    station: UnitRecord | None
    households: int = 0
    premises: Mapping[str, int] = field(default_factory=dict)
    calls: float = 0.0
    task_minutes: float = 0.0
    load_minutes: float = 0.0
    officers: int = 0
    shared: bool = False
    available_minutes: float = 0.0

    @property
    def premises_count(self) -> int:
        return sum(self.premises.values())

    @property
    def ratio(self) -> float | None:
        return self.load_minutes / self.available_minutes if self.available_minutes else None


@dataclass(frozen=True, slots=True)
class StaffingPicture:
    """The first page of staffing: where strength lies, and whether it moves down."""

    place: PlacePicture
    standard: StaffingStandard
    whole: StrengthRow
    rows: Sequence[StrengthRow]
    time: TimeRow


@dataclass(frozen=True, slots=True)
class BeatsPicture:
    """`from_date`–`to_date`: the days that the work is averaged over."""

    place: PlacePicture
    standard: StaffingStandard
    from_date: datetime.date
    to_date: datetime.date
    beats: Sequence[BeatLoad]
