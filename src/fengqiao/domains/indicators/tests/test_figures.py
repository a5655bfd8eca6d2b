from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, EAST_GATE, FERRY, OLD_TOWN, STATION, Stage, at

from fengqiao.domains.incidents.contracts import Category, ImportedCall, IncidentFilter, Origin
from fengqiao.domains.incidents.public import list_incidents, load_calls
from fengqiao.domains.indicators.public import (
    chain,
    handover_sheet,
    province_tree,
    risks,
    today_figures,
    year_on_year,
)
from fengqiao.engines.forecasting.changes import ChangeVerdict
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError

YEAR = datetime.timedelta(days=52 * 7)


def call(number: int, moment: datetime.datetime, category: Category, unit_code: str = OLD_TOWN) -> ImportedCall:
    return ImportedCall(
        source="test",
        external_id=f"{unit_code}-{category}-{number}",
        origin=Origin.CALL_110,
        category=category,
        subcategory="",
        text="吵架",
        caller_name="",
        caller_phone="",
        address_code="",
        place_text="",
        longitude=None,
        latitude=None,
        unit_code=unit_code,
        received_at=moment,
    )


def load(calls: list[ImportedCall]) -> None:
    load_calls(actor=SYSTEM, source="test", calls=calls)


def a_year(per_day_now: int, per_day_then: int, category: Category) -> list[ImportedCall]:
    calls = []
    for back in range(1, 29):
        for base, per_day in ((datetime.timedelta(0), per_day_now), (YEAR, per_day_then)):
            day = DAY - datetime.timedelta(days=back) - base
            calls += [call(len(calls) + number, at(12, number, day=day), category) for number in range(per_day)]
    return calls


def test_a_halved_count_is_a_clear_fall_and_opens_to_exactly_its_rows(stage: Stage) -> None:
    load(a_year(3, 8, Category.CRIMINAL))
    [criminal] = [one for one in year_on_year(actor=stage.actor("chief")) if one.code == "criminal_calls"]
    assert (criminal.this_count, criminal.base_count) == (84, 224)
    assert criminal.verdict is ChangeVerdict.CLEAR_FALL
    assert criminal.high_percent is not None
    assert criminal.high_percent < 0
    rows = list_incidents(
        actor=stage.actor("chief"),
        query=IncidentFilter(
            category=Category.CRIMINAL,
            from_at=at(0, day=criminal.from_date),
            to_at=at(0, day=criminal.to_date + datetime.timedelta(days=1)),
            under=stage.paths[STATION],
        ),
        limit=1000,
        after="",
    )
    assert len(rows) == criminal.this_count


def test_three_calls_against_two_say_nothing(stage: Stage) -> None:
    load(
        [call(number, at(12, day=DAY - datetime.timedelta(days=number + 1)), Category.CRIMINAL) for number in range(3)]
    )
    load(
        [
            call(10 + number, at(12, day=DAY - YEAR - datetime.timedelta(days=number + 1)), Category.CRIMINAL)
            for number in range(2)
        ]
    )
    verdicts = {one.verdict for one in year_on_year(actor=stage.actor("chief")) if one.code == "criminal_calls"}
    assert verdicts == {ChangeVerdict.TOO_SMALL}


def test_an_outage_is_left_out_on_both_sides_and_is_no_fall(stage: Stage) -> None:
    calls = a_year(5, 5, Category.CRIMINAL)
    gap = {DAY - datetime.timedelta(days=back) for back in range(1, 8)}
    load([one for one in calls if one.received_at.date() not in gap])
    [criminal] = [one for one in year_on_year(actor=stage.actor("chief")) if one.code == "criminal_calls"]
    assert (criminal.this_count, criminal.base_count, criminal.days_left_out) == (105, 105, 7)
    assert criminal.verdict is ChangeVerdict.NO_CLEAR_CHANGE


def test_the_last_24_hours_run_from_the_same_hour_of_yesterday(stage: Stage) -> None:
    yesterday = DAY - datetime.timedelta(days=1)
    load(
        [
            call(1, at(7, 59, day=yesterday), Category.CRIMINAL),
            call(2, at(8, 0, day=yesterday), Category.CRIMINAL),
            call(3, at(7, 59), Category.CRIMINAL),
        ]
    )
    [criminal] = [one for one in today_figures(actor=stage.actor("chief")) if one.code == "criminal_calls"]
    assert criminal.count == 2


def test_a_chief_counts_the_own_station_and_the_county_counts_all(stage: Stage) -> None:
    load([call(1, at(7), Category.DISPUTE), call(2, at(7), Category.DISPUTE, FERRY)])

    def disputes(name: str) -> int:
        return next(one.count for one in today_figures(actor=stage.actor(name)) if one.code == "dispute_calls")

    assert (disputes("chief"), disputes("other_chief"), disputes("county_staff")) == (1, 1, 2)


def test_the_chain_of_a_quiet_morning_is_zeros_not_an_error(stage: Stage) -> None:
    counts = chain(actor=stage.actor("chief"))
    assert (counts.lists_in_force, counts.incidents_received, counts.tasks_listed) == (0, 0, 0)


def test_an_auxiliary_sees_the_chain_but_no_figures(stage: Stage) -> None:
    assert chain(actor=stage.actor("auxiliary")).incidents_received == 0
    with pytest.raises(NotAllowedError):
        today_figures(actor=stage.actor("auxiliary"))


def test_nothing_runs_out_in_an_empty_station(stage: Stage) -> None:
    assert risks(actor=stage.actor("chief")) == []


def test_the_line_beside_a_figure_is_the_same_24_hours_of_each_week_and_ends_in_the_figure(stage: Stage) -> None:
    week = datetime.timedelta(weeks=1)
    load(
        [
            call(1, at(12, day=DAY - datetime.timedelta(days=1)), Category.CRIMINAL),
            call(2, at(7, 59), Category.CRIMINAL),
            call(3, at(7, 59, day=DAY - week), Category.CRIMINAL),
            call(4, at(8, day=DAY - week), Category.CRIMINAL),
            call(5, at(12, day=DAY - 2 * week), Category.DISPUTE),
        ]
    )
    figures = {one.code: one for one in today_figures(actor=stage.actor("chief"))}
    criminal = figures["criminal_calls"]
    assert len(criminal.weeks) == 13
    assert criminal.weeks[-2:] == (1, criminal.count)
    assert criminal.weeks[0] is None
    assert criminal.count == 2


def test_the_handover_sheet_covers_the_day_of_duty_up_to_the_last_eight(stage: Stage) -> None:
    load([call(1, at(7, 59), Category.DISPUTE, EAST_GATE)])
    sheet = handover_sheet(actor=stage.actor("chief"))
    assert sheet.to_at == at(8)
    assert sheet.incidents_received == 1


def test_the_tree_counts_only_what_the_actor_may_count(stage: Stage) -> None:
    rows = {row.code: row for row in province_tree(actor=stage.actor("chief"))}
    assert rows[STATION].incidents_28_days == 0
    assert rows["619999420000"].incidents_28_days is None
