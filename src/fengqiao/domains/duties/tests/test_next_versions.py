"""A text on its way to the next version: what it is compared with, and what is said of a text that cannot be read."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.kept_lists import publish_shipped
from tests.stage import STATION, Stage

from fengqiao.domains.duties.tests.test_draft_pages import ENGLISH, NEXT

BROKEN = (
    "a: b: c",
    "a: [1, 2",
    'a: "open',
    "a:\n\t- b",
    "a: 1\n b: 2",
    "- a\nb: 1",
    "a: @b",
    "a: &",
    "{a: 1",
    "a: %b\n  - c: '",
)
"""Texts that are no YAML, each in another way."""


@pytest.fixture(autouse=True)
def _published(stage: Stage) -> None:
    publish_shipped("community_duty_list")


def test_a_stations_first_own_version_is_compared_with_the_countys_that_applies_there(
    client: Client, stage: Stage
) -> None:
    client.force_login(stage.user("chief"))
    page = client.post("/lists/drafts/check/", {"unit_code": STATION, "document": NEXT}, **ENGLISH).content.decode()
    assert "version 1 of the unit above applies here" in page
    assert "<del>90</del>" in page
    assert "<ins>75</ins>" in page
    assert page.count("<tr>") == 2, "only what differs is shown: a head and the one field"


def test_in_chinese_no_words_of_the_yaml_reader_stand_untranslated(client: Client, stage: Stage) -> None:
    client.force_login(stage.user("chief"))
    for text in BROKEN:
        page = client.post("/lists/drafts/check/", {"unit_code": STATION, "document": text}).content.decode()
        what = re.findall(r'<td class="whole">(.*?)</td>', page)[0]
        assert not re.search(r"[a-z]+ [a-z]+", what), what
