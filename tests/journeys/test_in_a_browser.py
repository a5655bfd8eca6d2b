"""One call in three real browsers: taken by keyboard, seen elsewhere without a reload, handled with a thumb."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fengqiao.cli.browser import find_browser
from tests.prepared_station import copy_of
from tests.served_station import FIRST_PASSWORD, PASSWORD, RealStation, Served, plan_the_day

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright comes with ./fq test")
CHROMIUM = find_browser()
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SMALLEST_TARGET = 44
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
PATIENCE_MS = 60_000
"""How long a busy machine may take; how quickly a page answers is measured by the benchmarks."""
expect = sync_api.expect
expect.set_options(timeout=PATIENCE_MS)
Page = sync_api.Page


@pytest.fixture(scope="module")
def served(prepared_station: RealStation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with copy_of(prepared_station, tmp_path_factory.mktemp("browser")) as station, station.serving() as running:
        plan_the_day(station)
        yield running


@pytest.fixture
def browsers() -> Iterator[Browsers]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Browsers(chromium)
        chromium.close()


class Browsers:
    """People at their own screens; `faults` keeps what any of the pages complained of."""

    def __init__(self, chromium: object) -> None:
        self._chromium = chromium
        self.faults: list[str] = []

    def sign_in(self, served: Served, username: str, locale: str, **screen: object) -> Page:
        """This function will open a browser of its own and sign in by the pages, with a new password at first."""
        context = self._chromium.new_context(base_url=served.address, locale=locale, **screen)  # type: ignore[attr-defined]
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{username}: {error}"))
        page.on("console", lambda line: line.type == "error" and self.faults.append(f"{username}: {line.text}"))
        page.goto("/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", FIRST_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/password/**")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/password/" not in address)
        return page


def open_room(page: Page, heading: str) -> None:
    page.goto("/incidents/room/")
    expect(page.locator("h1")).to_have_text(heading)
    page.evaluate("window.notReloaded = true")


def take_by_keyboard(page: Page) -> str:
    """This function will take a call and send the recommended unit without a mouse; returns the number."""
    page.keyboard.press("n")
    page.wait_for_url("**/incidents/new/")
    page.keyboard.type("旅馆门口有人打架")
    expect(page.locator("#suggestion dl")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("东街12号")
    expect(page.locator("#addresses input[value=A1]")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/incidents/(?!new)[^/]*\d[^/]*/$"))
    page.keyboard.press("d")
    expect(page.locator("input[name=unit][value=CG-1]")).to_be_checked()
    page.keyboard.press("s")
    expect(page.locator("#pane .list-item", has_text="城关一号")).to_be_visible()
    return str(page.url).strip("/").rsplit("/", 1)[-1]


def press_the_button_of_each_step(page: Page) -> list[str]:
    """This function will tap the one main button until the phone asks for feedback; returns what it said."""
    said = []
    while True:
        button = page.locator("form[action$='/step/'] button")
        if not button.count():
            return said
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET
        said.append(button.inner_text())
        with page.expect_navigation():
            button.tap()


def test_one_call_from_the_desk_to_the_phone(served: Served, browsers: Browsers) -> None:
    dispatcher = browsers.sign_in(served, "dispatcher", "zh-CN", viewport=DESK)
    chief = browsers.sign_in(served, "chief", "en-GB", viewport=DESK)
    officer = browsers.sign_in(served, "officer", "en-GB", viewport=PHONE, has_touch=True, is_mobile=True)
    open_room(chief, "Command room")
    open_room(dispatcher, "综合指挥室")
    officer.goto("/incidents/orders/")
    expect(officer.locator("#content")).to_contain_text("No order")

    number = take_by_keyboard(dispatcher)

    line = chief.locator(f"li[data-id='{number}']")
    expect(line).to_contain_text("东街12号")
    expect(line).to_contain_text("城关一号")
    expect(officer.locator("#content")).to_contain_text("旅馆门口有人打架")
    said = press_the_button_of_each_step(officer)
    assert said[:3] == ["Sign for it", "Set out", "Arrived"], said
    expect(dispatcher.locator("#pane .timeline")).to_contain_text("城关一号到场")
    assert chief.evaluate("window.notReloaded"), "the command room learned of it by the stream alone"
    dispatcher.click("button:has-text('English')")
    expect(dispatcher.locator("#pane .timeline")).to_contain_text("is on scene")
    assert not browsers.faults
