"""Triggers, windows and settling events in words."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop, ngettext, pgettext

from fengqiao.domains.duties.wording.conditions import condition_words, enumeration
from fengqiao.domains.duties.wording.names import EVENT_KINDS, SUBJECT_KINDS, name_of
from fengqiao.engines.duties.contracts import MINUTES_PER_DAY, ResolvedWhen, Window
from fengqiao.engines.duties.triggers import (
    After,
    BecomesTrue,
    Campaign,
    CountedFrom,
    Cycle,
    DayKind,
    Every,
    Grouping,
    OnCalendar,
    Trigger,
    When,
)
from fengqiao.foundation.design.moments import minute_clock_words

CYCLES = {
    Cycle.DAY: gettext_noop("every day"),
    Cycle.WEEK: gettext_noop("every week"),
    Cycle.HALF_MONTH: gettext_noop("every half month"),
    Cycle.MONTH: gettext_noop("every month"),
    Cycle.QUARTER: gettext_noop("every quarter"),
    Cycle.HALF_YEAR: gettext_noop("every half year"),
    Cycle.YEAR: gettext_noop("every year"),
}
CALENDAR_PERIODS = {
    Cycle.DAY: gettext_noop("once in each day"),
    Cycle.WEEK: gettext_noop("once in each calendar week"),
    Cycle.HALF_MONTH: gettext_noop("once in each half of the month"),
    Cycle.MONTH: gettext_noop("once in each calendar month"),
    Cycle.QUARTER: gettext_noop("once in each calendar quarter"),
    Cycle.HALF_YEAR: gettext_noop("once in each half of the year"),
    Cycle.YEAR: gettext_noop("once in each calendar year"),
}
DAY_KINDS = {
    DayKind.EACH_DAY: gettext_noop("on each day"),
    DayKind.WORKING_DAY: gettext_noop("on each working day"),
    DayKind.SCHOOL_DAY: gettext_noop("on each school day"),
    DayKind.BEFORE_HOLIDAY: gettext_noop("on the last working day before a holiday"),
}
WEEKDAYS = (
    gettext_noop("on Mondays"),
    gettext_noop("on Tuesdays"),
    gettext_noop("on Wednesdays"),
    gettext_noop("on Thursdays"),
    gettext_noop("on Fridays"),
    gettext_noop("on Saturdays"),
    gettext_noop("on Sundays"),
)


def trigger_words(trigger: Trigger, *, subject_kind: str) -> str:
    """This function will say when a row asks for a task, in the active language."""
    match trigger:
        case Every():
            is_rolling = trigger.counted_from is CountedFrom.LAST_DONE
            return gettext((CYCLES if is_rolling else CALENDAR_PERIODS)[trigger.cycle])
        case After():
            return _after_words(trigger)
        case When():
            return _when_words(trigger, subject_kind)
        case OnCalendar():
            return gettext(DAY_KINDS[trigger.day_kind] if trigger.weekday is None else WEEKDAYS[trigger.weekday])
        case BecomesTrue():
            return _becomes_words(trigger)
        case Campaign(first, last):
            return gettext("once, from %(first)s to %(last)s") % {"first": first.isoformat(), "last": last.isoformat()}


def _after_words(trigger: After) -> str:
    event = name_of(trigger.event_kind, EVENT_KINDS)
    if trigger.days == (0,):
        words = gettext("on the day of: %(event)s") % {"event": event}
    else:
        days = enumeration(str(day) for day in trigger.days)
        words = ngettext("%(days)s day after: %(event)s", "%(days)s days after: %(event)s", max(trigger.days))
        words %= {"days": days, "event": event}
    return _with_conditions(words, trigger)


def _when_words(trigger: When, subject_kind: str) -> str:
    parameters = {
        "event": name_of(trigger.event_kind, EVENT_KINDS),
        "subject": name_of(subject_kind, SUBJECT_KINDS),
        "parties": name_of(trigger.party_kind, SUBJECT_KINDS),
        "ordinal": _ordinal(trigger.count),
        "days": trigger.within_days,
    }
    if trigger.count == 1:
        return _with_conditions(gettext("each time: %(event)s") % parameters, trigger)
    if trigger.grouping is Grouping.PARTIES:
        words = gettext("%(ordinal)s %(event)s between the same parties (%(parties)s) within %(days)d days")
    else:
        words = gettext("%(ordinal)s %(event)s at one %(subject)s within %(days)d days")
    return _with_conditions(words % parameters, trigger)


def _becomes_words(trigger: BecomesTrue) -> str:
    words = gettext("as soon as: %(conditions)s") % {"conditions": condition_words(trigger.conditions)}
    if trigger.again_after_days is None:
        return words
    days = trigger.again_after_days
    again = ngettext("again %(days)d day after it was done", "again %(days)d days after it was done", days)
    return gettext("; ").join((words, again % {"days": days}))


def _ordinal(count: int) -> str:
    words = {
        2: pgettext("n-th event", "second"),
        3: pgettext("n-th event", "third"),
        4: pgettext("n-th event", "fourth"),
        5: pgettext("n-th event", "fifth"),
    }
    return words[count] if count in words else gettext("%(count)dth") % {"count": count}


def _with_conditions(words: str, trigger: After | When) -> str:
    if not trigger.event_conditions:
        return words
    return gettext("%(trigger)s (%(conditions)s)") % {
        "trigger": words,
        "conditions": condition_words(trigger.event_conditions),
    }


def _due_words(days: int, *, opens_before: bool) -> str:
    if opens_before:
        words = ngettext("opens %(days)d day before it is due", "opens %(days)d days before it is due", days)
    else:
        words = ngettext("due within %(days)d day", "due within %(days)d days", days)
    return words % {"days": days}


def window_words(window: Window, trigger: Trigger) -> str:
    """This function will say within which hours and days a task may be done."""
    whole_day = window.opens_minute == 0 and window.closes_minute == MINUTES_PER_DAY
    parts = [gettext("any hour") if whole_day else f"{clock_of(window.opens_minute)}–{clock_of(window.closes_minute)}"]
    if window.due_days:
        opens_before = isinstance(trigger, Every) or (
            isinstance(trigger, OnCalendar) and trigger.day_kind is DayKind.BEFORE_HOLIDAY
        )
        parts.append(_due_words(window.due_days, opens_before=opens_before))
    if window.lapse_days is not None:
        days = window.lapse_days
        words = ngettext("lapses %(days)d day after it was due", "lapses %(days)d days after it was due", days)
        parts.append(words % {"days": days})
    return gettext("; ").join(parts)


def resolved_words(resolved: ResolvedWhen | None) -> str:
    """This function will say which event settles the task by itself, "" when none does."""
    if resolved is None:
        return ""
    words = name_of(resolved.event_kind, EVENT_KINDS)
    if not resolved.event_conditions:
        return words
    return gettext("%(trigger)s (%(conditions)s)") % {
        "trigger": words,
        "conditions": condition_words(resolved.event_conditions),
    }


def clock_of(minute: int) -> str:
    """This function will write minutes after midnight as 07:30."""
    return minute_clock_words(minute=minute)
