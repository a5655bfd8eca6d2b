"""Counts per day with gaps: a day on which nothing was recorded is unknown, not zero."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAYS_A_WEEK: Final = 7
_MEAN_DAYS_A_YEAR: Final = 365.25


class MisalignedPeriodsError(ValueError):
    """Two periods differ in length or do not begin on the same weekday."""

    code = "misaligned_periods"


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """One count per consecutive day from `first_date`; None where the source was out (an outage gap)."""

    first_date: date
    counts: tuple[int | None, ...]

    def __post_init__(self) -> None:
        if any(count is not None and count < 0 for count in self.counts):
            raise ValueError("a count is never negative")

    def count_on(self, day: date) -> int | None:
        """Return the count of a day, None if it is unknown or outside."""
        index = (day - self.first_date).days
        return self.counts[index] if 0 <= index < len(self.counts) else None


def aligned_base_date(*, first_date: date, years: int = 1) -> date:
    """Return the day of the same weekday nearest to the same date some years before."""
    weeks = round(years * _MEAN_DAYS_A_YEAR / _DAYS_A_WEEK)
    return first_date - timedelta(days=weeks * _DAYS_A_WEEK)


def paired_days(*, this: DailyCounts, base: DailyCounts) -> list[tuple[int, int]]:
    """Return the counts of both periods day by day, without days that either side does not know.

    Leaving out both sides of a gap keeps the comparison fair: an outage is no fall.
    """
    if len(this.counts) != len(base.counts):
        raise MisalignedPeriodsError(f"{len(this.counts)} days against {len(base.counts)}")
    if this.first_date.weekday() != base.first_date.weekday():
        raise MisalignedPeriodsError(f"{this.first_date} and {base.first_date} are different weekdays")
    pairs = zip(this.counts, base.counts, strict=True)
    return [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]


def same_weekday_counts(*, history: DailyCounts, day: date, weeks: int) -> list[int]:
    """Return the known counts of the same weekday in the weeks before the day, latest first."""
    days = (day - timedelta(days=_DAYS_A_WEEK * week) for week in range(1, weeks + 1))
    return [count for count in map(history.count_on, days) if count is not None]
