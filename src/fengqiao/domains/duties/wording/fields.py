"""A row as labelled fields, for people and for the difference between two versions."""

from __future__ import annotations

from django.utils.translation import gettext

from fengqiao.domains.duties.contracts import BoundaryLine, NegativeRowRecord, RowRecord
from fengqiao.domains.duties.wording.conditions import enumeration
from fengqiao.domains.duties.wording.languages import in_active
from fengqiao.domains.duties.wording.names import (
    BOUNDARIES,
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
        (gettext("Window"), in_active(row.window)),
        (gettext("Minutes"), str(row.minutes)),
        (gettext("Officers needed"), str(row.officers_needed)),
        (gettext("Steps"), enumeration(row.steps)),
        (gettext("Evidence"), enumeration(row.evidence)),
        (gettext("Priority"), str(row.priority)),
        (gettext("Mandatory"), name_of("true" if row.mandatory else "false", VALUES)),
        (gettext("Settled by"), in_active(row.resolved_when)),
        (gettext("In force since"), row.since_date.isoformat() if row.since_date else ""),
        (gettext("Sunset"), row.sunset_date.isoformat()),
    )


def negative_row_fields(row: NegativeRowRecord) -> Fields:
    """This function will give every field of a negative-list row as label and words, in the active language."""
    return (
        (gettext("Case"), in_active(row.title)),
        (gettext("Conditions"), in_active(row.conditions)),
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
