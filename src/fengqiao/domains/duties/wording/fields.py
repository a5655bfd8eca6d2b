"""A row as labelled fields, for people and for the difference between two versions."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from fengqiao.domains.duties.contracts import BoundaryLine, FactKind, FactRecord, NegativeRowRecord, RowRecord, Text
from fengqiao.domains.duties.wording.conditions import enumeration
from fengqiao.domains.duties.wording.languages import in_active
from fengqiao.domains.duties.wording.names import (
    BOUNDARIES,
    FACTS,
    OUTCOMES,
    ROLES,
    SUBJECT_KINDS,
    VALUES,
    name_of,
)

Fields = tuple[tuple[str, str], ...]


def duty_row_fields(row: RowRecord) -> Fields:
    """This function will give every field of a duty row as label and words, in the active language."""
    return (
        (gettext("Duty"), in_active(row.duty)),
        (gettext("Clause"), row.clause),
        (gettext("Basis"), row.basis),
        (gettext("Owner"), name_of(row.owner_role, ROLES)),
        (gettext("About"), name_of(row.subject_kind, SUBJECT_KINDS)),
        (gettext("Trigger"), in_active(row.trigger)),
        (gettext("Conditions"), in_active(row.conditions)),
        (gettext("Condition in CEL"), row.expression),
        (gettext("Window"), in_active(row.window)),
        (gettext("Minutes"), str(row.minutes)),
        (gettext("Officers needed"), str(row.officers_needed)),
        (gettext("Skills of whoever leads"), enumeration(row.skills)),
        (gettext("Steps"), enumeration(row.steps)),
        (gettext("Evidence"), enumeration(row.evidence)),
        (gettext("Priority"), str(row.priority)),
        (gettext("Mandatory"), name_of("true" if row.mandatory else "false", VALUES)),
        (gettext("Settled by"), in_active(row.resolved_when)),
        (gettext("In force since"), row.since_date.isoformat() if row.since_date else ""),
        (gettext("Sunset"), row.sunset_date.isoformat()),
        (gettext("Impact assessment"), row.impact_assessment),
    )


def negative_row_fields(row: NegativeRowRecord) -> Fields:
    """This function will give every field of a negative-list row as label and words, in the active language."""
    return (
        (gettext("Case"), in_active(row.title)),
        (gettext("Conditions"), in_active(row.conditions)),
        (gettext("Condition in CEL"), row.expression),
        (gettext("Outcome"), name_of(row.outcome, OUTCOMES)),
        (gettext("Handled by"), in_active(row.handler_name)),
        (gettext("Transfer within (hours)"), str(row.transfer_due_hours or "")),
        (gettext("Basis"), row.basis),
    )


def boundary_fields(line: BoundaryLine) -> Fields:
    """This function will give every field of a boundary line as label and words, in the active language."""
    return (
        (gettext("Side"), name_of(line.boundary, BOUNDARIES)),
        (gettext("Handled by"), in_active(line.handler)),
        (gettext("Basis"), line.basis),
    )


def fact_fields(fact: FactRecord) -> Fields:
    """This function will give every field of a negative list's fact as label and words, in the active language."""
    bounds = f"{fact.lowest}–{fact.highest}" if fact.kind is FactKind.NUMBER else ""
    return (
        (gettext("Title"), in_active(fact.title)),
        (gettext("Kind of fact"), fact.kind.value),
        (gettext("Choices"), enumeration(f"{code} {in_active(words)}" for code, words in fact.choices)),
        (gettext("Bounds"), bounds),
    )


def translation_field(text: Text) -> tuple[str, str]:
    """This function will give a text in the language that the reader does not see, "" where there is only one."""
    is_english = (get_language() or "").startswith("en")
    other = (text.zh if text.en else "") if is_english else text.en
    return (gettext("In Chinese") if is_english else gettext("In English"), other)


def name_of_fact(fact: str) -> str:
    """This function will name a fact in the active language."""
    return name_of(fact, FACTS)
