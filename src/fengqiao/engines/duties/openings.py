"""From a trigger to the moments at which it opens a task, each with its reason."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.engines.duties.calendar_days import named_day
from fengqiao.engines.duties.contracts import DutyRow, Subject, SubjectKey, Window, WorkingDays
from fengqiao.engines.duties.cycles import next_due, period_of, spread_days
from fengqiao.engines.duties.history import DatedEvent, History, RowHistory
from fengqiao.engines.duties.triggers import After, CountedFrom, DayKind, Every, Grouping, OnCalendar, When
from fengqiao.primitives.date_span import DateSpan
from fengqiao.primitives.reason import Reason


@dataclass(frozen=True, slots=True)
class Opening:
    """A task that a trigger opens for a subject; `event` is the middle part of the task's identity."""

    subject: Subject
    event: str
    opens_date: date
    due_date: date
    closes_date: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the triggers of one row look at."""

    row: DutyRow
    subjects: Mapping[SubjectKey, Subject]
    history: History
    row_history: RowHistory
    today: date
    in_force_from: date
    calendar: WorkingDays
    school_breaks: Sequence[DateSpan]


def open_by_cycle(situation: Situation, trigger: Every) -> Iterator[Opening]:
    """Yield each subject whose turn of the cycle is open today."""
    if trigger.counted_from is CountedFrom.LAST_DONE:
        yield from _rolling_turns(situation, trigger)
        return
    for subject in situation.subjects.values():
        opening = _calendar_turn(situation, trigger, subject)
        if opening is not None:
            yield opening


def _rolling_turns(situation: Situation, trigger: Every) -> Iterator[Opening]:
    """Yield the turn that follows each subject's last one; those done last on one day share all but the subject."""
    following: dict[date, Opening] = {}
    for key, subject in situation.subjects.items():
        last = situation.row_history.last_done(key, until=situation.today)
        if last is None:
            yield _first_turn(situation, trigger, subject)
            continue
        turn = following.get(last)
        if turn is None:
            turn = following[last] = _next_turn(situation, trigger, subject, last)
        yield Opening(subject, turn.event, turn.opens_date, turn.due_date, turn.closes_date, turn.reason)


def _next_turn(situation: Situation, trigger: Every, subject: Subject, last: date) -> Opening:
    due, window = next_due(done_date=last, cycle=trigger.cycle), situation.row.window
    reason = Reason("cycle_due", {"cycle": trigger.cycle.value, "last_done": last, "due": due})
    opens = max(last + timedelta(days=1), due - timedelta(days=window.due_days))
    return Opening(subject, last.isoformat(), opens, due, _closes(due, window), reason)


def _first_turn(situation: Situation, trigger: Every, subject: Subject) -> Opening:
    """A first turn falls somewhere in the first cycle."""
    start, window = max(situation.in_force_from, subject.since_date or situation.in_force_from), situation.row.window
    cycle_days = (next_due(done_date=start, cycle=trigger.cycle) - start).days
    due = start + timedelta(days=spread_days(identity=f"{subject.kind}:{subject.id}", days=cycle_days))
    reason = Reason("never_done", {"cycle": trigger.cycle.value, "since": start, "due": due})
    opens = max(start, due - timedelta(days=window.due_days))
    return Opening(subject, "first", opens, due, _closes(due, window), reason)


def _calendar_turn(situation: Situation, trigger: Every, subject: Subject) -> Opening | None:
    """Return today's calendar period's turn, due on the subject's own day of the period."""
    first, last = period_of(day=situation.today, cycle=trigger.cycle)
    start = max(first, subject.since_date or first)
    if start > situation.today:
        return None
    if situation.row_history.done_since(subject.key, since=first, until=situation.today):
        return None
    lead = min(situation.row.window.due_days, (last - start).days)
    free_days = (last - start).days - lead + 1
    due = start + timedelta(days=lead + spread_days(identity=f"{subject.kind}:{subject.id}", days=free_days))
    before = situation.row_history.last_done(subject.key, until=situation.today)
    reason = Reason(
        "period_due",
        {
            "cycle": trigger.cycle.value,
            "period_from": first,
            "period_to": last,
            "last_done": before,
            "due": due,
        },
    )
    return Opening(subject, first.isoformat(), due - timedelta(days=lead), due, last, reason)


def open_after_event(situation: Situation, trigger: After) -> Iterator[Opening]:
    """Yield the follow-ups of each event for each of its subjects of the row's kind."""
    for dated in situation.history.events_of(trigger.event_kind, trigger.event_conditions):
        for days in trigger.days:
            opens = dated.day + timedelta(days=days)
            if opens > situation.today:
                continue
            due = opens + timedelta(days=situation.row.window.due_days)
            for subject in _subjects_of(situation, dated):
                reason = Reason(
                    "days_after_event",
                    {
                        "event_kind": dated.event.kind,
                        "event_id": dated.event.id,
                        "event_date": dated.day,
                        "days": days,
                    },
                )
                event = f"{dated.event.kind}:{dated.event.id}+{days}"
                yield Opening(subject, event, opens, due, _closes(due, situation.row.window), reason)


def open_when_repeated(situation: Situation, trigger: When) -> Iterator[Opening]:
    """Yield, per group, the first n-th event that nothing has answered yet.

    An event fires when it is the n-th, 2n-th … of its group in the days up to it: a rule that looks no
    further back than the window, so that dropping old events from the input changes no identity.
    Later firings of a group wait until the open one is done or has lapsed.
    """
    for group in _grouped(situation, trigger).values():
        for recent in _firings(group, trigger):
            opening = _repeat_opening(situation, trigger, recent)
            if opening is not None:
                yield opening
                break


def _grouped(situation: Situation, trigger: When) -> dict[object, list[DatedEvent]]:
    groups: dict[object, list[DatedEvent]] = defaultdict(list)
    for dated in situation.history.events_of(trigger.event_kind, trigger.event_conditions):
        if dated.day > situation.today:
            break
        if trigger.grouping is Grouping.PARTIES:
            parties = frozenset(key for key in dated.event.subjects if key.kind == trigger.party_kind)
            if len(parties) > 1:
                groups[parties].append(dated)
            continue
        for key in dict.fromkeys(dated.event.subjects):
            if key in situation.subjects:
                groups[key].append(dated)
    return groups


def _firings(group: Sequence[DatedEvent], trigger: When) -> Iterator[tuple[DatedEvent, ...]]:
    """Yield for each firing the events of the window up to and including the one that fires."""
    recent: deque[DatedEvent] = deque()
    for dated in group:
        recent.append(dated)
        while (dated.day - recent[0].day).days > trigger.within_days:
            recent.popleft()
        if len(recent) % trigger.count == 0:
            yield tuple(recent)


def _repeat_opening(situation: Situation, trigger: When, recent: tuple[DatedEvent, ...]) -> Opening | None:
    last = recent[-1]
    subject = next(_subjects_of(situation, last), None)
    if subject is None:
        return None
    due = last.day + timedelta(days=situation.row.window.due_days)
    closes = _closes(due, situation.row.window)
    if closes is not None and closes < situation.today:
        return None
    if _is_answered(situation, trigger, subject.key, last):
        return None
    reason = Reason(
        "repeated_events",
        {
            "event_kind": trigger.event_kind,
            "count": len(recent),
            "within_days": trigger.within_days,
            "grouping": trigger.grouping.value,
            "first_date": recent[0].day,
            "last_date": last.day,
            "event_ids": tuple(dated.event.id for dated in recent),
        },
    )
    return Opening(subject, f"{last.event.kind}:{last.event.id}", last.day, due, closes, reason)


def _is_answered(situation: Situation, trigger: When, key: SubjectKey, last: DatedEvent) -> bool:
    """Tell whether a firing was followed up. Two pairs at one address are answered each for itself."""
    history, today = situation.row_history, situation.today
    if trigger.grouping is Grouping.PARTIES:
        event = f"{last.event.kind}:{last.event.id}"
        return history.is_answered(key, event=event) or history.resolved_since(key, since=last.day, until=today)
    return history.done_since(key, since=last.day, until=today)


def open_on_calendar(situation: Situation, trigger: OnCalendar) -> Iterator[Opening]:
    """Yield each subject on the days of the calendar; undone, such a task lapses when it was due."""
    for opens, due, reason in _calendar_days(situation, trigger):
        closes = due + timedelta(days=situation.row.window.lapse_days or 0)
        for subject in situation.subjects.values():
            if subject.since_date is None or subject.since_date <= due:
                yield Opening(subject, due.isoformat(), opens, due, closes, reason)


def _calendar_days(situation: Situation, trigger: OnCalendar) -> Iterator[tuple[date, date, Reason]]:
    window, today = situation.row.window, situation.today
    lapse_days = window.lapse_days or 0
    before_holiday = trigger.day_kind is DayKind.BEFORE_HOLIDAY
    ahead = window.due_days if before_holiday else 0
    behind = lapse_days if before_holiday else lapse_days + window.due_days
    for offset in range(-behind, ahead + 1):
        day = today + timedelta(days=offset)
        parameters = named_day(
            trigger=trigger, day=day, calendar=situation.calendar, school_breaks=situation.school_breaks
        )
        if parameters is None:
            continue
        opens = day - timedelta(days=window.due_days) if before_holiday else day
        due = day if before_holiday else day + timedelta(days=window.due_days)
        yield opens, due, Reason("calendar_day", {"day_kind": trigger.day_kind.value, **parameters})


def _subjects_of(situation: Situation, dated: DatedEvent) -> Iterator[Subject]:
    for key in dict.fromkeys(dated.event.subjects):
        subject = situation.subjects.get(key)
        if subject is not None:
            yield subject


def _closes(due: date, window: Window) -> date | None:
    return None if window.lapse_days is None else due + timedelta(days=window.lapse_days)
