"""Known answers of the shipped negative list (domain-guide §11, case 11)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.kept_lists import publish_shipped
from tests.stage import DAY, OLD_TOWN, Stage

from fengqiao.domains.duties.contracts import Outcome
from fengqiao.domains.duties.public import (
    decide_handler,
    negative_list_in_force,
)
from fengqiao.engines.duties.table_check import check_table

SINGLE = {"suspects": 1, "offences": 1, "is_series": False}


@pytest.fixture
def listed(stage: Stage) -> Stage:
    publish_shipped("negative_list")
    return stage


@pytest.mark.parametrize(
    ("facts", "handler"),
    [
        ({"case_type": "burglary_home", "suspects": None, "offences": 1, "is_series": False}, "criminal_investigation"),
        ({"case_type": "telecom_fraud", "suspects": None, "offences": 1, "is_series": None}, "anti_fraud_centre"),
        ({"case_type": "homicide"}, "criminal_investigation"),
        ({"case_type": "guns_explosives"}, "criminal_investigation"),
        ({"case_type": "drugs"}, "narcotics"),
        ({"case_type": "illegal_fundraising"}, "economic_crime"),
        ({"case_type": "gambling_den"}, "public_order_brigade"),
        ({"case_type": "food_drug_environment"}, "food_drug_environment_brigade"),
        ({"case_type": "traffic_offence"}, "traffic_police"),
        ({"case_type": "hacking_personal_data"}, "cyber_police"),
        ({"case_type": "theft_attempt", "suspects": 2, "offences": 3, "is_series": False}, "criminal_investigation"),
        ({"case_type": "theft_simple", **SINGLE, "is_series": True}, "criminal_investigation"),
        ({"case_type": "fraud", **SINGLE, "offences": 2}, "criminal_investigation"),
        ({"case_type": "intentional_injury", "injury": "serious"}, "criminal_investigation"),
    ],
)
def test_what_is_not_ours_goes_to_its_body_within_a_day(listed: Stage, facts: dict[str, Any], handler: str) -> None:
    decision = decide_handler(facts=facts, on=DAY, path=listed.paths[OLD_TOWN])
    assert (decision.outcome, decision.handler, decision.transfer_due_hours) == (Outcome.HAND_OVER, handler, 24)
    assert decision.row_number is not None
    assert (decision.table_code, decision.table_version) == ("negative_list", 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"case_type": "theft_simple", **SINGLE},
        {"case_type": "vehicle_theft", **SINGLE},
        {"case_type": "fraud", **SINGLE},
        {"case_type": "intentional_injury", "injury": "minor", **SINGLE},
    ],
)
def test_the_single_simple_case_stays_with_the_station(listed: Stage, facts: dict[str, Any]) -> None:
    decision = decide_handler(facts=facts, on=DAY, path=listed.paths[OLD_TOWN])
    assert decision.kept
    assert decision.handler == "station_case_team"
    assert decision.transfer_due_hours is None


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, "facts_missing"),
        ({"case_type": "vehicle_theft", "suspects": None, "offences": 1, "is_series": None}, "facts_missing"),
        ({"case_type": "intentional_injury", **SINGLE}, "facts_missing"),
        ({"case_type": "witchcraft"}, "value_outside_vocabulary"),
        ({"case_type": "theft_simple", "weather": "rain", **SINGLE}, "fact_outside_vocabulary"),
    ],
)
def test_what_is_unknown_goes_to_a_person(listed: Stage, facts: dict[str, Any], reason: str) -> None:
    decision = decide_handler(facts=facts, on=DAY, path=listed.paths[OLD_TOWN])
    assert (decision.outcome, decision.row_number, decision.reason.code) == (Outcome.NEEDS_REVIEW, None, reason)


def test_without_a_list_a_person_decides(stage: Stage) -> None:
    decision = decide_handler(facts={"case_type": "drugs"}, on=DAY, path=stage.paths[OLD_TOWN])
    assert (decision.outcome, decision.reason.code) == (Outcome.NEEDS_REVIEW, "list_not_in_force")


def test_the_shipped_table_covers_every_case_and_no_rows_disagree(listed: Stage) -> None:
    in_force = negative_list_in_force(on=DAY, path=listed.paths[OLD_TOWN])
    assert check_table(table=in_force.table) == []
    assert in_force.handler_name("anti_fraud_centre").zh == "反诈中心"
    assert in_force.row(15).conditions.zh.startswith("案件类型")
