"""Figures of duties: shares with their counts, each target beside its counter-measure. Never of a person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is counted. The first three are targets, the others stand beside them."""

    ON_TIME = "on_time"
    COVERAGE = "coverage"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    IMPOSSIBLE = "impossible"
    NOBODY_THERE = "nobody_there"
    DECLINED = "declined"
    REPEATED = "repeated"
    ENTERED_LATE = "entered_late"


TARGETS = (Measure.ON_TIME, Measure.COVERAGE, Measure.RESOLVED)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, with Wilson's interval as fractions; nothing due has no share, never a full one."""

    count: int
    of: int
    low: float | None = None
    high: float | None = None
    is_small: bool = False

    @property
    def fraction(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figure:
    measure: Measure
    share: Share


@dataclass(frozen=True, slots=True)
class PairedFigures:
    """A target with what keeps it honest; `basis` says why the two belong together."""

    target: Figure
    counters: tuple[Figure, ...]
    basis_zh: str
    basis_en: str


@dataclass(frozen=True, slots=True)
class RowFigures:
    """A duty row's pairs. `variants`: under how many titles its number stands where units have lists of their own."""

    list_code: str
    row_number: int
    title: str
    completed: int
    pairs: tuple[PairedFigures, ...]
    variants: int = 1


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A part of the tree, in the order of the tree: never of its figures. `is_of_few`: officers, so without shares."""

    path: str
    name: str
    completed: int
    pairs: tuple[PairedFigures, ...]
    is_of_few: bool = False


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """What became of the duties of a place in a month."""

    month: datetime.date
    path: str
    unit_name: str
    counted_at: datetime.datetime | None
    pairs: tuple[PairedFigures, ...]
    rows: tuple[RowFigures, ...]
    units: tuple[UnitFigures, ...]
    months: tuple[datetime.date, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and the measures that must stand beside it."""

    target: Measure
    counters: tuple[Measure, ...]
    basis_zh: str
    basis_en: str


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """How duties are evaluated: the pairs and the limits, as a bureau sets them.

    `short_share`: a visit under this part of its row's minutes is asked about; `travel_share`: so is one reached in
    less than this part of the travel time; `late_after_minutes`: an entry later than this counts as entered late.
    """

    pairs: tuple[Pair, ...]
    short_share: float
    travel_share: float
    least_travel_minutes: float
    same_place_metres: float
    late_after_minutes: int
    repeat_days: int
    fewest_to_say: int
    sample_size: int
    officer_day_minutes: int
    stations_in_province: int
    stations_basis: str = ""


@dataclass(frozen=True, slots=True)
class RulesRecord:
    """The rules in force at a place, with the text they were read from. `version` 0: as shipped."""

    rules: EvaluationRules
    document: str
    version: int
    unit_path: str
    saved_by: str = ""
    saved_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class CountingReport:
    """What a counting did: rows of a month written for so many stations."""

    month: datetime.date
    stations: int
    rows: int


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """An officer's own month, shown to nobody else: counts and minutes, set beside nobody's."""

    month: datetime.date
    completed: int
    done: int
    nobody_there: int
    declined: int
    due: int
    on_time: int
    minutes_asked: int
    minutes_spent: int
    entered_late: int


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """What lay on one officer in a month, for the leader: tasks and minutes, no share. In the order of the beats."""

    staff_id: int
    staff_name: str
    place: str
    tasks: int
    minutes_asked: int
    minutes_spent: int
