"""Formulas of the published figures. Nothing due gives no rate: never 100 %."""

from dataclasses import dataclass
from typing import Final

# Fewer answers say nothing about one station against another.
MINIMUM_ANSWERS_TO_RANK: Final = 30
# Counts from one to four can point at single persons and are not published.
MINIMUM_PUBLISHED_COUNT: Final = 5
_PERCENT: Final = 100.0
_PER_TEN_THOUSAND: Final = 10_000


class InvalidFigureError(ValueError):
    """Counts that no reality can have: negative, or a part larger than its whole."""

    code = "invalid_figure"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with both counts, because a rate is never shown without them."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise InvalidFigureError(f"{self.part} of {self.whole}")

    @property
    def percent(self) -> float | None:
        """The rate in percent, None if the whole is empty."""
        return self.part * _PERCENT / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Satisfied among valid answers, and whether there are enough to compare stations by."""

    share: Share

    @property
    def is_ranked(self) -> bool:
        """True from thirty valid answers on."""
        return self.share.whole >= MINIMUM_ANSWERS_TO_RANK


def settlement_rate(*, settled: int, due: int) -> Share:
    """Return the settlement rate (化解率): disputes settled of those due in the period."""
    return Share(part=settled, whole=due)


def performance_rate(*, performed: int, agreements_due: int) -> Share:
    """Return the performance rate (履约率): agreements performed of those due."""
    return Share(part=performed, whole=agreements_due)


def repeat_rate(*, reopened_within_90_days: int, settled: int) -> Share:
    """Return the repeat rate (反复率): disputes that came back within 90 days of settlement."""
    return Share(part=reopened_within_90_days, whole=settled)


def callback_rate(*, called_back: int, due: int) -> Share:
    """Return the callback rate (回访率): callers called back of those due."""
    return Share(part=called_back, whole=due)


def satisfaction(*, satisfied: int, valid_answers: int) -> Satisfaction:
    """Return the satisfaction of callers (满意度)."""
    return Satisfaction(share=Share(part=satisfied, whole=valid_answers))


def incidence_per_ten_thousand(*, incidents: int, actual_population: int) -> float | None:
    """Return the incidence (发案率) per ten thousand of actual population, None without population."""
    if incidents < 0 or actual_population < 0:
        raise InvalidFigureError(f"{incidents} for {actual_population}")
    return incidents * _PER_TEN_THOUSAND / actual_population if actual_population else None


def relative_change(*, this: float, base: float) -> float | None:
    """Return (this − base) ÷ base for year on year (同比) and period on period (环比); None on base 0."""
    if this < 0 or base < 0:
        raise InvalidFigureError(f"{this} against {base}")
    return (this - base) / base if base else None


def change_in_points(*, this_percent: float | None, base_percent: float | None) -> float | None:
    """Return the change of a rate in percentage points (百分点), None where either rate is blank."""
    if this_percent is None or base_percent is None:
        return None
    return this_percent - base_percent


def is_small_cell(count: int) -> bool:
    """Tell whether a count is too small to publish; zero says nothing about anybody and may be shown."""
    return 0 < count < MINIMUM_PUBLISHED_COUNT
