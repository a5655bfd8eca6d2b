"""Rows of a duty list that can never ask for anything, are asked for already, or resemble another row.

A fact has few values that conditions can tell apart (a number is cut where conditions cut it), so the answers are
exact: a row is called contradictory or shadowed only when it is, and each comes with an example.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from fengqiao.engines.duties.conditions import Condition, FactValue, holds
from fengqiao.engines.duties.contracts import DutyRow
from fengqiao.engines.duties.triggers import DayKind, OnCalendar

ANY_OTHER_TEXT: Final = "…"
"""Stands for every text that no condition names."""
DAYS_OF_A_WEEK: Final = 7


class FactForm(StrEnum):
    """What a fact can be."""

    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"
    SET = "set"


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact's form, with the values that it can take (choice) or hold (set)."""

    form: FactForm
    choices: tuple[str, ...] = ()


FactTypes: TypeAlias = Mapping[str, FactType]
# The values that conditions admit for each fact that they name; a fact that is not named admits every value.
Box: TypeAlias = dict[str, tuple[FactValue, ...]]


class AdmissionFault(StrEnum):
    """Why a row is refused."""

    NEVER_TRUE = "never_true"  # its conditions exclude each other, or no value of the fact meets them
    NO_SUCH_DAY = "no_such_day"  # the weekday does not come between its first and its last day
    SHADOWED = "shadowed"  # an earlier row asks for the same at the same times already


@dataclass(frozen=True, slots=True)
class AdmissionFinding:
    """A fault of a row; `fact` is the one that no value satisfies, `example` a case that the earlier row takes."""

    fault: AdmissionFault
    row_number: int
    fact: str = ""
    earlier: int | None = None
    example: Mapping[str, FactValue] | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two rows that ask about the same subject, at overlapping times, for some of the same evidence."""

    row_number: int
    other_number: int
    evidence: tuple[str, ...]


def check_rows(
    *, rows: Sequence[DutyRow], types: Mapping[str, FactTypes], effective_from: date
) -> list[AdmissionFinding]:
    """Return the faults of the rows in their order, one for each row; `types` by kind of subject."""
    findings: list[AdmissionFinding] = []
    for index, row in enumerate(rows):
        finding = _never_fires(row, types.get(row.subject_kind, {}), effective_from)
        if finding is None:
            finding = _shadow(row, rows[:index], types.get(row.subject_kind, {}))
        if finding is not None:
            findings.append(finding)
    return findings


def unsatisfied_fact(*, conditions: Sequence[Condition], types: FactTypes) -> str:
    """Return a fact of which no value meets the conditions, "" when all can hold together."""
    return next((fact for fact, values in _box(conditions, conditions, types).items() if not values), "")


def alike(*, rows: Sequence[DutyRow], others: Sequence[DutyRow], types: Mapping[str, FactTypes]) -> list[Likeness]:
    """Return each pair of a row and another one that may ask for the same work twice."""
    return [found for row in rows for found in _alike_to(row, others, types.get(row.subject_kind, {}))]


def alike_within(*, rows: Sequence[DutyRow], types: Mapping[str, FactTypes]) -> list[Likeness]:
    """Return each pair of rows of one list that may ask for the same work twice, the earlier row as the other."""
    return [
        found
        for index, row in enumerate(rows)
        for found in _alike_to(row, rows[:index], types.get(row.subject_kind, {}))
    ]


def _alike_to(row: DutyRow, others: Sequence[DutyRow], types: FactTypes) -> Iterator[Likeness]:
    for other in others:
        shared = tuple(one for one in row.template.evidence if one in other.template.evidence)
        if shared and row.subject_kind == other.subject_kind and _meet(row, other, types):
            yield Likeness(row.number, other.number, shared)


def _meet(row: DutyRow, other: DutyRow, types: FactTypes) -> bool:
    """Tell whether both can ask about one subject on one day at one hour."""
    if not (_hours_overlap(row, other) and _lives_overlap(row, other)):
        return False
    both = (*row.conditions, *other.conditions)
    return all(_box(both, both, types).values())


def _hours_overlap(row: DutyRow, other: DutyRow) -> bool:
    return row.window.opens_minute < other.window.closes_minute and other.window.opens_minute < row.window.closes_minute


def _lives_overlap(row: DutyRow, other: DutyRow) -> bool:
    return _begins(row) <= other.sunset_date and _begins(other) <= row.sunset_date


def _begins(row: DutyRow) -> date:
    return row.since_date or date.min


def _never_fires(row: DutyRow, types: FactTypes, effective_from: date) -> AdmissionFinding | None:
    fact = unsatisfied_fact(conditions=row.conditions, types=types)
    if fact:
        return AdmissionFinding(AdmissionFault.NEVER_TRUE, row.number, fact)
    if isinstance(row.trigger, OnCalendar) and row.trigger.day_kind is DayKind.WEEKDAY:
        first = max(_begins(row), effective_from)
        days = min((row.sunset_date - first).days + 1, DAYS_OF_A_WEEK)
        if row.trigger.weekday not in {(first + timedelta(days=step)).weekday() for step in range(days)}:
            return AdmissionFinding(AdmissionFault.NO_SUCH_DAY, row.number)
    return None


def _shadow(row: DutyRow, earlier: Sequence[DutyRow], types: FactTypes) -> AdmissionFinding | None:
    """Find an earlier row that asks the same owner for all of this row's evidence in every case of this row."""
    for other in earlier:
        if not _asks_as_much(other, row):
            continue
        conditions = (*row.conditions, *other.conditions)
        narrow, wide = _box(row.conditions, conditions, types), _box(other.conditions, conditions, types)
        if all(set(narrow[fact]) <= set(wide[fact]) for fact in narrow):
            example = {fact: values[0] for fact, values in narrow.items()}
            return AdmissionFinding(AdmissionFault.SHADOWED, row.number, earlier=other.number, example=example)
    return None


def _asks_as_much(other: DutyRow, row: DutyRow) -> bool:
    return (
        (other.subject_kind, other.owner_role, other.trigger) == (row.subject_kind, row.owner_role, row.trigger)
        and set(row.template.evidence) <= set(other.template.evidence)
        and other.template.officers_needed >= row.template.officers_needed
        and other.window == row.window
        and _begins(other) <= _begins(row)
        and row.sunset_date <= other.sunset_date
    )


def _box(conditions: Sequence[Condition], among: Sequence[Condition], types: FactTypes) -> Box:
    """Return for each fact that `among` names the values that the conditions admit."""
    return {
        fact: tuple(
            value
            for value in _values(fact, among, types)
            if all(holds(one, {fact: value}) for one in conditions if one.fact == fact)
        )
        for fact in dict.fromkeys(one.fact for one in among)
    }


def _values(fact: str, among: Sequence[Condition], types: FactTypes) -> tuple[FactValue, ...]:
    """Return the values of a fact that conditions can tell apart."""
    fact_type = types.get(fact, FactType(FactForm.TEXT))
    if fact_type.form is FactForm.CHOICE:
        return fact_type.choices
    if fact_type.form is FactForm.FLAG:
        return (True, False)
    if fact_type.form is FactForm.SET:
        return (fact_type.choices,)
    named = [one.value for one in among if one.fact == fact]
    if fact_type.form is FactForm.NUMBER:
        numbers = {value + step for value in named if isinstance(value, int) for step in (-1, 0, 1)}
        return tuple(sorted(number for number in numbers | {0} if number >= 0))
    texts = {text for value in named for text in (value if isinstance(value, tuple) else (value,))}
    return (*sorted(text for text in texts if isinstance(text, str)), ANY_OTHER_TEXT)
