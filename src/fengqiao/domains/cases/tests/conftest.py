"""A station with the shipped negative list in force, and the reports that tests begin with."""

from __future__ import annotations

from typing import Any

import pytest
from tests.kept_lists import publish_shipped
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.cases.contracts import NewReport, ReportRecord
from fengqiao.domains.cases.public import register_report

SIMPLE_THEFT: dict[str, Any] = {"case_type": "theft_simple", "suspects": 1, "offences": 1, "is_series": False}
BURGLARY: dict[str, Any] = {"case_type": "burglary_home"}
TELECOM_FRAUD: dict[str, Any] = {"case_type": "telecom_fraud"}
NOTHING_KNOWN: dict[str, Any] = {}


@pytest.fixture
def listed(stage: Stage) -> Stage:
    """The stage with the negative list in force in the whole county."""
    publish_shipped("negative_list")
    return stage


def new_report(stage: Stage, facts: dict[str, Any], **changes: Any) -> NewReport:
    values: dict[str, Any] = {
        "incident_number": "",
        "reporter_name": "何桂香",
        "reporter_phone": "13900000017",
        "text": "从外地回来，家里门锁被撬，抽屉里的现金不见了。",
        "facts": facts,
        "scope_path": stage.paths[OLD_TOWN],
        "address_text": "老城街 12 号",
        "property_taken": "现金 8000 元",
    }
    return NewReport(**{**values, **changes})


def take(stage: Stage, facts: dict[str, Any], **changes: Any) -> ReportRecord:
    return register_report(actor=stage.actor("case_officer"), report=new_report(stage, facts, **changes))
