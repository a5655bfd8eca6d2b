"""Breaks and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from fengqiao.domains.organisation.contracts.calendar import DayState
from fengqiao.foundation.calendar.contracts import BreakKind

BREAKS: Final[Mapping[BreakKind, Promise]] = {
    BreakKind.WINTER: pgettext_lazy("school break", "Winter break"),
    BreakKind.SUMMER: pgettext_lazy("school break", "Summer break"),
    BreakKind.OTHER: pgettext_lazy("school break", "Other break"),
}
DAYS: Final[Mapping[DayState, Promise]] = {
    DayState.SCHOOL_DAY: pgettext_lazy("calendar day", "school day"),
    DayState.BREAK: pgettext_lazy("calendar day", "school break"),
    DayState.WEEKEND: pgettext_lazy("calendar day", "weekend"),
    DayState.DAY_OFF: pgettext_lazy("calendar day", "holiday"),
    DayState.MOVED_WORKING_DAY: pgettext_lazy("calendar day", "moved working day"),
}
SIGNS: Final[Mapping[DayState, str]] = {
    DayState.SCHOOL_DAY: "lamp lamp-done",
    DayState.BREAK: "lamp lamp-warning",
    DayState.WEEKEND: "lamp lamp-idle",
    DayState.DAY_OFF: "lamp lamp-danger",
    DayState.MOVED_WORKING_DAY: "tag tag-action",
}


def break_text(kind: BreakKind) -> str:
    """This function will name a break."""
    return str(BREAKS[kind])


def day_text(state: DayState) -> str:
    """This function will say what a day is."""
    return str(DAYS[state])


def day_sign(state: DayState) -> str:
    """This function will name the sign of a day: a lamp, a tag for the exception."""
    return SIGNS[state]
