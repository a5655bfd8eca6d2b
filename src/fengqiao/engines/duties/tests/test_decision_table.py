import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.duties.conditions import Condition, FactValue, InvalidConditionError, Operator
from fengqiao.engines.duties.decision_table import DecisionRow, InvalidDecisionTableError, Outcome, decide
from fengqiao.engines.duties.tests.negative_list import (
    CRIME_TYPES,
    INVESTIGATION,
    NEGATIVE_LIST,
    STATION,
    a_table,
    is_,
    keeps,
)

SIMPLE_THEFT: dict[str, FactValue] = {
    "crime_type": "theft",
    "place_kind": "shop",
    "series": False,
    "number_of_suspects": 1,
    "number_of_offences": 1,
}


def test_a_burglary_of_a_home_goes_to_the_investigators_within_a_day() -> None:
    decision = decide(table=NEGATIVE_LIST, facts=SIMPLE_THEFT | {"place_kind": "home"})

    assert (decision.outcome, decision.handler) == (Outcome.HAND_OVER, INVESTIGATION)
    assert (decision.row_number, decision.table_version, decision.transfer_due_hours) == (2, 3, 24)
    assert decision.facts_used == {"crime_type": "theft", "place_kind": "home"}
    assert not decision.kept


def test_a_telecom_fraud_goes_to_the_anti_fraud_centre() -> None:
    decision = decide(table=NEGATIVE_LIST, facts={"crime_type": "fraud", "by_telecom": True})

    assert (decision.handler, decision.row_number) == ("anti_fraud_centre", 3)


def test_a_single_simple_theft_stays() -> None:
    decision = decide(table=NEGATIVE_LIST, facts=SIMPLE_THEFT)

    assert decision.kept
    assert (decision.handler, decision.row_number, decision.transfer_due_hours) == (STATION, 7, None)
    assert decision.reason.code == "row_matches"


def test_two_suspects_or_a_series_do_not_stay() -> None:
    assert decide(table=NEGATIVE_LIST, facts=SIMPLE_THEFT | {"number_of_suspects": 2}).row_number == 10
    assert decide(table=NEGATIVE_LIST, facts=SIMPLE_THEFT | {"series": True}).row_number == 6


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "facts_missing"),
        ({"crime_type": "theft"}, "facts_missing"),
        (SIMPLE_THEFT | {"number_of_suspects": None}, "facts_missing"),
        (SIMPLE_THEFT | {"place_kind": None}, "facts_missing"),
        (SIMPLE_THEFT | {"crime_type": "something_new"}, "value_outside_vocabulary"),
        (SIMPLE_THEFT | {"number_of_suspects": "1"}, "value_outside_vocabulary"),
        (SIMPLE_THEFT | {"number_of_suspects": True}, "value_outside_vocabulary"),
        (SIMPLE_THEFT | {"moon": "full"}, "fact_outside_vocabulary"),
        ({"crime_type": "hacking", "series": False}, "no_row_matches"),
    ],
)
def test_what_is_unknown_goes_to_a_person(facts: dict[str, FactValue], code: str) -> None:
    decision = decide(table=NEGATIVE_LIST, facts=facts)

    assert decision.needs_review
    assert decision.reason.code == code
    assert (decision.row_number, decision.handler, decision.kept) == (None, "", False)


def test_the_missing_facts_are_named() -> None:
    decision = decide(table=NEGATIVE_LIST, facts={"crime_type": "theft"})

    assert decision.reason.parameters == {"row": 2, "facts": ("place_kind",)}


@given(
    facts=st.fixed_dictionaries(
        {},
        optional={
            "crime_type": st.sampled_from(CRIME_TYPES),
            "place_kind": st.sampled_from(["home", "shop"]),
            "injury_grade": st.sampled_from(["minor", "serious"]),
            "by_telecom": st.booleans(),
            "series": st.booleans(),
            "number_of_suspects": st.integers(0, 3),
            "number_of_offences": st.integers(0, 3),
        },
    ),
    more=st.fixed_dictionaries(
        {
            "crime_type": st.sampled_from(CRIME_TYPES),
            "place_kind": st.sampled_from(["home", "shop"]),
            "injury_grade": st.sampled_from(["minor", "serious"]),
            "by_telecom": st.booleans(),
            "series": st.booleans(),
            "number_of_suspects": st.integers(0, 3),
            "number_of_offences": st.integers(0, 3),
        }
    ),
)
def test_learning_more_never_overturns_a_decision(facts: dict[str, FactValue], more: dict[str, FactValue]) -> None:
    decision = decide(table=NEGATIVE_LIST, facts=facts)
    if not decision.needs_review:
        assert decide(table=NEGATIVE_LIST, facts=more | facts).row_number == decision.row_number


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: a_table(keeps(1, is_("colour", "red"))),
        lambda: a_table(keeps(1, is_("crime_type", "piracy"))),
        lambda: a_table(keeps(1, Condition("crime_type", Operator.AT_LEAST, "theft"))),
        lambda: a_table(keeps(1), keeps(1)),
        lambda: a_table(DecisionRow(1, (), Outcome.HAND_OVER, "narcotics")),
    ],
)
def test_tables_that_cannot_decide_are_refused(wrong: object) -> None:
    with pytest.raises(InvalidDecisionTableError):
        wrong()  # type: ignore[operator]


def test_one_of_needs_several_values() -> None:
    with pytest.raises(InvalidConditionError):
        a_table(keeps(1, Condition("crime_type", Operator.ONE_OF, "theft")))
