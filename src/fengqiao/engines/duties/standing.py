"""Openings that no event and no cycle raises: a condition that has become true, and a campaign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fengqiao.engines.duties.conditions import all_hold
from fengqiao.engines.duties.openings import Opening, Situation
from fengqiao.engines.duties.triggers import BecomesTrue, Campaign
from fengqiao.primitives.reason import Reason


def open_when_true(situation: Situation, trigger: BecomesTrue) -> Iterator[Opening]:
    """Yield each subject for which the condition is known to hold today and has not been answered.

    When a fact changed is not known, so the task opens on the day on which it is first asked for; its identity is
    the same on every later day. It stays open as long as the condition holds: nothing but the fact closes it.
    """
    for subject in situation.subjects.values():
        if not all_hold(trigger.conditions, subject.facts):
            continue
        last = situation.row_history.last_done(subject.key, until=situation.today)
        if last is not None and not _is_due_again(situation, trigger, last):
            continue
        event = "true" if last is None else f"true:{last.isoformat()}"
        due = situation.today + timedelta(days=situation.row.window.due_days)
        reason = Reason("condition_holds", {"last_done": last, "again_after_days": trigger.again_after_days})
        yield Opening(subject, event, situation.today, due, None, reason)


def _is_due_again(situation: Situation, trigger: BecomesTrue, last: date) -> bool:
    if trigger.again_after_days is None:
        return False
    return (situation.today - last).days >= trigger.again_after_days


def open_campaign(situation: Situation, trigger: Campaign) -> Iterator[Opening]:
    """Yield each subject that there is, from the first day on until the campaign is over or it was done."""
    closes = trigger.last_date + timedelta(days=situation.row.window.lapse_days or 0)
    reason = Reason("campaign", {"first_date": trigger.first_date, "last_date": trigger.last_date})
    for subject in situation.subjects.values():
        if subject.since_date is None or subject.since_date <= trigger.last_date:
            yield Opening(subject, "campaign", trigger.first_date, trigger.last_date, closes, reason)
