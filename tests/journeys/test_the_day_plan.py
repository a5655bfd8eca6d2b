"""An officer's day on a phone: the list opens, is put in order, put off, held up, and answered at the door."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from fengqiao.integrations.station_tables.templates import write_templates
from tests.journeys.test_in_a_browser import CHROMIUM, DESK, PHONE, SMALLEST_TARGET, Browsers, Page, browsers, expect
from tests.served_station import BEAT, HOURS, RealStation, Served, fill_sheet, real_station, set_up

__all__ = ["browsers"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
HOTELS = (
    ("P1", "东街旅馆", "A1", "12号", 108.877),
    ("P2", "码头旅社", "A2", "30号", 108.880),
    ("P3", "钟楼宾馆", "A3", "48号", 108.874),
)
CHINA = datetime.timezone(8 * HOURS)


def next_day() -> datetime.date:
    """This function will return the day after this one: the shipped lists are in force by then."""
    return datetime.datetime.now(CHINA).date() + datetime.timedelta(days=1)


def stop_the_clock(station: RealStation, hour: int, minute: int = 0) -> None:
    """This function will make it this time of the next day for every process of the station."""
    moment = datetime.datetime.combine(next_day(), datetime.time(hour, minute), CHINA).isoformat()
    station.rows(
        "INSERT INTO foundation_clock_clockrow (only, origin_at, real_origin_at, rate, is_simulated) "
        f"VALUES (true, '{moment}', now(), 0, false) "
        "ON CONFLICT (only) DO UPDATE SET origin_at = EXCLUDED.origin_at, rate = 0 RETURNING only"
    )


def load_hotels(station: RealStation) -> None:
    """This function will load three hotels of the officer's beat, and a shift of the next day, by the commands."""
    duty, places = write_templates(folder=station.state)
    hours = tuple(f"{next_day()} {time}" for time in ("08:30", "18:00"))
    fill_sheet(duty, "shifts", [("100005", BEAT, "day", *hours, "")])
    done = station.fq("import", "shifts", str(duty))
    assert done.returncode == 0, done.stderr
    street = ("城关镇", "老城社区", "", "东街")
    doors = [
        (
            code,
            f"枫桥示范县城关镇老城社区东街{number}",
            f"东街{number}",
            *street,
            number,
            "",
            "",
            east,
            33.604,
            BEAT,
            "",
        )
        for _, _, code, number, east in HOTELS
    ]
    fill_sheet(places, "addresses", doors)
    rows = [(code, name, "hotel", door, "钱老板", "", "2020-05-01", "是", "", 40) for code, name, door, _, _ in HOTELS]
    fill_sheet(places, "premises", rows)
    done = station.fq("import", "places", str(places))
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("day")
    with real_station(folder) as station:
        set_up(station)
        with station.serving() as running:
            load_hotels(station)
            stop_the_clock(station, 8)
            yield running


def stops(page: Page) -> list[str]:
    """The places of what is still to come, in their order."""
    page.goto("/tasks/today/change/")
    return [one.split("·")[0].strip() for one in page.locator(".order .grow > .small:not(.muted)").all_inner_texts()]


def tap(page: Page, words: str) -> None:
    button = page.locator("main .button:visible, .bottom-action .button:visible", has_text=words).first
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= SMALLEST_TARGET
    button.tap()


def test_a_day_that_changes(served: Served, browsers: Browsers) -> None:
    chief = browsers.sign_in(served, "chief", "en-GB", viewport=DESK)
    chief.goto("/tasks/station/")
    chief.click("button:has-text('Make the lists now')")
    expect(chief.locator(".board")).to_contain_text("林小满")

    officer = browsers.sign_in(served, "officer", "en-GB", viewport=PHONE, has_touch=True, is_mobile=True)
    officer.goto("/tasks/today/")
    expect(officer.locator(".dayline")).to_be_visible()
    expect(officer.locator("#content")).to_contain_text("between")
    before = stops(officer)
    hotels = [one for one in before if one in {name for _, name, *_ in HOTELS}]
    assert len(hotels) == len(HOTELS), before

    second = officer.locator(".order li").nth(1)
    with officer.expect_response("**/move/"):
        second.locator("button:has-text('Earlier')").press("Enter")
    expect(officer.locator(".order li").first).to_contain_text(before[1])
    assert stops(officer) == [before[1], before[0], *before[2:]]

    put_off = hotels[-1]
    officer.locator(".order li", has_text=put_off).locator("a:has-text('Another day')").tap()
    officer.wait_for_url("**/postpone/")
    officer.check("[name=reason][value=asked]")
    tap(officer, "Put it off")
    officer.wait_for_url("**/tasks/today/")
    expect(officer.locator(".card", has_text="Put off to another day")).to_contain_text(put_off)
    assert put_off not in stops(officer)

    stop_the_clock(served.station, 10, 30)
    officer.goto("/tasks/today/held-up/")
    officer.fill("[name=starts]", "09:00")
    officer.fill("[name=ends]", "10:30")
    officer.fill("[name=incident_number]", "20260101-0007")
    tap(officer, "Plan the rest anew")
    officer.wait_for_url("**/tasks/today/")
    expect(officer.locator("#content")).to_contain_text("held up 09:00–10:30")
    expect(officer.locator(".dayline [data-state=away]")).to_be_visible()

    tap(officer, "Start")
    officer.goto("/tasks/today/")
    done = officer.locator("button:has-text('Done as usual')")
    expect(done).to_be_visible()
    done.tap()
    expect(officer.locator("#content")).to_contain_text("1 of")
    officer.locator("summary", has_text="How this list was made").tap()
    history = officer.locator(".timeline").last
    expect(history).to_contain_text("Plan 4")
    expect(history).to_contain_text("20260101-0007")
    officer.click("button:has-text('Make it again and compare')")
    expect(officer.locator("#replayed")).to_contain_text("Identical")

    chief.reload()
    expect(chief.locator(".board")).to_contain_text("1 /")
    expect(chief.locator("#content")).to_contain_text(put_off)
    assert not browsers.faults
