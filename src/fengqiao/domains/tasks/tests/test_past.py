"""What a backtest is told of a station's past: who could work, what was done before, what was known."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, OLD_TOWN, OTHER_STATION, STATION, Stage, at

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.duties.contracts import PastQuery
from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import appoint, record_leave
from fengqiao.domains.tasks.contracts import NewCompletion
from fengqiao.domains.tasks.public import load_completions, read_past
from fengqiao.domains.tasks.queries import sources
from fengqiao.domains.tasks.tests.morning_stage import COMMUNITY, Town, build_town, furnish
from fengqiao.engines.duties.backtesting import Assumption, Backtest, BacktestWorld, Desk, DeskKey
from fengqiao.foundation.scoping.contracts import SYSTEM

MONDAY = DAY - datetime.timedelta(days=2)
SUNDAY = DAY - datetime.timedelta(days=3)
OFFICE_MINUTES = 510
"""08:30–18:00 less the noon break."""


@pytest.fixture
def town(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(sources, "_sources", {})
    return build_town(stage)


def past_of(town: Town, *, first: datetime.date = SUNDAY, share: int = 60, unit: str = STATION) -> BacktestWorld:
    return read_past(PastQuery(town.stage.paths[unit], first, DAY - datetime.timedelta(days=1), (COMMUNITY,), share))


def desk(world: BacktestWorld, town: Town, place: str = OLD_TOWN) -> Desk:
    return next(one for one in world.desks if one.key == DeskKey(town.stage.paths[place], "community_officer"))


def test_a_desk_has_its_share_of_a_shift_on_working_days_only(town: Town) -> None:
    found = desk(past_of(town), town)
    assert found.minutes[MONDAY] == OFFICE_MINUTES * 60 // 100
    assert (found.minutes[SUNDAY], found.officers[SUNDAY]) == (0, 0)
    assert desk(past_of(town, share=30), town).minutes[MONDAY] == OFFICE_MINUTES * 30 // 100


def test_who_was_on_leave_could_give_nothing(town: Town) -> None:
    record_leave(actor=SYSTEM, leave=NewLeave("100005", MONDAY, MONDAY, "annual"))
    found = desk(past_of(town), town)
    assert (found.minutes[MONDAY], found.officers[MONDAY]) == (0, 0)
    assert found.minutes[MONDAY + datetime.timedelta(days=1)] > 0


def test_who_holds_two_posts_shares_one_shift(town: Town) -> None:
    appoint(actor=SYSTEM, staff_number="100005", role=Role.COMMUNITY_OFFICER, unit_code=STATION, from_date=SUNDAY)
    world = past_of(town)
    both = [desk(world, town).minutes[MONDAY], desk(world, town, STATION).minutes[MONDAY]]
    assert both == [OFFICE_MINUTES * 60 // 200] * 2


def test_only_what_was_done_before_the_first_day_is_told(town: Town) -> None:
    done = [
        NewCompletion(COMMUNITY, 6, "beat", OLD_TOWN, OLD_TOWN, "100005", at(10, day=day), 60)
        for day in (SUNDAY - datetime.timedelta(days=1), MONDAY)
    ]
    load_completions(actor=SYSTEM, completions=done)
    [known] = past_of(town).completions[COMMUNITY]
    assert known.completed_date == SUNDAY - datetime.timedelta(days=1)


def test_another_stations_past_is_not_told(town: Town) -> None:
    furnish(town)
    assert len(past_of(town).subjects) == 4
    assert not past_of(town, unit=OTHER_STATION).subjects


def test_without_desks_nobody_is_asked_about(town: Town) -> None:
    path = town.stage.paths[STATION]
    world = read_past(PastQuery(path, SUNDAY, MONDAY, (COMMUNITY,), 60, with_desks=False))
    assert (world.desks, world.desk_of_officer) == ((), {})


def test_the_shipped_list_lives_through_a_stations_week(town: Town) -> None:
    town.add("beat", OLD_TOWN)
    lists = [one.duty_list for one in duty_lists_in_force(on=DAY, path=town.stage.paths[STATION])]
    backtest = Backtest(world=past_of(town), lists=lists, assumption=Assumption.ON_DUE_DAY)
    while not backtest.is_finished:
        backtest.step()
    assert {task.desk for task in backtest.result().tasks if task.done_date} == {
        DeskKey(town.stage.paths[OLD_TOWN], "community_officer")
    }
