"""What lists would have asked for on past days: a simulation over what was known each morning. It writes nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final, NamedTuple

from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    Event,
    Subject,
    SubjectKey,
    TaskProposal,
    WorkingDays,
)
from fengqiao.engines.duties.proposals import CHINA_TIME, propose_tasks
from fengqiao.primitives.date_span import DateSpan

MORNING: Final = time(6, 30)
"""What happened before the day's lists are made is known to them; nothing later is."""
ONE_DAY: Final = timedelta(days=1)


class Assumption(StrEnum):
    """When a task is taken to be done: nobody knows, so a figure is given under each of the three."""

    ON_DUE_DAY = "on_due_day"  # on its due day, as far as the minutes reach; the rest waits
    WHEN_OPEN = "when_open"  # as soon as it is open, as far as the minutes reach
    NO_LIMIT = "no_limit"  # on its due day, however many minutes that takes


class DeskKey(NamedTuple):
    """A role at a place: what is done there is shared by those who hold it."""

    path: str
    role: str


@dataclass(frozen=True, slots=True)
class Desk:
    """`minutes` by day: what those who worked could give to the lists; `officers` by day: how many worked."""

    key: DeskKey
    minutes: Mapping[date, int]
    officers: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class BacktestWorld:
    """What is the same whichever lists are tried: the past as stored, the posts, the calendar.

    `completions` by list: what was really done before the first day; `desk_of_officer` by police number.
    """

    root_path: str
    first_date: date
    last_date: date
    subjects: Sequence[Subject]
    events: Sequence[Event]
    completions: Mapping[str, Sequence[Completion]]
    desks: Sequence[Desk]
    calendar: WorkingDays
    desk_of_officer: Mapping[str, DeskKey] = field(default_factory=dict)
    school_breaks: Sequence[DateSpan] = ()
    zone: tzinfo = CHINA_TIME


@dataclass(frozen=True, slots=True)
class SimulatedTask:
    """A task as the simulation saw it; `minutes` are those of all officers that it needs."""

    uid: str
    list_code: str
    row_number: int
    subject: SubjectKey
    label: str
    desk: DeskKey
    first_date: date
    due_date: date
    minutes: int
    done_date: date | None = None

    @property
    def last_date(self) -> date:
        """The last day on which it was on somebody's mind."""
        return max(self.due_date, self.done_date or self.due_date)


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A desk on a day: what was due in minutes, what was done of it, and the limit."""

    desk: DeskKey
    day: date
    due_minutes: int
    done_minutes: int
    done_tasks: int
    limit_minutes: int

    @property
    def minutes_over(self) -> int:
        return max(0, self.due_minutes - self.limit_minutes)


@dataclass(frozen=True, slots=True)
class BacktestRun:
    days: tuple[DeskDay, ...]
    tasks: tuple[SimulatedTask, ...]


class Backtest:
    """Lists run over past days, one `step` a day, so that who runs it can stop, tell how far it is, and go on."""

    def __init__(self, *, world: BacktestWorld, lists: Sequence[DutyList], assumption: Assumption) -> None:
        self._world = world
        self._assumption = assumption
        self._lists = [as_of(duty_list=one, day=world.first_date) for one in lists]
        self._events = sorted(world.events, key=lambda event: (event.at, event.id))
        self._moments = [event.at for event in self._events]
        self._completions = {one.code: list(world.completions.get(one.code, ())) for one in self._lists}
        self._desks = {desk.key: desk for desk in world.desks}
        self._tasks: dict[str, SimulatedTask] = {}
        self._days: list[DeskDay] = []
        self.next_date = world.first_date

    @property
    def is_finished(self) -> bool:
        return self.next_date > self._world.last_date

    def step(self) -> None:
        """Live through one day: propose, share out, do what the assumption says."""
        day, self.next_date = self.next_date, self.next_date + ONE_DAY
        by_desk: dict[DeskKey, list[TaskProposal]] = defaultdict(list)
        for proposal in self._propose(day):
            desk = self._desk_of(proposal)
            by_desk[desk].append(proposal)
            if proposal.uid not in self._tasks:
                self._tasks[proposal.uid] = _task_of(proposal, desk, day)
        for key in sorted({*by_desk, *self._desks}):
            self._days.append(self._live(key, by_desk.get(key, []), day))

    def result(self) -> BacktestRun:
        """Return every day lived so far and every task that was seen."""
        return BacktestRun(tuple(self._days), tuple(self._tasks[uid] for uid in sorted(self._tasks)))

    def _propose(self, day: date) -> list[TaskProposal]:
        known_until = datetime.combine(day, MORNING, self._world.zone)
        events = self._events[: bisect_right(self._moments, known_until)]
        return [
            proposal
            for one in self._lists
            for proposal in propose_tasks(
                duty_list=one,
                subjects=self._world.subjects,
                events=events,
                completions=self._completions[one.code],
                today=day,
                calendar=self._world.calendar,
                school_breaks=self._world.school_breaks,
                zone=self._world.zone,
            )
        ]

    def _desk_of(self, proposal: TaskProposal) -> DeskKey:
        """The officer whom the facts name; else the role at the nearest place upwards that has it; else nobody's."""
        named = self._world.desk_of_officer.get(str(proposal.subject.facts.get("officer_number") or ""))
        if named is not None:
            return named
        path = proposal.subject.beat_path or self._world.root_path
        holders = [key for key in self._desks if key.role == proposal.owner_role and path.startswith(key.path)]
        return max(holders, key=lambda key: len(key.path), default=DeskKey(self._world.root_path, proposal.owner_role))

    def _live(self, key: DeskKey, proposals: Sequence[TaskProposal], day: date) -> DeskDay:
        desk = self._desks.get(key)
        limit = desk.minutes.get(day, 0) if desk else 0
        due = [one for one in proposals if one.due_date <= day]
        chosen = proposals if self._assumption is Assumption.WHEN_OPEN else due
        left, done = limit, 0
        for proposal in sorted(chosen, key=_pressure):
            minutes = _minutes(proposal)
            if self._is_done(proposal, minutes, left, limit, day):
                left -= minutes
                done += 1
                self._complete(proposal, day)
        return DeskDay(key, day, sum(map(_minutes, due)), limit - left, done, limit)

    def _is_done(self, proposal: TaskProposal, minutes: int, left: int, limit: int, day: date) -> bool:
        """What is mandatory is done over the limit too; where nobody works, only on its very last day.

        A world without any desk asks nobody to do anything: there a task counts as answered on its due day.
        """
        if limit == 0 and self._desks:
            return proposal.mandatory and proposal.closes_date == day
        return proposal.mandatory or minutes <= left or self._assumption is Assumption.NO_LIMIT

    def _complete(self, proposal: TaskProposal, day: date) -> None:
        self._tasks[proposal.uid] = replace(self._tasks[proposal.uid], done_date=day)
        self._completions[proposal.list_code].append(
            Completion(proposal.uid, proposal.row_number, proposal.subject.key, day)
        )


def as_of(*, duty_list: DutyList, day: date) -> DutyList:
    """Return the list as if it were in force since a day: a row that is younger begins on that day."""
    rows = tuple(
        replace(row, since_date=min(row.since_date or duty_list.effective_from, day)) for row in duty_list.rows
    )
    return replace(duty_list, effective_from=min(duty_list.effective_from, day), rows=rows)


def _task_of(proposal: TaskProposal, desk: DeskKey, day: date) -> SimulatedTask:
    return SimulatedTask(
        uid=proposal.uid,
        list_code=proposal.list_code,
        row_number=proposal.row_number,
        subject=proposal.subject.key,
        label=proposal.subject.label or proposal.subject.id,
        desk=desk,
        first_date=day,
        due_date=proposal.due_date,
        minutes=_minutes(proposal),
    )


def _minutes(proposal: TaskProposal) -> int:
    return proposal.minutes * proposal.officers_needed


def _pressure(proposal: TaskProposal) -> tuple[bool, int, date, str]:
    return not proposal.mandatory, proposal.priority, proposal.due_date, proposal.uid
