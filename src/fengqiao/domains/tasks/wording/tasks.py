"""Codes and reasons in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fengqiao.domains.tasks.contracts import CompletionResult, TaskKind, TaskState
from fengqiao.domains.tasks.wording.days import REASONS as DAY_REASONS
from fengqiao.domains.tasks.wording.outside import REASONS as OUTSIDE_REASONS
from fengqiao.foundation.design.moments import minute_clock_words
from fengqiao.primitives.reason import Reason


def in_language(zh: str, en: str) -> str:
    """This function will choose the text of a list in the language of the page."""
    return en if en and (translation.get_language() or "").startswith("en") else zh


def state_text(state: str) -> str:
    """This function will name a state."""
    return {
        TaskState.READY: gettext("to do"),
        TaskState.SIGNED_FOR: gettext("signed for"),
        TaskState.IN_PROGRESS: gettext("in progress"),
        TaskState.COMPLETED: gettext("completed"),
        TaskState.SENT_BACK: gettext("sent back"),
        TaskState.CANCELLED: gettext("no longer asked for"),
        TaskState.LAPSED: gettext("lapsed"),
    }[TaskState(state)]


def kind_text(kind: str) -> str:
    """This function will name the kind of a task."""
    return {
        TaskKind.PRESCRIBED: gettext("prescribed task"),
        TaskKind.PUSHED: gettext("pushed task"),
        TaskKind.DIRECTIVE: gettext("directive task"),
    }[TaskKind(kind)]


def result_text(result: str) -> str:
    """This function will name what came of a task."""
    return {
        CompletionResult.DONE: gettext("done"),
        CompletionResult.NOBODY_THERE: gettext("nobody there"),
        CompletionResult.DECLINED: gettext("declined"),
    }[CompletionResult(result)]


def entry_text(what: str) -> str:
    """This function will word a line of the timeline."""
    words = {
        "listed": gettext("put on the list"),
        "sign_for": gettext("signed for"),
        "start": gettext("started"),
        "complete": gettext("completed"),
        "send_back": gettext("sent back"),
        "assign": gettext("assigned by a leader"),
        "cancel": gettext("no longer asked for by any list"),
        "cancel_as_duplicate": gettext("cancelled as a duplicate"),
        "reopen": gettext("asked for again"),
        "lapse": gettext("lapsed: its time has passed"),
        "substitute": gettext("reassigned: the officer is on leave"),
        "handed_over": gettext("handed over: the officer does not work today"),
        "nobody": gettext("without an officer: on leave, nobody stands in"),
        "returned": gettext("back with its own officer"),
        "promise_time": gettext("a time was promised"),
        "release_promise": gettext("the promised time was agreed anew"),
        "postpone": gettext("postponed"),
        "ask_to_postpone": gettext("a leader was asked to agree to postpone it"),
        "refuse_to_postpone": gettext("not to be postponed"),
        "taken_on": gettext("taken on by a leader from outside the lists"),
        "take_waiting_task": gettext("taken from the queue by the officer"),
        "assign_waiting_task": gettext("given from the queue by a leader"),
        "comes_along": gettext("who comes along"),
        "add_own_work": gettext("added on the officer's own initiative"),
    }
    return words.get(what, what)


def cycle_text(cycle: str) -> str:
    """This function will word how often something is due."""
    return {
        "day": gettext("once a day"),
        "week": gettext("once a week"),
        "half_month": gettext("once in half a month"),
        "month": gettext("once a month"),
        "quarter": gettext("once a quarter"),
        "half_year": gettext("once in half a year"),
        "year": gettext("once a year"),
    }.get(cycle, cycle)


def event_text(kind: str) -> str:
    """This function will name the kind of an event that raises tasks."""
    return {
        "quarrel": gettext("quarrel call"),
        "incident_closed": gettext("closed incident"),
        "domestic_violence": gettext("report of domestic violence"),
        "fraud_warning": gettext("fraud warning"),
        "dispute_registered": gettext("registered dispute"),
        "dispute_settled": gettext("settled dispute"),
        "obligation_due": gettext("promise that falls due"),
        "obligation_broken": gettext("broken promise"),
        "trouble_spot_reported": gettext("report of a trouble spot"),
        "task_completed": gettext("completed task"),
    }.get(kind, kind)


def fact_pair(name: str, value: Any) -> tuple[str, str]:
    """This function will name a fact that a condition looked at, and its value."""
    names = {
        "tier": gettext("Tier"),
        "kind": gettext("Kind"),
        "capacity": gettext("Capacity"),
        "is_renting": gettext("Renting"),
        "has_car_park": gettext("Car park"),
        "officer_number": gettext("Police number"),
    }
    values = {
        "monthly": gettext("looked at each month"),
        "quarterly": gettext("looked at each quarter"),
        "half_yearly": gettext("looked at each half year"),
        "True": gettext("yes"),
        "False": gettext("no"),
    }
    text = "、".join(value) if isinstance(value, tuple) else str(value)
    return names.get(name, name), values.get(text, text)


def reason_text(reason: Reason) -> str:
    """This function will say in a sentence why a task is there, or why it is not in the day."""
    word = _WORDS.get(reason.code) or DAY_REASONS.get(reason.code) or OUTSIDE_REASONS.get(reason.code)
    return word(reason.parameters) if word else reason.code


def reason_of(plain: Mapping[str, Any]) -> Reason:
    """This function will read a stored reason."""
    return Reason(plain["code"], plain.get("parameters", {}))


def _day(value: Any) -> str:
    if not value:
        return "—"
    date = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
    return date_format(date, gettext("j M"))


def _clock(value: Any) -> str:
    return minute_clock_words(minute=float(value))


def _never_done(values: Mapping[str, Any]) -> str:
    return gettext("%(cycle)s; never done yet, due on %(due)s") % {
        "cycle": cycle_text(str(values["cycle"])),
        "due": _day(values["due"]),
    }


def _cycle_due(values: Mapping[str, Any]) -> str:
    return gettext("%(cycle)s; last done on %(last)s, due on %(due)s") % {
        "cycle": cycle_text(str(values["cycle"])),
        "last": _day(values["last_done"]),
        "due": _day(values["due"]),
    }


def _period_due(values: Mapping[str, Any]) -> str:
    return gettext("%(cycle)s; not done yet between %(first)s and %(last)s, due on %(due)s") % {
        "cycle": cycle_text(str(values["cycle"])),
        "first": _day(values["period_from"]),
        "last": _day(values["period_to"]),
        "due": _day(values["due"]),
    }


def _days_after_event(values: Mapping[str, Any]) -> str:
    days = int(values["days"])
    if days == 0:
        return gettext("%(event)s on %(day)s") % {
            "event": event_text(str(values["event_kind"])),
            "day": _day(values["event_date"]),
        }
    return ngettext("%(days)d day after: %(event)s on %(day)s", "%(days)d days after: %(event)s on %(day)s", days) % {
        "days": days,
        "event": event_text(str(values["event_kind"])),
        "day": _day(values["event_date"]),
    }


def _repeated_events(values: Mapping[str, Any]) -> str:
    return gettext("%(event)s no. %(count)d within %(days)d days, from %(first)s to %(last)s") % {
        "event": event_text(str(values["event_kind"])),
        "count": int(values["count"]),
        "days": int(values["within_days"]),
        "first": _day(values["first_date"]),
        "last": _day(values["last_date"]),
    }


def _calendar_day(values: Mapping[str, Any]) -> str:
    kind = str(values["day_kind"])
    if kind == "before_holiday":
        return gettext("the last working day before the holiday of %(first)s to %(last)s") % {
            "first": _day(values["holiday_from"]),
            "last": _day(values["holiday_to"]),
        }
    words = {
        "each_day": gettext("each day of the calendar"),
        "working_day": gettext("every working day"),
        "school_day": gettext("every school day"),
        "weekday": gettext("every week on this day"),
    }
    return words.get(kind, kind)


def _condition_holds(values: Mapping[str, Any]) -> str:
    if values.get("last_done") is None:
        return gettext("the condition of the row has become true")
    return gettext("the condition of the row still holds, last done on %(day)s") % {"day": _day(values["last_done"])}


_WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "never_done": _never_done,
    "cycle_due": _cycle_due,
    "period_due": _period_due,
    "days_after_event": _days_after_event,
    "repeated_events": _repeated_events,
    "calendar_day": _calendar_day,
    "condition_holds": _condition_holds,
    "campaign": lambda values: (
        gettext("campaign from %(first)s to %(last)s")
        % {"first": _day(values["first_date"]), "last": _day(values["last_date"])}
    ),
    "day_full": lambda values: (
        gettext("the day has its %(places)d places, the most there may be (several tasks at one place count once)")
        % {"places": int(values["places"])}
    ),
    "no_time": lambda _: gettext("the hours of the shift are not enough for it beside what is more pressing"),
    "outside_window": lambda values: (
        gettext("its hours %(first)s–%(last)s do not fit into the shift")
        % {"first": _clock(values["opens_minute"]), "last": _clock(values["closes_minute"])}
    ),
    "mandatory_conflict": lambda _: gettext("clashes with other tasks that must be done: tell the duty leader"),
    "officer_absent": lambda _: gettext("the officer does not work today"),
    "not_listed": lambda _: gettext("came after the list was made"),
}
