"""The stage of a morning: the shipped lists in force, and a source of subjects and events that a test may fill."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tests.kept_lists import publish_shipped
from tests.stage import DAY, OLD_TOWN, Stage, at

from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.public import register_duty_source
from fengqiao.engines.duties.contracts import Event, Subject, SubjectKey
from fengqiao.primitives.position import Position

COMMUNITY, PREVENTION = "community_duty_list", "prevention_duty_list"
CENTRES = {OLD_TOWN: (108.877, 33.604)}


@dataclass
class Town:
    """What the source answers: a test adds subjects and events, the morning asks."""

    stage: Stage
    subjects: list[Subject] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def answer(self, query: DutySourceQuery) -> DutySourceAnswer:
        subjects = [one for one in self.subjects if one.beat_path.startswith(query.under)]
        keys = {one.key for one in subjects}
        return DutySourceAnswer(subjects, [one for one in self.events if keys & set(one.subjects)])

    def add(
        self,
        subject_kind: str,
        code: str,
        /,
        *,
        beat: str = OLD_TOWN,
        number: int = 0,
        since: datetime.date = datetime.date(2025, 6, 2),
        **facts: object,
    ) -> Subject:
        """This function will put a subject into a beat; `number` moves it by some eighty metres."""
        longitude, latitude = 108.877 + 0.0009 * (number % 9), 33.604 + 0.0007 * (number // 9 % 9)
        subject = Subject(
            kind=subject_kind,
            id=code,
            label=f"{code}",
            position=Position(longitude, latitude),
            beat_path=self.stage.paths[beat],
            since_date=since,
            facts=facts,  # type: ignore[arg-type]
        )
        self.subjects.append(subject)
        return subject

    def happen(self, kind: str, code: str, subject: Subject, *, days_ago: int) -> None:
        """This function will let something happen to a subject in the evening, so many days ago."""
        moment = at(21, day=DAY - datetime.timedelta(days=days_ago))
        self.events.append(Event(kind, code, (SubjectKey(subject.kind, subject.id),), moment))

    def quarrel_of_two(self, code: str, address: Subject, *, days_ago: int) -> None:
        """This function will let the same two households quarrel at an address."""
        keys = (SubjectKey(address.kind, address.id), SubjectKey("household", "a"), SubjectKey("household", "b"))
        self.events.append(Event("quarrel", code, keys, at(21, day=DAY - datetime.timedelta(days=days_ago))))


def build_town(stage: Stage) -> Town:
    """This function will publish the shipped lists for the county and register an empty source."""
    publish_shipped(effective_from=datetime.date(2026, 1, 1))
    town = Town(stage)
    register_duty_source(name="places", source=town.answer)
    return town


def furnish(town: Town, *, venues: int = 4, households: int = 0, beat: str = OLD_TOWN) -> None:
    """This function will add venues that were never inspected (all overdue) and households."""
    for number in range(venues):
        town.add("key_venue", f"venue-{beat[-4:]}-{number}", beat=beat, number=number, kind="hotel")
    for number in range(households):
        town.add("household", f"household-{beat[-4:]}-{number}", beat=beat, number=number, is_renting=False)
