"""The pages on which the officer changes the day, as somebody meets them who has never seen them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import at, stop_clock

from fengqiao.domains.tasks.tests.day_stage import OfficersDay

LANGUAGES = ("zh-hans", "en")


def see(client: Client, day: OfficersDay, language: str, name: str, *args: object) -> str:
    """This function will open one of the officer's pages in a language."""
    client.cookies["django_language"] = language
    client.force_login(day.town.stage.user("officer"))  # type: ignore[arg-type]
    answer = client.get(reverse(f"tasks:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_day_stands_in_the_field_of_days_in_every_language(
    client: Client, day: OfficersDay, language: str
) -> None:
    page = see(client, day, language, "postpone", day.order[1])
    assert re.search(r'type="date"[^>]*value="2026-09-17"', page), "a browser shows an empty field for other writings"


def test_a_hold_up_until_now_can_be_sent_at_any_minute(client: Client, day: OfficersDay) -> None:
    stop_clock(at(9, 33))
    [field] = re.findall(r'<input type="time" name="ends"[^>]*>', see(client, day, "en", "held_up"))
    assert 'value="09:33"' in field
    assert "step=" not in field, "a browser refuses a time between two steps"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", ("30分", "1小时30分")), ("en", ("30 min", "1 h 30 min"))])
def test_lengths_of_own_work_are_said_with_their_unit(
    client: Client, day: OfficersDay, language: str, words: tuple[str, str]
) -> None:
    offered = re.findall(r"<option[^>]*>([^<]*)</option>", see(client, day, language, "add_work"))
    assert set(words) <= set(offered), offered


def test_where_no_other_day_is_left_no_form_asks_for_one(client: Client, day: OfficersDay) -> None:
    task = day.task(1)
    task.closes_date = at(8).date()
    task.save(update_fields=["closes_date"])
    page = see(client, day, "en", "postpone", task.pk)
    assert "Send it back to the duty leader" in page
    assert 'name="to_date"' not in page
