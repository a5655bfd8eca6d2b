"""Words of alarms for templates."""

from __future__ import annotations

from django import template

from fengqiao.domains.incidents.contracts import AlarmStepRecord
from fengqiao.domains.incidents.wording import alarm_text, people_text, rung_text

register = template.Library()


@register.filter
def alarm_name(kind: str) -> str:
    return alarm_text(kind=kind)


@register.filter
def rung_name(rung: str) -> str:
    return rung_text(rung=rung)


@register.filter
def told_people(step: AlarmStepRecord) -> str:
    """This filter will name who was told at a step of the chain."""
    return people_text(rung=step.rung, people=list(step.people))
