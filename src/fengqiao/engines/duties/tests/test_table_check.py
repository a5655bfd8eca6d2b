from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.duties.conditions import Condition, Operator
from fengqiao.engines.duties.decision_table import DecisionRow, DecisionTable, Outcome, decide
from fengqiao.engines.duties.table_check import FindingCode, check_table
from fengqiao.engines.duties.tests.negative_list import (
    INVESTIGATION,
    NEGATIVE_LIST,
    a_table,
    at_most,
    is_,
    keeps,
    to,
)


def test_the_example_list_has_no_row_that_cannot_decide() -> None:
    findings = check_table(table=NEGATIVE_LIST)

    assert not [finding for finding in findings if finding.is_fault]
    assert findings[-1].code is FindingCode.UNCOVERED_CASE


def test_a_row_behind_a_wider_one_is_unreachable_and_the_example_shows_it() -> None:
    table = a_table(
        to(1, INVESTIGATION, is_("crime_type", "theft")),
        keeps(2, is_("crime_type", "theft"), is_("place_kind", "shop")),
    )
    [fault] = [finding for finding in check_table(table=table) if finding.is_fault]

    assert (fault.code, fault.row_number, fault.earlier_rows) == (FindingCode.UNREACHABLE_ROW, 2, (1,))
    assert fault.example == {"crime_type": "theft", "place_kind": "shop"}
    assert decide(table=table, facts=fault.example).row_number == 1


def test_two_rows_together_can_make_a_third_unreachable() -> None:
    table = a_table(
        keeps(1, at_most("number_of_suspects", 2)),
        to(2, INVESTIGATION, Condition("number_of_suspects", Operator.AT_LEAST, 3)),
        to(3, "narcotics", is_("crime_type", "drugs")),
    )
    [fault] = [finding for finding in check_table(table=table) if finding.is_fault]

    assert (fault.row_number, fault.earlier_rows) == (3, (1, 2))


def test_a_row_that_contradicts_itself_is_found() -> None:
    row = keeps(1, at_most("number_of_suspects", 1), Condition("number_of_suspects", Operator.AT_LEAST, 2))

    assert check_table(table=a_table(row))[0].code is FindingCode.CONTRADICTORY_ROW


def test_rows_that_disagree_on_a_case_are_shown_with_the_case() -> None:
    table = a_table(to(1, "anti_fraud_centre", is_("by_telecom", True)), keeps(2, is_("crime_type", "fraud")), keeps(3))
    overlaps = [one for one in check_table(table=table) if one.code is FindingCode.OVERLAPPING_ROWS]

    assert overlaps[0].example == {"crime_type": "fraud", "by_telecom": True}
    assert (overlaps[0].row_number, overlaps[0].earlier_rows) == (2, (1,))
    assert not [one for one in overlaps if one.earlier_rows == (2,)]  # rows 2 and 3 agree


def test_a_table_with_a_last_row_for_everything_leaves_nothing_uncovered() -> None:
    codes = {finding.code for finding in check_table(table=a_table(keeps(1)))}

    assert FindingCode.UNCOVERED_CASE not in codes


CRIMES, PLACES, NUMBERS = ("theft", "fraud", "drugs"), ("home", "shop"), range(4)
some_conditions = st.lists(
    st.one_of(
        st.builds(is_, st.just("crime_type"), st.sampled_from(CRIMES)),
        st.builds(is_, st.just("place_kind"), st.sampled_from(PLACES)),
        st.builds(at_most, st.just("number_of_suspects"), st.integers(0, 2)),
        st.builds(Condition, st.just("number_of_suspects"), st.just(Operator.AT_LEAST), st.integers(0, 3)),
    ),
    max_size=3,
)


@st.composite
def some_tables(draw: st.DrawFn) -> DecisionTable:
    rows = [
        DecisionRow(number, tuple(conditions), Outcome.KEEP, f"handler_{number}")
        for number, conditions in enumerate(draw(st.lists(some_conditions, min_size=1, max_size=5)), start=1)
    ]
    return a_table(*rows)


@settings(max_examples=60, deadline=None)
@given(table=some_tables())
def test_a_row_is_called_faulty_exactly_when_no_case_reaches_it(table: DecisionTable) -> None:
    crimes = table.definitions()["crime_type"].choices
    places = table.definitions()["place_kind"].choices
    reached = {
        decide(table=table, facts={"crime_type": crime, "place_kind": place, "number_of_suspects": number}).row_number
        for crime, place, number in product(crimes, places, NUMBERS)
    }
    findings = check_table(table=table)

    assert {one.row_number for one in findings if one.is_fault} == {row.number for row in table.rows} - reached
    assert (None in reached) == any(one.code is FindingCode.UNCOVERED_CASE for one in findings)
