"""Which rows count for a figure: cohorts by due day, exemptions, distinct objects."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from fengqiao.engines.indicators.formulas import Share

# A dispute that comes back within this time was not settled for good.
REPEAT_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class DisputeOutcome:
    """When a dispute was due, and when it was settled and reopened, if it was."""

    due_date: date
    settled_date: date | None
    reopened_date: date | None = None


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """When a task was due and completed; `suspended` if a superior approved that it rests."""

    due_at: datetime
    completed_at: datetime | None
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class ArrivalOutcome:
    """How long an arrival took, and the target for its place; targets differ between town and country."""

    minutes: float
    target_minutes: float


def settled_of_due(*, outcomes: Iterable[DisputeOutcome], first_date: date, last_date: date, as_of_date: date) -> Share:
    """Return the disputes settled by the day of counting, of those due from the first to the last day.

    Both counts come from one cohort: a settlement of a dispute due in another period does not help.
    """
    due = [outcome for outcome in outcomes if first_date <= outcome.due_date <= last_date]
    settled = sum(item.settled_date is not None and item.settled_date <= as_of_date for item in due)
    return Share(part=settled, whole=len(due))


def repeats_of_settled(*, outcomes: Iterable[DisputeOutcome], first_date: date, last_date: date) -> Share:
    """Return the disputes reopened within 90 days, of those settled from the first to the last day."""
    repeats, settled = 0, 0
    for outcome in outcomes:
        if outcome.settled_date is None or not first_date <= outcome.settled_date <= last_date:
            continue
        settled += 1
        repeats += _is_repeat(settled_date=outcome.settled_date, reopened_date=outcome.reopened_date)
    return Share(part=repeats, whole=settled)


def visited_of_due(*, visited: AbstractSet[str], due: AbstractSet[str]) -> Share:
    """Return the visit coverage (走访率): distinct due objects visited; other visits do not count."""
    return Share(part=len(visited & due), whole=len(due))


def arrivals_in_time(*, arrivals: Iterable[ArrivalOutcome]) -> Share:
    """Return the arrivals within their target."""
    listed = list(arrivals)
    return Share(part=sum(item.minutes <= item.target_minutes for item in listed), whole=len(listed))


def tasks_on_time(*, outcomes: Iterable[TaskOutcome], now: datetime) -> Share:
    """Return the tasks completed by their due moment, of those due by now; suspended ones are exempt."""
    due = [outcome for outcome in outcomes if not outcome.suspended and outcome.due_at <= now]
    on_time = sum(item.completed_at is not None and item.completed_at <= item.due_at for item in due)
    return Share(part=on_time, whole=len(due))


def _is_repeat(*, settled_date: date, reopened_date: date | None) -> bool:
    if reopened_date is None:
        return False
    return settled_date <= reopened_date <= settled_date + timedelta(days=REPEAT_DAYS)
