"""Rows that can never fire, are shadowed, or resemble another row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.engines.duties.admission import (
    AdmissionFault,
    alike,
    alike_within,
    check_rows,
    find_contradiction,
)
from fengqiao.engines.duties.conditions import (
    AllOf,
    AnyOf,
    Condition,
    FactValue,
    Not,
    Operator,
    Requirement,
    holds,
)
from fengqiao.engines.duties.contracts import DutyRow, TaskTemplate, Window
from fengqiao.engines.duties.facts import FactForm, FactType
from fengqiao.engines.duties.tests.samples import a_row
from fengqiao.engines.duties.triggers import Cycle, DayKind, Every, OnCalendar

DAY = date(2026, 1, 1)
"""A Thursday."""
TYPES = {
    "key_venue": {
        "tier": FactType(FactForm.CHOICE, ("monthly", "quarterly")),
        "capacity": FactType(FactForm.NUMBER),
        "has_car_park": FactType(FactForm.FLAG),
        "officer": FactType(FactForm.TEXT),
        "kinds": FactType(FactForm.SET, ("alone", "child")),
    }
}
MONTHLY = Every(Cycle.MONTH)


def condition(fact: str, operator: Operator, value: FactValue) -> Condition:
    return Condition(fact, operator, value)


def row(number: int, *conditions: Requirement, evidence: tuple[str, ...] = ("note",), **changes: Any) -> DutyRow:
    template = TaskTemplate(("look",), evidence, 30)
    given = {"trigger": MONTHLY, "template": template} | changes
    return a_row(number=number, conditions=conditions, **given)


@pytest.mark.parametrize(
    ("conditions", "fact"),
    [
        ((condition("tier", Operator.EQUALS, "weekly"),), "tier"),
        ((condition("tier", Operator.EQUALS, 3),), "tier"),
        ((condition("tier", Operator.NONE_OF, ("monthly", "quarterly")),), "tier"),
        ((condition("capacity", Operator.AT_LEAST, 9), condition("capacity", Operator.AT_MOST, 8)), "capacity"),
        ((condition("capacity", Operator.AT_MOST, -1),), "capacity"),
        ((condition("has_car_park", Operator.EQUALS, 1),), "has_car_park"),
        ((condition("officer", Operator.EQUALS, "1"), condition("officer", Operator.NOT_EQUALS, "1")), "officer"),
        ((condition("kinds", Operator.CONTAINS, "old"),), "kinds"),
        ((condition("capacity", Operator.AT_LEAST, 9), condition("capacity", Operator.AT_MOST, 9)), ""),
        ((condition("officer", Operator.NOT_EQUALS, "1"),), ""),
        ((condition("kinds", Operator.CONTAINS, "alone"), condition("kinds", Operator.CONTAINS, "child")), ""),
        ((), ""),
    ],
)
def test_conditions_that_no_value_meets_are_found(conditions: tuple[Condition, ...], fact: str) -> None:
    found = find_contradiction(requirements=conditions, types=TYPES["key_venue"])
    assert (found.fact if found else "") == fact
    findings = check_rows(rows=[row(1, *conditions)], types=TYPES, effective_from=DAY)
    assert [(one.fault, one.fact) for one in findings] == ([(AdmissionFault.NEVER_TRUE, fact)] if fact else [])


@pytest.mark.parametrize(("sunset", "fires"), [(date(2026, 1, 4), False), (date(2026, 1, 5), True)])
def test_a_weekday_that_does_not_come_in_the_rows_life_is_found(sunset: date, fires: bool) -> None:
    monday = row(1, trigger=OnCalendar(DayKind.WEEKDAY, 0), sunset_date=sunset)
    findings = check_rows(rows=[monday], types=TYPES, effective_from=DAY)
    assert [one.fault for one in findings] == ([] if fires else [AdmissionFault.NO_SUCH_DAY])


def test_a_row_that_an_earlier_one_covers_is_shadowed_with_an_example() -> None:
    wide = row(1, condition("capacity", Operator.AT_LEAST, 10), evidence=("note", "photo"))
    narrow = row(2, condition("capacity", Operator.AT_LEAST, 50), evidence=("photo",))
    [finding] = check_rows(rows=[wide, narrow], types=TYPES, effective_from=DAY)
    assert (finding.fault, finding.row_number, finding.earlier) == (AdmissionFault.SHADOWED, 2, 1)
    assert finding.example == {"capacity": 50}
    assert check_rows(rows=[narrow, wide], types=TYPES, effective_from=DAY) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"trigger": Every(Cycle.YEAR)},
        {"owner_role": "case_officer"},
        {"window": Window(480, 600)},
        {"subject_kind": "school"},
        {"sunset_date": date(2031, 1, 1)},
        {"since_date": date(2025, 1, 1)},
        {"evidence": ("note", "photo")},
    ],
)
def test_a_row_that_asks_for_something_else_is_not_shadowed(changes: dict[str, Any]) -> None:
    earlier = row(1, since_date=date(2025, 6, 1))
    assert check_rows(rows=[earlier, row(2, **{"since_date": DAY} | changes)], types=TYPES, effective_from=DAY) == []


def test_rows_on_different_cases_of_one_fact_do_not_resemble_each_other() -> None:
    monthly = row(1, condition("tier", Operator.EQUALS, "monthly"))
    quarterly = row(2, condition("tier", Operator.EQUALS, "quarterly"), trigger=Every(Cycle.QUARTER))
    assert alike_within(rows=[monthly, quarterly], types=TYPES) == []
    either = row(2, condition("tier", Operator.NOT_EQUALS, "quarterly"), trigger=Every(Cycle.QUARTER))
    [found] = alike_within(rows=[monthly, either], types=TYPES)
    assert (found.row_number, found.other_number, found.evidence) == (2, 1, ("note",))


def test_rows_resemble_each_other_only_at_the_same_hours_and_in_the_same_years() -> None:
    morning, evening = row(1, window=Window(480, 720)), row(2, window=Window(720, 1080))
    assert alike(rows=[morning], others=[evening], types=TYPES) == []
    ended, begun = row(1, sunset_date=date(2026, 6, 30)), row(2, since_date=date(2026, 7, 1))
    assert alike(rows=[ended], others=[begun], types=TYPES) == []
    assert alike(rows=[ended], others=[morning], types=TYPES) != []
    assert alike(rows=[ended], others=[row(2, evidence=("photo",))], types=TYPES) == []


LARGE = condition("capacity", Operator.AT_LEAST, 50)
SMALL = condition("capacity", Operator.AT_MOST, 9)
PARKING = condition("has_car_park", Operator.EQUALS, True)
NO_PARKING = condition("has_car_park", Operator.EQUALS, False)
ALONE = condition("kinds", Operator.CONTAINS, "alone")


@pytest.mark.parametrize(
    ("requirements", "fires"),
    [
        ((AnyOf((LARGE, SMALL)),), True),
        ((AnyOf((LARGE, PARKING)), SMALL, NO_PARKING), False),
        ((AnyOf((AllOf((LARGE, SMALL)), AllOf((PARKING, NO_PARKING)))),), False),
        ((Not(AnyOf((PARKING, NO_PARKING))),), False),
        ((Not(ALONE), condition("kinds", Operator.CONTAINS, "child")), True),
        ((Not(ALONE), ALONE), False),
        ((AllOf((LARGE, Not(AllOf((LARGE, PARKING))))),), True),
    ],
)
def test_a_row_whose_facts_together_exclude_each_other_is_found(
    requirements: tuple[Requirement, ...], fires: bool
) -> None:
    findings = check_rows(rows=[row(1, *requirements)], types=TYPES, effective_from=DAY)
    assert [one.fault for one in findings] == ([] if fires else [AdmissionFault.NEVER_TRUE])


def test_a_contradiction_shows_a_case_and_what_it_fails() -> None:
    either = AnyOf((LARGE, PARKING))
    found = find_contradiction(requirements=(either, SMALL, NO_PARKING), types=TYPES["key_venue"])
    assert found is not None
    assert (found.fact, found.failing) == ("", NO_PARKING)
    assert found.case == {"has_car_park": True}
    beyond = find_contradiction(requirements=(LARGE, SMALL), types=TYPES["key_venue"])
    assert beyond is not None
    assert (beyond.fact, beyond.case, beyond.failing) == ("capacity", {"capacity": 50}, SMALL)


def test_a_tree_is_shadowed_by_the_wider_tree_with_a_case_of_its_own() -> None:
    wide, narrow = row(1, AnyOf((LARGE, PARKING))), row(2, LARGE, NO_PARKING)
    [finding] = check_rows(rows=[wide, narrow], types=TYPES, effective_from=DAY)
    assert (finding.fault, finding.row_number, finding.earlier) == (AdmissionFault.SHADOWED, 2, 1)
    assert finding.example is not None
    assert all(holds(one, finding.example) for one in narrow.conditions)
    assert check_rows(rows=[narrow, row(2, AnyOf((LARGE, PARKING)))], types=TYPES, effective_from=DAY) == []


def test_a_row_that_waits_for_a_fact_does_not_shadow_one_that_does_not() -> None:
    waits = row(1, AnyOf((PARKING, NO_PARKING)))
    assert check_rows(rows=[waits, row(2, LARGE)], types=TYPES, effective_from=DAY) == []


def test_conditions_with_more_cases_than_can_be_checked_are_refused() -> None:
    names = [f"fact_{number}" for number in range(24)]
    types = {"key_venue": {name: FactType(FactForm.CHOICE, ("a", "b", "c")) for name in names}}
    # Twenty-four pigeons in … holes: nothing short of trying the cases shows that they do not fit.
    holes = [
        AnyOf(tuple(condition(name, Operator.NOT_EQUALS, hole) for name in (one, other)))
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        for hole in ("a", "b", "c")
    ]
    [finding] = check_rows(rows=[row(1, *holes)], types=types, effective_from=DAY)
    assert finding.fault in {AdmissionFault.TOO_ENTANGLED, AdmissionFault.NEVER_TRUE}
