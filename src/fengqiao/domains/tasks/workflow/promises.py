"""A time that was promised to somebody: the hours that it leaves a task on that day, and what can be promised."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from fengqiao.domains.tasks.contracts import PromiseRefusedError

PROMISE_GRACE_MINUTES: Final = 15
"""Somebody who was told three o'clock waits a quarter of an hour without being let down."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """The hours of a task on one day. What was promised to a person is as binding as what must be done."""

    opens_minute: int
    closes_minute: int
    is_binding: bool


def window_on(
    *,
    date: datetime.date,
    opens_minute: int,
    closes_minute: int,
    minutes: int,
    mandatory: bool,
    promised_date: datetime.date | None,
    promised_minute: int | None,
) -> DayWindow:
    """This function will return the hours of a task on a day, narrowed to the promised time where there is one."""
    if promised_minute is None or promised_date != date:
        return DayWindow(opens_minute, closes_minute, mandatory)
    return DayWindow(promised_minute, promised_minute + PROMISE_GRACE_MINUTES + minutes, True)


def check_promise(
    *, minute: int, minutes: int, opens_minute: int, closes_minute: int, shift: tuple[int, int], not_before: int
) -> None:
    """This function will refuse a time that the row's hours, the shift or the clock make empty words.

    Raises PromiseRefusedError.
    """
    if minute < not_before:
        raise PromiseRefusedError(reason="past")
    if minute < opens_minute or minute + minutes > closes_minute:
        raise PromiseRefusedError(reason="hours", opens=opens_minute, closes=closes_minute)
    if minute < shift[0] or minute + minutes > shift[1]:
        raise PromiseRefusedError(reason="shift", opens=shift[0], closes=shift[1])
