"""A past for backtests and trials in tests: the shipped lists in force, one beat, one officer, what a test puts in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tests.kept_lists import publish_shipped
from tests.stage import DAY, OLD_TOWN, Stage

from fengqiao.domains.duties.contracts import PastQuery
from fengqiao.domains.duties.public import register_past_source
from fengqiao.engines.duties.backtesting import BacktestWorld, Desk, DeskKey
from fengqiao.engines.duties.contracts import Event, Subject, SubjectKey
from fengqiao.foundation.calendar.calendar import holiday_calendar

CHINA = ZoneInfo("Asia/Shanghai")
SHIFT_MINUTES = 500


@dataclass
class Past:
    """What the source answers, and how often it was asked."""

    stage: Stage
    subjects: list[Subject] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    asked: list[PastQuery] = field(default_factory=list)

    def answer(self, query: PastQuery) -> BacktestWorld:
        self.asked.append(query)
        calendar = holiday_calendar()
        count = (query.last_date - query.first_date).days + 1
        days = [query.first_date + datetime.timedelta(days=n) for n in range(count)]
        worked = [day for day in days if calendar.is_working_day(day)]
        key = DeskKey(self.stage.paths[OLD_TOWN], "community_officer")
        limit = SHIFT_MINUTES * query.share_percent // 100
        inside = [one for one in self.subjects if one.beat_path.startswith(query.station_path)]
        keys = {one.key for one in inside}
        return BacktestWorld(
            root_path=query.station_path,
            first_date=query.first_date,
            last_date=query.last_date,
            subjects=inside,
            events=[one for one in self.events if keys & set(one.subjects)],
            completions={},
            desks=[Desk(key, dict.fromkeys(worked, limit), dict.fromkeys(worked, 1))]
            if key.path.startswith(query.station_path)
            else [],
            calendar=calendar,
        )

    def address(self, code: str, *, beat: str = OLD_TOWN) -> Subject:
        subject = Subject("address", code, code, beat_path=self.stage.paths[beat])
        self.subjects.append(subject)
        return subject

    def quarrel(self, address: Subject, *, days_ago: int) -> None:
        moment = datetime.datetime.combine(DAY - datetime.timedelta(days=days_ago), datetime.time(21), CHINA)
        key = SubjectKey(address.kind, address.id)
        self.events.append(Event("quarrel", f"{address.id}-{days_ago}", (key,), moment))


def build_past(stage: Stage) -> Past:
    """This function will publish the shipped lists for the county and let a past be filled."""
    publish_shipped(effective_from=datetime.date(2026, 1, 1))
    past = Past(stage)
    register_past_source(source=past.answer)
    return past
