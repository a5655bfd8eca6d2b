"""A station's morning: which tasks its duty list asks for, over everything that happened in a year."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fengqiao.bench.engines.timing import processor_seconds
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    DutyRow,
    Event,
    Subject,
    TaskTemplate,
    Window,
)
from fengqiao.engines.duties.proposals import CHINA_TIME, propose_tasks
from fengqiao.engines.duties.triggers import After, CountedFrom, Cycle, DayKind, Every, OnCalendar, Trigger, When
from fengqiao.primitives.holiday_calendar import HolidayCalendar

TODAY = date(2026, 3, 20)
YEAR_MINUTES = 365 * 24 * 60
SECONDS_GOAL = 0.5
TEMPLATE = TaskTemplate(steps=("look", "talk"), evidence=("note",), minutes=30)
KINDS, WEIGHTS = ("key_venue", "village", "household", "school"), (20, 1, 78, 1)
ROWS: Sequence[tuple[str, Trigger, Window]] = (
    ("key_venue", Every(Cycle.MONTH), Window(due_days=7)),
    ("village", Every(Cycle.HALF_MONTH, CountedFrom.CALENDAR), Window()),
    ("household", After("incident", (7, 30)), Window(7 * 60, 20 * 60, 3, 20)),
    ("household", When("incident", count=3, within_days=90), Window()),
    ("school", OnCalendar(DayKind.SCHOOL_DAY), Window()),
    ("household", Every(Cycle.YEAR), Window(due_days=30)),
)
"""Every kind of trigger that a list may use."""


def measure_proposals(*, subjects: int, events: int, seed: int, repeats: int) -> BenchFigure:
    """This function will time the proposals of one morning for a whole station."""
    dice = random.Random(seed)
    places = [Subject(kind, str(n)) for n, kind in enumerate(dice.choices(KINDS, WEIGHTS, k=subjects))]
    happened = [_event(n, dice.choice(places), dice) for n in range(events)]
    done = [Completion("earlier", 1, one.key, TODAY - timedelta(days=n % 60)) for n, one in enumerate(places)]
    calendar = HolidayCalendar(holidays=frozenset())
    seconds = processor_seconds(
        work=lambda: propose_tasks(
            duty_list=_list(), subjects=places, events=happened, completions=done, today=TODAY, calendar=calendar
        ),
        repeats=repeats,
    )
    return BenchFigure("propose_station_seconds", seconds, "s", goal=Goal("<=", SECONDS_GOAL))


def _list() -> DutyList:
    rows = tuple(
        DutyRow(
            number=number,
            duty="Visit",
            basis="list 1",
            owner_role="community_officer",
            subject_kind=kind,
            trigger=trigger,
            template=TEMPLATE,
            window=window,
            sunset_date=date(2030, 12, 31),
        )
        for number, (kind, trigger, window) in enumerate(ROWS, start=1)
    )
    return DutyList(code="community", version=1, effective_from=date(2026, 1, 1), rows=rows)


def _event(number: int, subject: Subject, dice: random.Random) -> Event:
    begins = datetime(TODAY.year - 1, TODAY.month, TODAY.day, tzinfo=CHINA_TIME)
    return Event(
        kind=dice.choice(("incident", "visit")),
        id=str(number),
        subjects=(subject.key,),
        at=begins + timedelta(minutes=dice.randrange(YEAR_MINUTES)),
    )
