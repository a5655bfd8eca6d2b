"""What has happened so far, indexed once so that thousands of subjects are answered in one pass."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from fengqiao.engines.duties.conditions import Requirement, all_hold
from fengqiao.engines.duties.contracts import UID_SEPARATOR, Completion, DutyRow, Event, SubjectKey


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event and the local day it fell on."""

    day: date
    event: Event


class History:
    """Events by kind in order of time, completions by row and subject."""

    def __init__(self, *, events: Sequence[Event], completions: Sequence[Completion], zone: tzinfo) -> None:
        self._events: dict[str, list[DatedEvent]] = defaultdict(list)
        for event in sorted(events, key=lambda event: (event.at, event.id)):
            self._events[event.kind].append(DatedEvent(event.at.astimezone(zone).date(), event))
        self._done_uids = {completion.uid for completion in completions}
        self._answered: dict[int, set[tuple[SubjectKey, str]]] = defaultdict(set)
        self._done: dict[int, dict[SubjectKey, list[date]]] = defaultdict(lambda: defaultdict(list))
        for completion in sorted(completions, key=lambda completion: completion.completed_date):
            self._done[completion.row_number][completion.subject].append(completion.completed_date)
            if UID_SEPARATOR in completion.uid:
                middle = completion.uid.split(UID_SEPARATOR)[1]
                self._answered[completion.row_number].add((completion.subject, middle))

    def events_of(self, kind: str, conditions: tuple[Requirement, ...]) -> list[DatedEvent]:
        """Return the events of a kind whose facts are known to meet the conditions, oldest first."""
        dated = self._events.get(kind, [])
        return [one for one in dated if all_hold(conditions, one.event.facts)] if conditions else dated

    def is_done(self, uid: str) -> bool:
        """Tell whether the very task was completed."""
        return uid in self._done_uids

    def row_history(self, row: DutyRow) -> "RowHistory":
        """Return when the row was fulfilled for each subject: by its own tasks or by a resolving event."""
        done = {key: list(days) for key, days in self._done.get(row.number, {}).items()}
        resolved: dict[SubjectKey, list[date]] = {}
        if row.resolved_when is not None:
            resolving = self.events_of(row.resolved_when.event_kind, row.resolved_when.event_conditions)
            for dated in resolving:
                for key in dated.event.subjects:
                    if key.kind == row.subject_kind:
                        done.setdefault(key, []).append(dated.day)
                        resolved.setdefault(key, []).append(dated.day)
            for days in done.values():
                days.sort()
        return RowHistory(done, resolved, self._answered.get(row.number, set()))


class RowHistory:
    """The days on which one row was fulfilled, per subject."""

    def __init__(
        self,
        done: dict[SubjectKey, list[date]],
        resolved: dict[SubjectKey, list[date]],
        answered: set[tuple[SubjectKey, str]],
    ) -> None:
        self._done, self._resolved, self._answered = done, resolved, answered

    def last_done(self, key: SubjectKey, *, until: date) -> date | None:
        """Return the last day up to `until` on which the subject's turn was done."""
        days = [day for day in self._done.get(key, []) if day <= until]
        return days[-1] if days else None

    def done_since(self, key: SubjectKey, *, since: date, until: date) -> bool:
        """Tell whether the subject's turn was done between two days, both included."""
        return _any_between(self._done.get(key, ()), since, until)

    def resolved_since(self, key: SubjectKey, *, since: date, until: date) -> bool:
        """Tell whether an event settled the subject's turn between two days, both included."""
        return _any_between(self._resolved.get(key, ()), since, until)

    def is_answered(self, key: SubjectKey, *, event: str) -> bool:
        """Tell whether the very task of an event was done for the subject."""
        return (key, event) in self._answered


def _any_between(days: Sequence[date], since: date, until: date) -> bool:
    first = bisect_left(days, since)
    return first < len(days) and days[first] <= until
