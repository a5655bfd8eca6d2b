"""What was taken on from outside the lists, in parts that each fit into a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.primitives.holiday_calendar import HolidayCalendar

LONGEST_PART_MINUTES: Final = 480
"""A shift's work; what takes longer is done on several days."""


@dataclass(frozen=True, slots=True)
class Part:
    """A day's part; `number` from 1."""

    number: int
    minutes: int
    opens_date: datetime.date
    due_date: datetime.date


def parts_of(*, minutes: int, today: datetime.date, calendar: HolidayCalendar) -> Sequence[Part]:
    """This function will share minutes over days: today and the working days after it; each part has a day's grace."""
    count = -(-minutes // LONGEST_PART_MINUTES)
    days = [today]
    while len(days) <= count:
        days.append(calendar.next_working_day(days[-1]))
    return [
        Part(
            number=number + 1,
            minutes=min(LONGEST_PART_MINUTES, minutes - number * LONGEST_PART_MINUTES),
            opens_date=days[number],
            due_date=days[number + 1],
        )
        for number in range(count)
    ]
