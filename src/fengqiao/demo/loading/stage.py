"""Builds the stage step by step; a step that stands is never built again, also after a kill in between."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model

from fengqiao.demo.contracts import NotADemoError, OtherDayError
from fengqiao.demo.county.contracts import County
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.loading.county_cache import COUNTY_FOLDER, county_for, stage_digest
from fengqiao.demo.loading.early_hours import EARLY_HOURS, live_until
from fengqiao.demo.loading.equipment import load_crews, load_inventory
from fengqiao.demo.loading.history import load_past_calls, load_promises
from fengqiao.demo.loading.lists import load_past_duties, publish_lists
from fengqiao.demo.loading.models import load_models
from fengqiao.demo.loading.organisation import load_duty, load_people, load_tree
from fengqiao.demo.loading.places import load_doors, load_ground, load_homes
from fengqiao.demo.loading.plans import load_plans
from fengqiao.demo.loading.staffing import load_staffing
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.simulation.contracts import ActTold, DayReading, Text
from fengqiao.foundation.simulation.story import read_day
from fengqiao.foundation.simulation.telling import note_loaded, open_day, play_once

DAWN, OPENS, CLOSES = datetime.time(6, 0), datetime.time(7, 25), datetime.time(8, 2)
"""The stage is built at dawn and lives until the doors open; the story ends after the next morning's last beat."""


@dataclass(frozen=True, slots=True)
class LoadingStep:
    code: str
    title: Text
    load: Callable[[County], int]


STEPS = (
    LoadingStep("tree", Text("组织：省、市、县、派出所、警务区", "Organisation: province to beats"), load_tree),
    LoadingStep("people", Text("民警、辅警和账号", "Officers, auxiliaries, sign-ins"), load_people),
    LoadingStep("duty", Text("班次、休假、包联村", "Shifts, leave, linked villages"), load_duty),
    LoadingStep("staffing", Text("兼职和勤务时间", "Committee seats, duty time"), load_staffing),
    LoadingStep("ground", Text("路网和底图", "Roads and map"), load_ground),
    LoadingStep("doors", Text("标准地址和场所", "Addresses and premises"), load_doors),
    LoadingStep("homes", Text("住户", "Households"), load_homes),
    LoadingStep("lists", Text("责任清单和负面清单", "Responsibility lists, negative list"), publish_lists),
    LoadingStep("duties", Text("一年来做过的工作", "A year of duties done"), load_past_duties),
    LoadingStep("calls", Text("一年来的警情", "A year of calls"), load_past_calls),
    LoadingStep("promises", Text("调解后的承诺", "Promises out of settled disputes"), load_promises),
    LoadingStep("crews", Text("处置单元", "Units"), load_crews),
    LoadingStep("cameras", Text("摄像头台账", "Camera inventory"), load_inventory),
    LoadingStep("plans", Text("处置预案", "Contingency plans"), load_plans),
    LoadingStep("models", Text("应用模型及其试运行", "Application models and their trials"), load_models),
)
Progress = Callable[[Text, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""
GENERATING = Text("生成示范县", "Generating the county")


@dataclass(frozen=True, slots=True)
class StageWish:
    """Which county on which day; `state_dir` keeps what was generated."""

    seed: int
    date: datetime.date
    state_dir: Path

    def county(self) -> County:
        """This function will return the county, generated once."""
        return county_for(seed=self.seed, date=self.date, folder=self.state_dir / COUNTY_FOLDER)


def ensure_stage(*, wish: StageWish, report: Progress) -> tuple[DayReading, bool]:
    """This function will load what is missing; returns the day and whether anything was loaded.

    Raises NotADemoError where a real station lives, OtherDayError where another day is told.
    """
    day = read_day()
    if day is None:
        refuse_real_station()
        set_clock(at=_moment(wish.date, DAWN), rate=0)
        open_day(
            seed=wish.seed,
            date=wish.date,
            digest=stage_digest(),
            opens_at=_moment(wish.date, OPENS),
            closes_at=_moment(wish.date + datetime.timedelta(days=1), CLOSES),
        )
    elif (day.seed, day.date) != (wish.seed, wish.date):
        raise OtherDayError(
            f"This database tells seed {day.seed} on {day.date}, not seed {wish.seed} on {wish.date}. "
            "Add --fresh to drop it and make the other one."
        )
    if day is not None and day.is_loaded:
        return day, False
    _load(wish=wish, report=report)
    loaded = read_day()
    if loaded is None:
        raise RuntimeError("the day that was just loaded is gone")
    return loaded, True


def _load(*, wish: StageWish, report: Progress) -> None:
    total = len(STEPS) + 2
    report(GENERATING, 0, total)
    county = wish.county()
    for done, step in enumerate(STEPS, start=1):
        report(step.title, done, total)
        play_once(
            code=f"load/{step.code}",
            at=_moment(wish.date, DAWN),
            act=lambda step=step: ActTold(result={"rows": step.load(county)}),  # type: ignore[misc]
        )
    report(EARLY_HOURS, total - 1, total)
    live_until(moment=_moment(wish.date, OPENS))
    note_loaded()
    report(EARLY_HOURS, total, total)


def refuse_real_station() -> None:
    """This function will raise NotADemoError where people are known that no demonstration has made."""
    if get_user_model().objects.exists():
        raise NotADemoError(
            "This database holds a real station. The demonstration never touches one: "
            "leave DATABASE_URL out, or give it an empty database."
        )


def _moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(date, time, CHINA_TIME)
