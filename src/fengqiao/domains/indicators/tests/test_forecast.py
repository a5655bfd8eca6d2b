"""The sheet of expected calls: citizens' calls alone, gaps left out, no look into another station."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import DAY, EAST_GATE, FERRY, OLD_TOWN, OTHER_STATION, STATION, Stage, at

from fengqiao.domains.incidents.contracts import Category, ImportedCall, Origin
from fengqiao.domains.indicators.public import forecast_sheet
from fengqiao.domains.indicators.tests.test_figures import call, load
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

EN = {"accept-language": "en"}
WEEKS = 12


def calls_of(unit_code: str, hour: int, per_day: int, *, origin: Origin = Origin.CALL_110) -> list[ImportedCall]:
    made = []
    for back in range(1, 7 * WEEKS + 1):
        day = DAY - datetime.timedelta(days=back)
        for number in range(per_day):
            one = call(len(made), at(hour, number % 60, day=day), Category.PUBLIC_ORDER, unit_code)
            made.append(dataclasses.replace(one, origin=origin, external_id=f"{hour}-{origin}-{one.external_id}"))
    return made


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """Old town: four calls each late shift, and two finds of officers; east gate and ferry: one each in daytime."""
    load(calls_of(OLD_TOWN, 20, 4))
    load(calls_of(OLD_TOWN, 21, 2, origin=Origin.OFFICER))
    load(calls_of(EAST_GATE, 10, 1))
    load(calls_of(FERRY, 11, 1))
    return stage


def test_seven_days_of_three_shifts_are_expected_of_what_citizens_reported_alone(busy: Stage) -> None:
    sheet = forecast_sheet(actor=busy.actor("chief"))
    assert sheet.station_code == STATION
    assert [row.unit_code for row in sheet.rows] == [OLD_TOWN, EAST_GATE]
    assert sheet.dates == tuple(DAY + datetime.timedelta(days=offset) for offset in range(7))
    old_town = sheet.rows[0]
    assert len(old_town.cells) == len(sheet.totals) == 21
    for cell in old_town.cells:
        assert cell.expected == pytest.approx(4.0 if cell.shift == "16–24" else 0.0, abs=0.01)
        assert cell.low <= cell.expected <= cell.high
        assert cell.usual * cell.weekday * cell.own * cell.area == pytest.approx(cell.expected)
    assert old_town.week == pytest.approx(28, abs=0.1)


def test_a_month_without_a_record_changes_nothing(busy: Stage) -> None:
    before = forecast_sheet(actor=busy.actor("chief"))
    old = [
        dataclasses.replace(
            one,
            external_id=f"old-{one.external_id}",
            received_at=one.received_at - datetime.timedelta(days=30 + 7 * WEEKS),
        )
        for one in calls_of(OLD_TOWN, 20, 4) + calls_of(EAST_GATE, 10, 1) + calls_of(FERRY, 11, 1)
    ]
    load(old)
    after = forecast_sheet(actor=busy.actor("chief"))
    assert after.history_days - before.history_days == 30 + 7 * WEEKS
    # The last and the first shift beside the silence cannot be told from it.
    assert after.known_days == 2 * before.known_days - 2
    assert after.rows[0].week == pytest.approx(before.rows[0].week, rel=0.02)


def test_with_less_than_two_weeks_nothing_is_claimed(stage: Stage, client: Client) -> None:
    load([call(number, at(12, day=DAY - datetime.timedelta(days=number + 1)), Category.TIP) for number in range(9)])
    assert forecast_sheet(actor=stage.actor("chief")).rows == ()
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    assert "Nothing to expect from yet" in client.get(reverse("indicators:forecast"), headers=EN).content.decode()


def test_a_station_outside_is_not_there_and_the_county_chooses_among_its_stations(busy: Stage) -> None:
    with pytest.raises(NotVisibleError):
        forecast_sheet(actor=busy.actor("chief"), station_code=OTHER_STATION)
    county = busy.actor("county_staff")
    sheet = forecast_sheet(actor=county, station_code=OTHER_STATION)
    assert [row.unit_code for row in sheet.rows] == [FERRY]
    assert {code for code, _ in sheet.stations} == {STATION, OTHER_STATION}
    with pytest.raises(NotAllowedError):
        forecast_sheet(actor=busy.actor("auxiliary"))


def test_the_page_shows_figure_range_and_why(busy: Stage, client: Client) -> None:
    client.force_login(busy.user("chief"))  # type: ignore[arg-type]
    page = client.get(reverse("indicators:forecast"), headers=EN).content.decode()
    assert "<strong>4.0</strong>" in page
    assert "usually 4.0 · this weekday × 1.00" in page
    assert "84 recorded days out of 84" in page
