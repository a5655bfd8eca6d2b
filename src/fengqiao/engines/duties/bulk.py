"""The morning's work for a whole county at once: the same answer as `propose_tasks`, for millions of subjects.

Nearly every turn of a cycle is not open today. Which ones may be is found over plain numbers: the conditions are
decided once for each distinct combination of the facts that a row looks at, the last day done against the one day
that separates open from not yet, a first turn by its place in the spread. Only what is left becomes subjects, and
`propose_tasks`, the specification, decides about those. What is left must hold every subject with an open task; it
may hold more.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from itertools import compress

from fengqiao.engines.duties.conditions import FactValue, all_hold, facts_used
from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    DutyListNotInForceError,
    DutyRow,
    Event,
    Subject,
    TaskProposal,
    WorkingDays,
)
from fengqiao.engines.duties.cycles import next_due, period_of
from fengqiao.engines.duties.groups import LastDays, LastDone, SubjectGroup
from fengqiao.engines.duties.history import History
from fengqiao.engines.duties.proposals import CHINA_TIME, propose_tasks
from fengqiao.engines.duties.triggers import After, CountedFrom, Every, When
from fengqiao.primitives.date_span import DateSpan


@dataclass(frozen=True, slots=True)
class Population:
    """Whom the lists may be about: groups of many, and single subjects."""

    groups: Sequence[SubjectGroup] = ()
    subjects: Sequence[Subject] = ()


def propose_in_bulk(
    *,
    duty_list: DutyList,
    population: Population,
    events: Sequence[Event],
    last_done: LastDone,
    completions: Sequence[Completion],
    today: date,
    calendar: WorkingDays,
    school_breaks: Sequence[DateSpan] = (),
    zone: tzinfo = CHINA_TIME,
) -> list[TaskProposal]:
    """Return what `propose_tasks` returns for the same population and past, without labels and positions of groups.

    `last_done` holds the past of the rows with a cycle: when a turn was done is all they ask. `completions` holds
    the past of the other rows, task by task. Raises as propose_tasks.
    """
    if today < duty_list.effective_from:
        raise DutyListNotInForceError(f"{duty_list.code} takes effect on {duty_list.effective_from}")
    events_of: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        events_of[event.kind].append(event)
    done_of: dict[int, list[Completion]] = defaultdict(list)
    for completion in completions:
        done_of[completion.row_number].append(completion)
    proposals: list[TaskProposal] = []
    for row in duty_list.rows:
        if row.sunset_date < today:
            continue
        row_events = _events_of_row(row, events_of)
        if isinstance(row.trigger, Every):
            turns = _Turns(row, row.trigger, today, row.since_date or duty_list.effective_from)
            last = _with_resolved(row, last_done.of_row(row.number, row.subject_kind), row_events, today, zone)
            subjects = [*turns.of_groups(population.groups, last), *turns.of_subjects(population.subjects, last)]
            done = _completions(row, subjects, last_done.of_row(row.number, row.subject_kind))
        else:
            subjects = list(_of_other_row(row, population, row_events))
            known = {one.id for one in subjects}
            done = [one for one in done_of[row.number] if one.subject.id in known]
        if not subjects:
            continue
        proposals.extend(
            propose_tasks(
                duty_list=replace(duty_list, rows=(row,)),
                subjects=subjects,
                events=row_events,
                completions=done,
                today=today,
                calendar=calendar,
                school_breaks=school_breaks,
                zone=zone,
            )
        )
    return sorted(proposals, key=lambda task: (task.row_number, task.subject.key, task.uid))


def _events_of_row(row: DutyRow, events_of: Mapping[str, list[Event]]) -> list[Event]:
    kinds = {row.trigger.event_kind} if isinstance(row.trigger, After | When) else set()
    if row.resolved_when is not None:
        kinds.add(row.resolved_when.event_kind)
    return [event for kind in sorted(kinds) for event in events_of.get(kind, ())]


def _with_resolved(row: DutyRow, last: LastDays, events: Sequence[Event], today: date, zone: tzinfo) -> LastDays:
    """Return the last days with those added on which an event settled the turn."""
    if row.resolved_when is None:
        return last
    history = History(events=events, completions=(), zone=zone)
    settled: dict[str, int] = {}
    for dated in history.events_of(row.resolved_when.event_kind, row.resolved_when.event_conditions):
        for key in dated.event.subjects:
            if key.kind == row.subject_kind and dated.day <= today:
                settled[key.id] = max(settled.get(key.id, 0), dated.day.toordinal())
    return last.settled_by(settled)


def _completions(row: DutyRow, subjects: Sequence[Subject], last: LastDays) -> list[Completion]:
    return [
        Completion("", row.number, subject.key, date.fromordinal(day))
        for subject in subjects
        if (day := last.done_on(subject.id)) is not None
    ]


def _of_other_row(row: DutyRow, population: Population, events: Sequence[Event]) -> Iterator[Subject]:
    """Yield whom an event happened to; for days of the calendar everybody who meets the conditions."""
    by_event = isinstance(row.trigger, After | When)
    wanted = {key.id for event in events for key in event.subjects if key.kind == row.subject_kind}
    meets = _Meets(row)
    for subject in population.subjects:
        if subject.kind == row.subject_kind and (not by_event or subject.id in wanted):
            yield subject
    for group in population.groups:
        if group.kind != row.subject_kind or not meets(group.facts) or (by_event and wanted.isdisjoint(group.ids)):
            continue
        for index, one in enumerate(group.ids):
            if not by_event or one in wanted:
                yield group.subject(index)


class _Meets:
    """Whether facts meet a row's conditions, decided once for each combination of the facts that they name."""

    def __init__(self, row: DutyRow) -> None:
        self._conditions = row.requirements
        self._names = tuple(facts_used(self._conditions, {}))
        self._known: dict[tuple[tuple[type, FactValue], ...], bool] = {}

    def __call__(self, facts: Mapping[str, FactValue]) -> bool:
        if not self._conditions:
            return True
        # The type is part of the key: True == 1, and a flag is no number.
        key = tuple((type(value), value) for value in map(facts.get, self._names))
        if key not in self._known:
            self._known[key] = bool(all_hold(self._conditions, facts))
        return self._known[key]


class _Turns:
    """Which subjects of a row with a cycle may have an open turn."""

    def __init__(self, row: DutyRow, trigger: Every, today: date, in_force_from: date) -> None:
        self._row, self._trigger, self._today, self._from = row, trigger, today, in_force_from
        self._is_rolling = trigger.counted_from is CountedFrom.LAST_DONE
        self._period = period_of(day=today, cycle=trigger.cycle)
        window = row.window
        self._oldest, self._latest = _span_of_open_turns(trigger, window.due_days, window.lapse_days, today)
        self._first_turns: dict[date | None, tuple[int, int]] = {}

    def of_groups(self, groups: Sequence[SubjectGroup], last: LastDays) -> Iterator[Subject]:
        meets = _Meets(self._row)
        for group in groups:
            if group.kind != self._row.subject_kind or not meets(group.facts):
                continue
            if group.since_dates:
                for index, (one, since) in enumerate(zip(group.ids, group.since_dates, strict=True)):
                    if self._may_be_open(one, since, last.get(one)):
                        yield group.subject(index)
            else:
                for index in self._of_ids(group.ids, last):
                    yield group.subject(index)

    def of_subjects(self, subjects: Sequence[Subject], last: LastDays) -> Iterator[Subject]:
        kind = self._row.subject_kind
        for one in subjects:
            if one.kind == kind and self._may_be_open(one.id, one.since_date, last.get(one.id)):
                yield one

    def _of_ids(self, ids: Sequence[str], last: LastDays) -> list[int]:
        """The same as asking `_may_be_open` for each, with all that does not change taken out of the loop."""
        if not self._is_rolling:
            return [index for index, one in enumerate(ids) if self._may_be_open(one, None, last.get(one))]
        done = list(compress(range(len(ids)), map(last.within(self._oldest, self._latest).__contains__, ids)))
        days, most = self._first_turn(None)
        if most < 0:
            return done
        crc, prefix = zlib.crc32, zlib.crc32(f"{self._row.subject_kind}:".encode())
        first = [
            index for index in last.never(ids) if most >= days - 1 or crc(ids[index].encode(), prefix) % days <= most
        ]
        return sorted([*done, *first]) if first else done

    def _may_be_open(self, one: str, since: date | None, last: int | None) -> bool:
        is_first = last is None or not self._is_rolling
        if last is not None and not self._oldest <= last <= self._latest:
            return False
        if not is_first:
            return True
        days, most = self._first_turn(since)
        return most >= 0 and (most >= days - 1 or zlib.crc32(f"{self._row.subject_kind}:{one}".encode()) % days <= most)

    def _first_turn(self, since: date | None) -> tuple[int, int]:
        if since not in self._first_turns:
            self._first_turns[since] = self._spread(since)
        return self._first_turns[since]

    def _spread(self, since: date | None) -> tuple[int, int]:
        """Return over how many days first turns are spread and the last of them that is open; -1 for none."""
        today, lead = self._today, self._row.window.due_days
        if self._is_rolling:
            start = max(self._from, since or self._from)
            days = (next_due(done_date=start, cycle=self._trigger.cycle) - start).days
            return days, (today - start).days + lead if start <= today else -1
        first, last = self._period
        start = max(first, since or first)
        if start > today:
            return 1, -1
        return (last - start).days - min(lead, (last - start).days) + 1, (today - start).days


@lru_cache(maxsize=1024)
def _span_of_open_turns(trigger: Every, due_days: int, lapse_days: int | None, today: date) -> tuple[int, int]:
    """Return the first and the last day of being done last, as ordinals, after which a turn is open on a day.

    A later day of being done never makes a turn open earlier, so the days from one border to the other are it.
    """
    if trigger.counted_from is not CountedFrom.LAST_DONE:
        return 0, period_of(day=today, cycle=trigger.cycle)[0].toordinal() - 1
    day = timedelta(days=1)
    latest = today - day
    while next_due(done_date=latest, cycle=trigger.cycle) - timedelta(days=due_days) > today:
        latest -= day
    if lapse_days is None:
        return 0, latest.toordinal()
    oldest = latest
    while next_due(done_date=oldest, cycle=trigger.cycle) + timedelta(days=lapse_days) >= today:
        oldest -= day
    return oldest.toordinal() + 1, latest.toordinal()
