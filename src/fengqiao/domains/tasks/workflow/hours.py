"""Who works on a day, and from when to when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.domains.organisation.contracts import ShiftKind, ShiftRecord

DAY_OPENS_MINUTE: Final = 8 * 60 + 30
DAY_CLOSES_MINUTE: Final = 18 * 60
"""The office day of somebody who is appointed and has no shift row of the kind `day`: 08:30–18:00 on working days."""
NOON_BREAK: Final = (12 * 60, 13 * 60)
EARLIEST_MINUTE: Final = 7 * 60
"""A day may open earlier than 08:30 for what has to begin earlier (the school guard), not earlier than this."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes after local midnight. `is_fixed`: a 24-hour duty, which never opens earlier."""

    opens_minute: int
    closes_minute: int
    is_fixed: bool


def hours_of_day(
    *,
    date: datetime.date,
    appointed: Iterable[int],
    absent: Iterable[int],
    shifts: Sequence[ShiftRecord],
    is_working_day: bool,
    zone: datetime.tzinfo,
) -> Mapping[int, Hours]:
    """This function will return who works on the day (staff id) and the hours that tasks may be planned into.

    A `day` shift gives its own hours. Who comes on 24-hour duty that day has the office hours of it. Who leaves
    duty that morning rests. Anybody else who is appointed works 08:30–18:00 on working days: stations keep no
    shift rows for ordinary days. Nobody on leave works.
    """
    midnight = datetime.datetime.combine(date, datetime.time(), zone)
    rostered: dict[int, Hours] = {}
    resting: set[int] = set()
    for shift in shifts:
        if shift.kind is ShiftKind.STANDBY:
            continue
        opens, closes = (_minute(moment, midnight) for moment in (shift.starts_at, shift.ends_at))
        if opens < 0 or closes <= 0:
            resting.add(shift.staff.id)
            continue
        closes = min(closes, DAY_CLOSES_MINUTE) if shift.kind is ShiftKind.ON_DUTY else min(closes, 24 * 60)
        opens = max(opens, DAY_OPENS_MINUTE) if shift.kind is ShiftKind.ON_DUTY else opens
        if opens < closes:
            rostered[shift.staff.id] = Hours(opens, closes, shift.kind is ShiftKind.ON_DUTY)
    away = set(absent)
    office = Hours(DAY_OPENS_MINUTE, DAY_CLOSES_MINUTE, False)
    default = {one: office for one in appointed if is_working_day and one not in resting}
    return {one: hours for one, hours in {**default, **rostered}.items() if one not in away}


def _minute(moment: datetime.datetime, midnight: datetime.datetime) -> int:
    return int((moment - midnight).total_seconds() // 60)
