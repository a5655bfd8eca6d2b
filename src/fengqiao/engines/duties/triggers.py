"""What makes a row of a duty list produce a task."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from fengqiao.engines.duties.conditions import Requirement


class InvalidTriggerError(ValueError):
    """A trigger's parameters cannot produce a task."""

    code = "invalid_trigger"


class Cycle(StrEnum):
    """How often something is due."""

    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class CountedFrom(StrEnum):
    """Where a cycle starts."""

    LAST_DONE = "last_done"  # a month after the last visit, whenever that was
    CALENDAR = "calendar"  # once in each calendar period, e.g. each half of a month


class DayKind(StrEnum):
    """Which days of the calendar raise a task."""

    EACH_DAY = "each_day"
    WORKING_DAY = "working_day"
    SCHOOL_DAY = "school_day"
    WEEKDAY = "weekday"
    BEFORE_HOLIDAY = "before_holiday"  # the last working day before it


class Grouping(StrEnum):
    """What events must have in common to be counted together."""

    SUBJECT = "subject"  # the same subject of the row's kind, e.g. one address
    PARTIES = "parties"  # the same set of parties, e.g. the same two households


@dataclass(frozen=True, slots=True)
class Every:
    """Each subject once per cycle."""

    cycle: Cycle
    counted_from: CountedFrom = CountedFrom.LAST_DONE


@dataclass(frozen=True, slots=True)
class After:
    """So many days after an event, e.g. 7 and 30 days after a settlement."""

    event_kind: str
    days: tuple[int, ...]
    event_conditions: tuple[Requirement, ...] = ()

    def __post_init__(self) -> None:
        if not self.days or min(self.days) < 0 or len(set(self.days)) != len(self.days):
            raise InvalidTriggerError("days must be different whole numbers from 0 on")


@dataclass(frozen=True, slots=True)
class When:
    """The n-th event of a kind within some days, across subjects, e.g. the third quarrel at one address."""

    event_kind: str
    count: int
    within_days: int
    event_conditions: tuple[Requirement, ...] = ()
    grouping: Grouping = Grouping.SUBJECT
    party_kind: str = ""

    def __post_init__(self) -> None:
        if self.count < 1 or self.within_days < 1:
            raise InvalidTriggerError("count and within_days must be at least 1")
        if (self.grouping is Grouping.PARTIES) != bool(self.party_kind):
            raise InvalidTriggerError("party_kind goes with grouping by parties, and only with it")


@dataclass(frozen=True, slots=True)
class OnCalendar:
    """Days of the calendar; weekday counts from Monday = 0."""

    day_kind: DayKind
    weekday: int | None = None

    def __post_init__(self) -> None:
        if (self.day_kind is DayKind.WEEKDAY) != (self.weekday is not None):
            raise InvalidTriggerError("weekday goes with the day kind weekday, and only with it")
        if self.weekday is not None and self.weekday not in range(7):
            raise InvalidTriggerError(f"weekday {self.weekday} is not between 0 and 6")


@dataclass(frozen=True, slots=True)
class BecomesTrue:
    """A condition over the facts of a subject that has become true: once, and once done again only after some days."""

    conditions: tuple[Requirement, ...]
    again_after_days: int | None = None

    def __post_init__(self) -> None:
        if not self.conditions:
            raise InvalidTriggerError("conditions must not be empty: what is always true never becomes so")
        if self.again_after_days is not None and self.again_after_days < 1:
            raise InvalidTriggerError("again_after_days must be at least 1")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A directive to many units at once (专项行动): each subject once, between two days, then it is over."""

    first_date: date
    last_date: date

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise InvalidTriggerError("a campaign ends before it begins")


Trigger: TypeAlias = Every | After | When | OnCalendar | BecomesTrue | Campaign
