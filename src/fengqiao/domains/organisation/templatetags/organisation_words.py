"""Roles, bodies, kinds of time and decisions in templates."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.utils.formats import date_format

from fengqiao.domains.organisation.contracts import (
    AdviceDecision,
    BodyKind,
    MatterKind,
    Movement,
    TimeKind,
)
from fengqiao.domains.organisation.contracts.calendar import DayState
from fengqiao.domains.organisation.wording import (
    body_text,
    decision_text,
    matter_kind_text,
    movement_text,
    premises_text,
    role_text,
    time_kind_text,
)
from fengqiao.domains.organisation.wording.calendar import break_text, day_text
from fengqiao.domains.organisation.wording.calendar import day_sign as sign_of_day
from fengqiao.domains.organisation.wording.rosters import group_text, roster_state_text, swap_state_text
from fengqiao.foundation.calendar.contracts import BreakKind

register = template.Library()


@register.filter
def roster_state(state: str) -> str:
    """This function will name the state of a roster."""
    return roster_state_text(state)


@register.filter
def swap_state(state: str) -> str:
    """This function will name the state of a swap."""
    return swap_state_text(state)


@register.filter
def rostered_group(group: str) -> str:
    """This function will name a group that a shift wants people of."""
    return group_text(group)


@register.filter
def role_name(role: str) -> str:
    """This function will name a role."""
    return role_text(role)


@register.filter
def body_name(kind: BodyKind) -> str:
    """This function will name the kind of a body."""
    return body_text(kind)


@register.filter
def matter_way(kind: MatterKind) -> str:
    """This function will say which way a matter went."""
    return matter_kind_text(kind)


@register.filter
def time_kind(kind: TimeKind) -> str:
    """This function will name where duty time went."""
    return time_kind_text(kind)


@register.filter
def movement_name(movement: Movement) -> str:
    """This function will name a movement of strength."""
    return movement_text(movement)


@register.filter
def decision_name(decision: AdviceDecision) -> str:
    """This function will name a decision."""
    return decision_text(decision)


@register.filter
def premises_list(premises: dict[str, int]) -> str:
    """This function will list premises by kind, most first; kinds without a name of their own are added up."""
    counted: dict[str, int] = {}
    for kind, count in premises.items():
        counted[premises_text(kind)] = counted.get(premises_text(kind), 0) + count
    return " · ".join(f"{name} {count}" for name, count in sorted(counted.items(), key=lambda one: -one[1]))


@register.simple_tag
def standing(share: float | None, least: float) -> dict[str, Any]:
    """This function will say whether a share reaches what is written: for a lamp with a word beside it."""
    return {"is_known": share is not None, "is_short": share is not None and share < least}


@register.filter
def break_name(kind: BreakKind) -> str:
    """This function will name a school break."""
    return break_text(kind)


@register.filter
def day_name(state: DayState) -> str:
    """This function will say what a day of the calendar is."""
    return day_text(state)


@register.filter
def day_sign(state: DayState) -> str:
    """This function will name the classes of a day's sign."""
    return sign_of_day(state)


@register.filter
def weekday_short(date: datetime.date) -> str:
    """This function will name a weekday as narrowly as a column of a month: Mo, 一."""
    name = date_format(date, "D")
    return name[:2] if name.isascii() else name[-1]
