"""Exporting rows of the list: masked, limited, audited."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentSummary
from fengqiao.domains.incidents.queries.incidents import list_incidents
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.scoping.contracts import Actor

MOST_ROWS = 5000
PAGE = 500


@transaction.atomic
def export_incidents(*, actor: Actor, query: IncidentFilter) -> Sequence[IncidentSummary]:
    """This function will return up to 5,000 rows of the list and record who took them out, by which filter.

    The rows carry neither callers nor telephone numbers. Raises NotAllowedError.
    """
    rows: list[IncidentSummary] = []
    after = None
    while len(rows) < MOST_ROWS:
        page = list_incidents(actor=actor, query=query, limit=PAGE, after=after)
        rows += page
        if len(page) < PAGE:
            break
        after = page[-1].number
    record(
        actor=actor,
        action="export_incidents",
        object_kind="incident",
        object_id="list",
        scope_path=query.under,
        details={
            "rows": len(rows),
            "text": query.text,
            "category": query.category,
            "states": list(query.states),
            "from": query.from_at,
            "to": query.to_at,
        },
    )
    return rows[:MOST_ROWS]
