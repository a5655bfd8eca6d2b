"""A small negative list after one city's rule, for tests."""

from datetime import date

from fengqiao.engines.duties.conditions import Condition, Operator
from fengqiao.engines.duties.decision_table import (
    DecisionRow,
    DecisionTable,
    FactDefinition,
    FactKind,
    Outcome,
)

CRIME_TYPES = (
    "theft",
    "fraud",
    "intentional_injury",
    "homicide",
    "robbery",
    "drugs",
    "traffic_offence",
    "hacking",
)
VOCABULARY = (
    FactDefinition("crime_type", FactKind.CHOICE, choices=CRIME_TYPES),
    FactDefinition("place_kind", FactKind.CHOICE, choices=("home", "shop", "street", "vehicle", "other")),
    FactDefinition("injury_grade", FactKind.CHOICE, choices=("minor", "serious", "fatal")),
    FactDefinition("by_telecom", FactKind.FLAG),
    FactDefinition("series", FactKind.FLAG),
    FactDefinition("number_of_suspects", FactKind.NUMBER, highest=1_000),
    FactDefinition("number_of_offences", FactKind.NUMBER, highest=1_000),
)


def is_(fact: str, value: str | bool | int) -> Condition:
    return Condition(fact, Operator.EQUALS, value)


def at_most(fact: str, value: int) -> Condition:
    return Condition(fact, Operator.AT_MOST, value)


SINGLE = (is_("series", False), at_most("number_of_suspects", 1), at_most("number_of_offences", 1))
STATION, INVESTIGATION = "station_case_team", "criminal_investigation"


def to(number: int, handler: str, *conditions: Condition) -> DecisionRow:
    return DecisionRow(number, conditions, Outcome.HAND_OVER, handler, transfer_due_hours=24)


def keeps(number: int, *conditions: Condition) -> DecisionRow:
    return DecisionRow(number, conditions, Outcome.KEEP, STATION)


def a_table(*rows: DecisionRow) -> DecisionTable:
    return DecisionTable("negative_list", 3, date(2026, 1, 1), VOCABULARY, rows)


NEGATIVE_LIST = a_table(
    to(1, INVESTIGATION, Condition("crime_type", Operator.ONE_OF, ("homicide", "robbery"))),
    to(2, INVESTIGATION, is_("crime_type", "theft"), is_("place_kind", "home")),
    to(3, "anti_fraud_centre", is_("crime_type", "fraud"), is_("by_telecom", True)),
    to(4, "narcotics", is_("crime_type", "drugs")),
    to(5, "traffic_police", is_("crime_type", "traffic_offence")),
    to(6, INVESTIGATION, is_("series", True)),
    keeps(7, is_("crime_type", "theft"), *SINGLE),
    keeps(8, is_("crime_type", "fraud"), *SINGLE),
    keeps(9, is_("crime_type", "intentional_injury"), is_("injury_grade", "minor"), *SINGLE),
    to(10, INVESTIGATION, Condition("crime_type", Operator.ONE_OF, ("theft", "fraud", "intentional_injury"))),
)
