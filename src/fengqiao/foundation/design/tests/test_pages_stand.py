"""The frame, the error pages and the sign-in page, as a browser gets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from fengqiao.foundation.events.reading import end_of_stream

pytestmark = pytest.mark.django_db


def test_sign_in_page_stands_in_both_languages(client: Client) -> None:
    chinese = client.get("/sign-in/").content.decode()
    assert "登录" in chinese
    assert 'lang="zh-Hans"' in chinese
    client.cookies["django_language"] = "en"
    assert "Sign in" in client.get("/sign-in/").content.decode()


def test_frame_shows_station_person_clock_and_what_is_coming(client: Client, stage: Any) -> None:
    client.force_login(stage.user("chief"))
    page = client.get("/design/").content.decode()
    assert "城关派出所" in page
    assert "赵志远" in page
    assert "演示时钟" in page
    assert "08:00" in page
    assert "建设中" in page


def test_page_knows_the_place_in_the_stream_that_it_was_made_at(client: Client, stage: Any) -> None:
    """Else what changes between making the page and opening the stream would never be shown."""
    client.force_login(stage.user("chief"))
    page = client.get("/design/").content.decode()
    assert f'data-stream-after="{end_of_stream()}"' in page


def test_wall_mode_is_dark_and_large(client: Client, stage: Any) -> None:
    client.force_login(stage.user("chief"))
    page = client.get("/design/?wall=1").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-wall="1"' in page


def test_remembered_theme_is_taken_and_an_unknown_one_refused(client: Client, stage: Any) -> None:
    client.force_login(stage.user("chief"))
    client.cookies["fengqiao_theme"] = "contrast"
    assert 'data-theme="contrast"' in client.get("/design/").content.decode()
    client.cookies["fengqiao_theme"] = '"><script>'
    page = client.get("/design/").content.decode()
    assert 'data-theme="light"' in page
    assert '"><script>' not in page


def test_no_page_holds_an_inline_script(client: Client, stage: Any) -> None:
    client.force_login(stage.user("chief"))
    page = client.get("/design/").content.decode()
    assert page.count("<script") == page.count('<script type="module" src=')
    assert " onclick=" not in page


def test_unknown_address_gives_a_page_in_words(client: Client, stage: Any) -> None:
    client.force_login(stage.user("chief"))
    answer = client.get("/no-such-place/")
    assert answer.status_code == 404
    assert "没有可显示的内容" in answer.content.decode()


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "403_reason.html", "404.html", "500.html"])
def test_error_pages_stand_without_any_context(template: str) -> None:
    with translation.override("zh-hans"):
        page = render_to_string(template, {})
    assert "<h1>" in page
