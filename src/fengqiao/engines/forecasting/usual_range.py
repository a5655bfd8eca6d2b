"""Today against what is usual for its weekday or shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

# With fewer counts a tenth of them is less than one.
MINIMUM_PAST_COUNTS: Final = 8
_LOW_SHARE: Final = 0.1
_HIGH_SHARE: Final = 0.9


class Standing(StrEnum):
    """Where a count stands against its usual range."""

    BELOW_USUAL = "below_usual"
    USUAL = "usual"
    ABOVE_USUAL = "above_usual"
    TOO_LITTLE_HISTORY = "too_little_history"


@dataclass(frozen=True, slots=True)
class UsualRange:
    """The range in which past counts lay, both ends included; None where there are too few of them."""

    past_counts: int
    low: int | None
    middle: float | None
    high: int | None

    def standing_of(self, count: int) -> Standing:
        """Tell where a count stands against the range."""
        if self.low is None or self.high is None:
            return Standing.TOO_LITTLE_HISTORY
        if count < self.low:
            return Standing.BELOW_USUAL
        return Standing.ABOVE_USUAL if count > self.high else Standing.USUAL


def usual_range(
    *, past_counts: Sequence[int], low_share: float = _LOW_SHARE, high_share: float = _HIGH_SHARE
) -> UsualRange:
    """Return the range between two quantiles of comparable past counts (same weekday, same shift).

    The ends are counts that occurred, rounded outwards, so that the range never promises too much.
    """
    if not 0 <= low_share < high_share <= 1:
        raise ValueError(f"shares out of order: {low_share}, {high_share}")
    if len(past_counts) < MINIMUM_PAST_COUNTS:
        return UsualRange(past_counts=len(past_counts), low=None, middle=None, high=None)
    past = np.asarray(past_counts, dtype=np.int64)
    return UsualRange(
        past_counts=len(past_counts),
        low=int(np.quantile(past, low_share, method="lower")),
        middle=float(np.median(past)),
        high=int(np.quantile(past, high_share, method="higher")),
    )
