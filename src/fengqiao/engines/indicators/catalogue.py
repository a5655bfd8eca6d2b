"""The catalogue: each indicator names its formula and the two facts that it divides.

Fines are never an indicator, and none ranks single persons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fengqiao.engines.indicators.formulas import (
    MINIMUM_ANSWERS_TO_RANK,
    Share,
    incidence_per_ten_thousand,
    is_small_cell,
)


class Formula(StrEnum):
    """How the numerator and the denominator become a value."""

    COUNT = "count"
    SHARE = "share"
    PER_TEN_THOUSAND = "per_ten_thousand"


class Unit(StrEnum):
    """What the value is a number of."""

    PIECES = "pieces"
    PERCENT = "percent"
    PER_TEN_THOUSAND = "per_ten_thousand"


class FigureNote(StrEnum):
    """Why a figure is blank or is not to be compared."""

    NOTHING_DUE = "nothing_due"
    SMALL_CELL = "small_cell"
    TOO_FEW_TO_RANK = "too_few_to_rank"


class MissingFactError(KeyError):
    """A fact that the indicator needs is not among those given."""

    code = "missing_fact"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: `numerator` and `denominator` are codes of facts; a count has no denominator.

    Below `minimum_to_rank` the places are not to be ordered by it.
    """

    code: str
    formula: Formula
    numerator: str
    denominator: str | None
    unit: Unit
    minimum_to_rank: int = 0

    def __post_init__(self) -> None:
        if (self.formula is Formula.COUNT) != (self.denominator is None):
            raise ValueError(f"{self.code}: a count has no denominator, every other formula has one")


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator with its counts; `value` is None where there is nothing to divide by.

    A share is given in percent. `notes` say what to hide or not to compare: figures of small cells are
    shown to those who may open the rows and never published.
    """

    code: str
    value: float | None
    unit: Unit
    numerator: int
    denominator: int | None
    notes: frozenset[FigureNote]


def _share(code: str, numerator: str, denominator: str, *, minimum_to_rank: int = 0) -> Indicator:
    return Indicator(code, Formula.SHARE, numerator, denominator, Unit.PERCENT, minimum_to_rank)


def _count(code: str) -> Indicator:
    return Indicator(code, Formula.COUNT, code, None, Unit.PIECES)


CATALOGUE: Final[Mapping[str, Indicator]] = {
    indicator.code: indicator
    for indicator in (
        _count("incidents"),
        _count("criminal_calls"),
        _count("public_order_calls"),
        _count("dispute_calls"),
        _share("settlement_rate", "disputes_settled", "disputes_due"),
        _share("performance_rate", "agreements_performed", "agreements_due"),
        _share("repeat_rate", "disputes_reopened_within_90_days", "disputes_settled"),
        _share("visit_coverage", "objects_visited", "objects_due"),
        _share("callback_rate", "callers_called_back", "callbacks_due"),
        _share("satisfaction", "answers_satisfied", "answers_valid", minimum_to_rank=MINIMUM_ANSWERS_TO_RANK),
        _share("arrival_in_time_town", "arrivals_in_time_town", "arrivals_town"),
        _share("arrival_in_time_country", "arrivals_in_time_country", "arrivals_country"),
        _share("tasks_on_time", "tasks_done_on_time", "tasks_due"),
        Indicator(
            code="preventable_case_incidence",
            formula=Formula.PER_TEN_THOUSAND,
            numerator="preventable_cases",
            denominator="actual_population",
            unit=Unit.PER_TEN_THOUSAND,
        ),
    )
}


def compute_figure(*, indicator: Indicator, facts: Mapping[str, int]) -> Figure:
    """Return the figure of an indicator from facts by code; raises `MissingFactError` rather than guess."""
    numerator = _fact(facts, indicator.numerator)
    denominator = None if indicator.denominator is None else _fact(facts, indicator.denominator)
    return Figure(
        code=indicator.code,
        value=_value(formula=indicator.formula, numerator=numerator, denominator=denominator),
        unit=indicator.unit,
        numerator=numerator,
        denominator=denominator,
        notes=_notes(indicator=indicator, numerator=numerator, denominator=denominator),
    )


def _fact(facts: Mapping[str, int], code: str) -> int:
    if code not in facts:
        raise MissingFactError(code)
    return facts[code]


def _value(*, formula: Formula, numerator: int, denominator: int | None) -> float | None:
    if denominator is None:
        return float(numerator)
    if formula is Formula.PER_TEN_THOUSAND:
        return incidence_per_ten_thousand(incidents=numerator, actual_population=denominator)
    return Share(part=numerator, whole=denominator).percent


def _notes(*, indicator: Indicator, numerator: int, denominator: int | None) -> frozenset[FigureNote]:
    notes = set()
    if denominator == 0:
        notes.add(FigureNote.NOTHING_DUE)
    if is_small_cell(numerator) or (denominator is not None and is_small_cell(denominator)):
        notes.add(FigureNote.SMALL_CELL)
    if denominator is not None and denominator < indicator.minimum_to_rank:
        notes.add(FigureNote.TOO_FEW_TO_RANK)
    return frozenset(notes)
