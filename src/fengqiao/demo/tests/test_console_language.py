"""The demonstration's console speaks one language, and its headline tells where the clock stands."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest
from django.db import connection

from fengqiao.config.station import DatabaseEnded
from fengqiao.demo.console_words import ENDED, News, in_words
from fengqiao.demo.entrance import headline_of
from fengqiao.foundation.postgres import ConnectionParts
from fengqiao.foundation.processes.supervisor import ChildEnded
from fengqiao.foundation.simulation.models import SimulatedDay

DAY = datetime.date(2026, 9, 16)
LOG = Path("日志")
WORDS_IN_LATIN = re.compile(r"[A-Za-z]{3,}")
WORDS_IN_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", ["web", "more-web", "worker", "storyteller"])
def test_a_process_that_ended_is_told_in_chinese_alone(name: str) -> None:
    assert not WORDS_IN_LATIN.search(in_words(ChildEnded(name, -9, LOG)).zh)


@pytest.mark.parametrize("news", [ChildEnded("web", -9, Path("web.log")), DatabaseEnded(Path("server.log"))])
def test_the_same_in_english_has_no_chinese(news: News) -> None:
    assert not WORDS_IN_CHINESE.search(in_words(news).en)
    assert not WORDS_IN_CHINESE.search(ENDED.en)


@pytest.fixture
def told_until(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> SimulatedDay:
    parts = connection.settings_dict
    address = ConnectionParts(
        parts["NAME"], parts["USER"], parts["PASSWORD"], parts["HOST"], int(parts["PORT"] or 5432)
    )
    monkeypatch.setitem(os.environ, "DATABASE_URL", address.as_url())
    opens = datetime.datetime.combine(DAY, datetime.time(7, 30), datetime.timezone(datetime.timedelta(hours=8)))
    return SimulatedDay.objects.create(
        seed=1, date=DAY, digest="d", opens_at=opens, closes_at=opens + datetime.timedelta(days=1), told_until_at=opens
    )


def test_a_day_that_begins_is_told_by_its_hour(told_until: SimulatedDay) -> None:
    headline = headline_of(date=DAY, speed=60)
    assert headline.en.startswith("2026-09-16 07:30 · ")
    assert "每个人的密码" in headline.zh


def test_a_day_that_goes_on_is_told_by_where_its_clock_stands(told_until: SimulatedDay) -> None:
    told_until.told_until_at += datetime.timedelta(hours=17, minutes=53)
    told_until.save()
    headline = headline_of(date=DAY, speed=60)
    assert headline.en.startswith("2026-09-17 01:23 (where it was left; the story begins on 2026-09-16")
    assert headline.zh.startswith("2026-09-17 01:23（接着上次")
