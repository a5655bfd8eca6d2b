"""How far a task may be put off, and who has to agree."""

from __future__ import annotations

import datetime
from typing import Final

from fengqiao.domains.tasks.contracts import PostponementRefusedError, TaskState

MOST_DAYS: Final = 30
"""Where the row names no last day: longer than a month is not put off but given up."""
POSTPONABLE: Final = frozenset({TaskState.READY, TaskState.SIGNED_FOR})


def last_day(*, closes_date: datetime.date | None, today: datetime.date) -> datetime.date:
    """This function will return the last day to which a task may be put off."""
    furthest = today + datetime.timedelta(days=MOST_DAYS)
    return furthest if closes_date is None else min(furthest, closes_date)


def check_postponement(
    *,
    state: TaskState,
    to_date: datetime.date,
    closes_date: datetime.date | None,
    today: datetime.date,
    is_promised: bool,
) -> None:
    """This function will refuse what cannot be put off to a day. Raises PostponementRefusedError.

    What is begun is finished or sent back; what was promised is first agreed anew with the person.
    """
    if state not in POSTPONABLE:
        raise PostponementRefusedError(reason="begun")
    if is_promised:
        raise PostponementRefusedError(reason="promised")
    last = last_day(closes_date=closes_date, today=today)
    if last <= today:
        raise PostponementRefusedError(reason="closes_today")
    if not today < to_date <= last:
        raise PostponementRefusedError(reason="day", last=last)
