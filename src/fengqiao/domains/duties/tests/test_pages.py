"""The pages of the lists."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.kept_lists import publish_shipped
from tests.stage import COUNTY, STATION, Stage

from fengqiao.domains.duties.public import publish_list, shipped_documents
from fengqiao.foundation.scoping.contracts import SYSTEM

COMMUNITY = shipped_documents()["community_duty_list"]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def second_version() -> str:
    document = COMMUNITY.replace("\nversion: 1\n", "\nversion: 2\n").replace("2026-01-01", "2026-09-01")
    return document.replace("minutes: 90", "minutes: 75")


@pytest.fixture
def published(stage: Stage) -> Stage:
    publish_shipped()
    return stage


def signed_in(client: Client, stage: Stage, name: str) -> Client:
    client.force_login(stage.user(name))
    return client


def test_without_lists_the_page_says_what_will_appear_and_who_makes_it(client: Client, stage: Stage) -> None:
    page = signed_in(client, stage, "officer").get("/lists/", **ENGLISH).content.decode()
    assert "No list is published yet" in page
    assert "The county bureau publishes them." in page
    assert "No boundary is drawn yet" in client.get("/lists/boundary/", **ENGLISH).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Community policing duty list"), ("zh-hans", "社区警务工作责任清单")],
)
def test_every_page_of_the_lists_opens_in_both_languages(
    client: Client, published: Stage, language: str, words: str
) -> None:
    signed_in(client, published, "officer")
    overview = client.get("/lists/", HTTP_ACCEPT_LANGUAGE=language)
    assert words in overview.content.decode()
    for code in ("community_duty_list", "prevention_duty_list", "negative_list"):
        page = client.get(f"/lists/{code}/1/", HTTP_ACCEPT_LANGUAGE=language)
        assert page.status_code == 200
        assert 'id="row-3"' in page.content.decode()


def test_a_row_shows_its_clause_and_its_machine_meaning(client: Client, published: Stage) -> None:
    page = signed_in(client, published, "officer").get("/lists/community_duty_list/1/", HTTP_ACCEPT_LANGUAGE="zh-hans")
    [row] = re.findall(r'(?s)<section class="card" id="row-10">.*?</section>', page.content.decode())
    for words in (
        "同一地址九十天内第三次发生争吵类警情",
        "同一地址90天内第3次争吵",
        "社区民警",
        "2027-12-31",
        "08:30–20:00",
    ):
        assert words in row


def test_the_boundary_stands_in_three_columns_with_the_cases_of_others_below(client: Client, published: Stage) -> None:
    page = signed_in(client, published, "chief").get("/lists/boundary/", **ENGLISH).content.decode()
    columns = re.findall(r'(?s)<section class="card">.*?</section>', page)
    *columns, others = columns
    assert len(columns) == 3
    assert "anti-fraud centre" in columns[1]
    assert "anti-fraud centre" not in columns[0] + columns[2]
    assert "Criminal cases that go to others" in others
    assert "Refusing a report" in columns[2]


def test_two_versions_are_compared_field_by_field(client: Client, published: Stage) -> None:
    publish_list(actor=SYSTEM, document=second_version(), unit_code=COUNTY)
    signed_in(client, published, "officer")
    page = client.get("/lists/community_duty_list/2/?against=1", **ENGLISH).content.decode()
    assert "<del>90</del>" in page
    assert "<ins>75</ins>" in page
    assert page.count("<del>") == 1


def test_the_document_is_handed_out_as_it_was_published(client: Client, published: Stage) -> None:
    answer = signed_in(client, published, "officer").get("/lists/community_duty_list/1/document.yaml")
    assert answer.content.decode() == COMMUNITY


def test_what_lies_outside_the_scope_does_not_exist(client: Client, stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=STATION)
    signed_in(client, stage, "other_chief")
    assert client.get("/lists/community_duty_list/1/").status_code == 404
    assert client.get("/lists/community_duty_list/1/document.yaml").status_code == 404
    assert client.get("/lists/community_duty_list/7/").status_code == 404


def test_any_day_can_be_asked_for_what_was_in_force(client: Client, published: Stage) -> None:
    publish_list(actor=SYSTEM, document=second_version(), unit_code=COUNTY)
    signed_in(client, published, "officer")

    def shown(on: str) -> list[str]:
        page = client.get(f"/lists/?on={on}", **ENGLISH).content.decode()
        return re.findall(r'href="/lists/community_duty_list/(\d)/', page)[:1]

    assert shown("2026-08-31") == ["1"]
    assert shown("2026-09-01") == ["2"]
    assert shown("") == ["2"]
    assert shown("2025-12-31") == ["1"]
    before = client.get("/lists/?on=2025-12-31", **ENGLISH).content.decode()
    assert "not yet in force" in before
    assert "As on 2025-12-31." in before
    wrong = client.get("/lists/?on=tomorrow", **ENGLISH)
    assert wrong.status_code == 200
    assert "Enter a valid date" in wrong.content.decode()
