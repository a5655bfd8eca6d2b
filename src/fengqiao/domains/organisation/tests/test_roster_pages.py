"""The pages of rosters: asked for, made, changed, published, swapped; useful when empty and in both languages."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.stage import STATION, Stage

from fengqiao.domains.organisation.public import get_roster, publish_roster, take_roster_turn
from fengqiao.domains.organisation.tests.test_rosters import FIRST, made_roster

pytestmark = pytest.mark.django_db
ROSTERS = "/organisation/rosters/"


@pytest.fixture
def chief(stage: Stage, client: Client) -> Client:
    client.force_login(stage.user("chief"))
    return client


def page(client: Client, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_station_without_a_roster_is_told_how_to_make_one(chief: Client) -> None:
    assert "No roster yet" in page(chief, ROSTERS)
    assert "No swaps" in page(chief, f"{ROSTERS}swaps/")
    assert "还没有排班" in page(chief, ROSTERS, "zh-hans")


def test_the_wish_leads_to_a_page_that_shows_the_table_once_it_is_made(chief: Client) -> None:
    answer = chief.post(ROSTERS, {"unit": STATION, "first_date": FIRST.isoformat(), "days": "14"})
    assert answer.status_code == 302
    assert "The roster is being made" in page(chief, answer["Location"])
    while take_roster_turn():
        pass
    text = page(chief, answer["Location"])
    assert "林小满" in text
    assert "白班" in text
    assert "What stays short, and why" in text


def test_a_cell_shows_which_rule_each_choice_would_break(stage: Stage, chief: Client) -> None:
    roster = made_roster(stage)
    address = f"{ROSTERS}{roster.id}/"
    assert "not for this shift" in page(chief, f"{address}?person=100005&day=0")
    chief.post(f"{address}cell/", {"person": "100005", "day": "0", "shift": "night"})
    assert "not for this shift" in page(chief, address)
    assert get_roster(actor=stage.actor("chief"), roster_id=roster.id).rows == roster.rows


def test_a_published_roster_can_be_swapped_from_the_phone(stage: Stage, chief: Client) -> None:
    roster = made_roster(stage)
    chief.post(f"{ROSTERS}{roster.id}/publish/")
    officer = Client()
    officer.force_login(stage.user("officer"))
    address = f"{ROSTERS}{roster.id}/swap/"
    assert "Propose a swap" in page(officer, address)
    night = roster.rows["100002"].index("night")
    refused = officer.post(address, {"own_day": night, "colleague": "100002", "colleague_day": night})
    assert refused.status_code == 200
    alike = next(day for day in range(roster.days) if roster.rows["100005"][day] == roster.rows["100006"][day])
    officer.post(address, {"own_day": alike, "colleague": "100006", "colleague_day": alike})
    colleague = Client()
    colleague.force_login(stage.user("other_officer"))
    assert "Accept the swap" in page(colleague, f"{ROSTERS}swaps/")


def test_rules_that_cannot_be_used_are_shown_again_with_what_is_wrong(chief: Client) -> None:
    answer = chief.post(f"{ROSTERS}rules/", {"document": "shifts: none"})
    assert answer.status_code == 200
    assert "这份规则不能用" in answer.content.decode()


def test_who_stands_in_no_roster_sees_none(stage: Stage) -> None:
    roster = made_roster(stage)
    publish_roster(actor=stage.actor("chief"), roster_id=roster.id)
    client = Client()
    client.force_login(stage.user("other_chief"))
    assert client.get(f"{ROSTERS}{roster.id}/").status_code == 404
