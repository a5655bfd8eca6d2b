"""Rows of a duty list that can never ask for anything, are asked for already, or resemble another row.

The answers are exact (`cases`): a row is called contradictory or shadowed only when it is, and each finding comes with
an example. What is too entangled to be checked is refused, never let through.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fengqiao.engines.duties.cases import (
    DOES_NOT_HOLD,
    Budget,
    Case,
    TooEntangledError,
    Wanted,
    find_case,
    space_of,
)
from fengqiao.engines.duties.conditions import AllOf, FactValue, Requirement, leaves
from fengqiao.engines.duties.contracts import DutyRow
from fengqiao.engines.duties.facts import FactTypes
from fengqiao.engines.duties.triggers import DayKind, OnCalendar

DAYS_OF_A_WEEK: Final = 7


class AdmissionFault(StrEnum):
    """Why a row is refused."""

    NEVER_TRUE = "never_true"  # its conditions exclude each other, or no value of the fact meets them
    TOO_ENTANGLED = "too_entangled"  # its conditions have more cases than can be checked
    NO_SUCH_DAY = "no_such_day"  # the weekday does not come between its first and its last day
    SHADOWED = "shadowed"  # an earlier row asks for the same at the same times already


@dataclass(frozen=True, slots=True)
class AdmissionFinding:
    """A fault of a row.

    `fact`: the one that no value satisfies; "" where facts together do not. `example`: a case that the earlier row
    takes, or one that meets all but the requirement `failing`.
    """

    fault: AdmissionFault
    row_number: int
    fact: str = ""
    earlier: int | None = None
    example: Mapping[str, FactValue] | None = None
    failing: Requirement | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Requirements that cannot hold together: `case` meets those before `failing`, which no such case meets.

    `fact` is the one fact that they are about, "" where there are several.
    """

    fact: str
    case: Mapping[str, FactValue]
    failing: Requirement


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
    budget = Budget()
    for index, row in enumerate(rows):
        try:
            finding = _fault_of(row, rows[:index], types.get(row.subject_kind, {}), effective_from, budget)
        except TooEntangledError:
            finding = AdmissionFinding(AdmissionFault.TOO_ENTANGLED, row.number)
        if finding is not None:
            findings.append(finding)
    return findings


def find_contradiction(
    *, requirements: Sequence[Requirement], types: FactTypes, budget: Budget | None = None
) -> Contradiction | None:
    """Return why the requirements can never hold together; None when they can. Raises TooEntangledError."""
    space, parts = space_of(requirements, types), tuple(_parts(requirements))
    case: Case | None = find_case(wanted=(), space=space)
    for index, part in enumerate(parts):
        before, case = case, find_case(wanted=[Wanted(one) for one in parts[: index + 1]], space=space, budget=budget)
        if case is None:
            facts = dict.fromkeys(one.fact for one in leaves((part,)))
            return Contradiction(
                fact=_guilty_fact(parts[: index + 1], facts, space, budget),
                case={fact: value for fact, value in (before or {}).items() if fact in facts},
                failing=part,
            )
    return None


def _parts(requirements: Sequence[Requirement]) -> Iterator[Requirement]:
    for one in requirements:
        if isinstance(one, AllOf):
            yield from _parts(one.parts)
        else:
            yield one


def _guilty_fact(
    parts: Sequence[Requirement],
    facts: Mapping[str, None],
    space: Mapping[str, tuple[FactValue, ...]],
    budget: Budget | None,
) -> str:
    """Return the one fact whose conditions alone exclude each other, "" when it takes several facts."""
    for fact in facts:
        own = [Wanted(part) for part in parts if {one.fact for one in leaves((part,))} == {fact}]
        if own and find_case(wanted=own, space=space, budget=budget) is None:
            return fact
    return ""


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
    both = (*row.requirements, *other.requirements)
    try:
        return find_case(wanted=[Wanted(one) for one in both], space=space_of(both, types)) is not None
    except TooEntangledError:
        return True  # a person looks at it


def _hours_overlap(row: DutyRow, other: DutyRow) -> bool:
    return row.window.opens_minute < other.window.closes_minute and other.window.opens_minute < row.window.closes_minute


def _lives_overlap(row: DutyRow, other: DutyRow) -> bool:
    return _begins(row) <= other.sunset_date and _begins(other) <= row.sunset_date


def _begins(row: DutyRow) -> date:
    return row.since_date or date.min


def _fault_of(
    row: DutyRow, earlier: Sequence[DutyRow], types: FactTypes, effective_from: date, budget: Budget
) -> AdmissionFinding | None:
    found = find_contradiction(requirements=row.requirements, types=types, budget=budget)
    if found is not None:
        return AdmissionFinding(
            AdmissionFault.NEVER_TRUE, row.number, found.fact, example=found.case, failing=found.failing
        )
    if not _has_its_day(row, effective_from):
        return AdmissionFinding(AdmissionFault.NO_SUCH_DAY, row.number)
    return _shadow(row, earlier, types, budget)


def _has_its_day(row: DutyRow, effective_from: date) -> bool:
    """Tell whether the weekday of a row's trigger comes between its first and its last day."""
    if not isinstance(row.trigger, OnCalendar) or row.trigger.day_kind is not DayKind.WEEKDAY:
        return True
    first = max(_begins(row), effective_from)
    days = min((row.sunset_date - first).days + 1, DAYS_OF_A_WEEK)
    return row.trigger.weekday in {(first + timedelta(days=step)).weekday() for step in range(days)}


def _shadow(row: DutyRow, earlier: Sequence[DutyRow], types: FactTypes, budget: Budget) -> AdmissionFinding | None:
    """Find an earlier row that asks the same owner for all of this row's evidence in every case of this row.

    A case in which the earlier row waits for a fact that is not known, and this one does not, is a case of its own.
    """
    for other in earlier:
        if not _asks_as_much(other, row):
            continue
        space = space_of((*row.conditions, *other.conditions), types)
        own = [Wanted(one) for one in row.conditions]
        beyond = Wanted(AllOf(other.conditions), DOES_NOT_HOLD)
        if find_case(wanted=[*own, beyond], space=space, budget=budget) is None:
            case = find_case(wanted=own, space=space, budget=budget) or {}
            example = {fact: value for fact, value in case.items() if value is not None}
            return AdmissionFinding(AdmissionFault.SHADOWED, row.number, earlier=other.number, example=example)
    return None


def _asks_as_much(other: DutyRow, row: DutyRow) -> bool:
    return (
        (other.subject_kind, other.owner_role, other.trigger) == (row.subject_kind, row.owner_role, row.trigger)
        and set(row.template.evidence) <= set(other.template.evidence)
        and other.template.officers_needed >= row.template.officers_needed
        and set(row.template.skills) <= set(other.template.skills)
        and other.window == row.window
        and _begins(other) <= _begins(row)
        and row.sunset_date <= other.sunset_date
    )
