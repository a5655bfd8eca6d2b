"""Words of the lists for templates."""

from __future__ import annotations

from django import template

from fengqiao.domains.duties.contracts import Text
from fengqiao.domains.duties.wording.languages import in_active
from fengqiao.domains.duties.wording.names import (
    BOUNDARIES,
    CHANGES,
    EVENT_KINDS,
    FACT_FORMS,
    FACTS,
    LIST_KINDS,
    LIST_STATES,
    OUTCOMES,
    SUBJECT_KINDS,
    name_of,
)

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """This function will give a text of a list in the reader's language."""
    return in_active(text) if text else ""


@register.filter
def side_name(side: str) -> str:
    return name_of(side, BOUNDARIES)


@register.filter
def list_kind_name(kind: str) -> str:
    return name_of(kind, LIST_KINDS)


@register.filter
def list_state_name(state: str) -> str:
    return name_of(state, LIST_STATES)


@register.filter
def outcome_name(outcome: str) -> str:
    return name_of(outcome, OUTCOMES)


@register.filter
def change_name(kind: str) -> str:
    return name_of(kind, CHANGES)


@register.filter
def subject_kind_name(kind: str) -> str:
    return name_of(kind, SUBJECT_KINDS)


@register.filter
def event_kind_name(kind: str) -> str:
    return name_of(kind, EVENT_KINDS)


@register.filter
def fact_name(fact: str) -> str:
    return name_of(fact, FACTS)


@register.filter
def fact_form_name(form: str) -> str:
    return name_of(form, FACT_FORMS)
