"""A new station starts from the shipped lists, and its own are left alone."""

from __future__ import annotations

from typing import Any

import yaml
from tests.stage import COUNTY, DAY, STATION

from fengqiao.cli.shipped_lists import publish_shipped_lists
from fengqiao.domains.duties.public import list_versions, publish_list, shipped_documents
from fengqiao.foundation.scoping.contracts import SYSTEM


def test_the_shipped_lists_come_into_force_today_at_the_topmost_unit(stage: Any) -> None:
    done = publish_shipped_lists()
    versions = list_versions(actor=SYSTEM)
    assert {(one.code, one.unit_code) for one in done} == {(code, COUNTY) for code in shipped_documents()}
    assert {version.code for version in versions} == set(shipped_documents())
    assert {version.effective_from for version in versions} == {DAY}


def test_a_second_time_publishes_nothing(stage: Any) -> None:
    publish_shipped_lists()
    assert publish_shipped_lists() == []


def test_a_list_that_stands_anywhere_is_not_joined_by_the_shipped_one(stage: Any) -> None:
    publish_list(actor=SYSTEM, document=shipped_documents()["negative_list"], unit_code=STATION)
    assert "negative_list" not in {one.code for one in publish_shipped_lists()}


def test_without_units_nothing_is_published(db: None) -> None:
    assert publish_shipped_lists() == []


def test_a_new_station_owes_nothing_from_before_it_was_there(stage: Any) -> None:
    publish_shipped_lists()
    for version in list_versions(actor=SYSTEM):
        document = yaml.safe_load(version.document)
        assert {row.get("since", DAY) for row in document["rows"]} == {DAY}
