from __future__ import annotations

import datetime

import pytest
from django.test import Client
from tests.stage import Stage, at

from fengqiao.demo.running import keep_to_wished_speed
from fengqiao.foundation.clock.clock import now, read_clock, set_clock
from fengqiao.foundation.simulation.contracts import PlannedBeat, Text
from fengqiao.foundation.simulation.story import next_wish, wished_speed
from fengqiao.foundation.simulation.telling import note_speed, open_day, plan_beats

NEXT, AFTER = at(10), at(11)


@pytest.fixture
def page(stage: Stage, client: Client) -> Client:
    open_day(seed=1, date=datetime.date(2026, 9, 16), digest="d", opens_at=at(7), closes_at=at(23))
    plan_beats(
        beats=[
            PlannedBeat("hall", NEXT, Text("窗口", "Hall"), is_missing=True),
            PlannedBeat("reports", AFTER, Text("报案", "Reports")),
        ]
    )
    client.force_login(stage.user("chief"))
    return client


def test_the_day_stands_still_and_goes_on_as_somebody_at_the_page_wishes(page: Client) -> None:
    note_speed(speed=60.0)
    set_clock(at=at(8), rate=60.0)
    assert keep_to_wished_speed(speed=60.0) == read_clock().rate == 60.0
    assert page.post("/speed/", {"seconds": "0"}).status_code == 302
    assert keep_to_wished_speed(speed=60.0) == read_clock().rate == 0
    stood_at = now()
    assert now() == stood_at
    page.post("/speed/", {"seconds": "1"})
    assert keep_to_wished_speed(speed=0) == read_clock().rate == 1
    assert now() >= stood_at


@pytest.mark.parametrize("seconds", ["", "fast", "3600", "nan"])
def test_what_the_page_does_not_offer_is_not_found(page: Client, seconds: str) -> None:
    assert page.post("/speed/", {"seconds": seconds}).status_code == 404
    assert wished_speed() == 60.0


def test_the_page_marks_the_speed_that_runs(page: Client) -> None:
    page.post("/speed/", {"seconds": "1"})
    shown = page.get("/").content.decode()
    assert 'value="1" aria-pressed="true"' in shown
    assert 'value="60" aria-pressed="false"' in shown


def test_the_next_beat_is_never_one_whose_part_is_to_come(page: Client) -> None:
    page.post("/jump/", {"to": "beat"})
    wish = next_wish()
    assert wish is not None
    assert wish.to_at == AFTER
