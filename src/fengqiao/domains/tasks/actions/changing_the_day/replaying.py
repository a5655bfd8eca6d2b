"""The system's part of every revision is made again from what was stored with it, and compared."""

from __future__ import annotations

from typing import Any

from fengqiao.domains.tasks.actions.generation.storing import items_of
from fengqiao.domains.tasks.contracts import RevisionKind
from fengqiao.domains.tasks.models import DayPlan, PlanRevision
from fengqiao.domains.tasks.workflow.rest_of_day import make, unpack_rest

SYSTEM_KINDS = (RevisionKind.MORNING, RevisionKind.REPLANNED)


def system_items(*, plan: DayPlan) -> list[dict[str, Any]]:
    """This function will return the items as the run made them, kept in a revision once they were changed."""
    kept = PlanRevision.objects.filter(plan=plan, run=plan.run, kind__in=SYSTEM_KINDS).order_by("number").first()
    items: list[dict[str, Any]] = kept.items if kept is not None else plan.items
    return items


def other_revisions(*, plan: DayPlan) -> list[str]:
    """This function will return what comes out otherwise than it was stored, revision by revision.

    The order that a person chose is an input; times, and what is planned or left out, are the system's part.
    Raises AlgorithmMissingError.
    """
    changed = PlanRevision.objects.filter(plan=plan).exclude(kind__in=SYSTEM_KINDS).order_by("number")
    differences: list[str] = []
    last = None
    for row in changed:
        method, inputs, digest = unpack_rest(bytes(row.inputs))
        if digest != row.digest:
            differences.append(f"revision {row.number}: inputs {digest[:12]} ≠ {row.digest[:12]}")
        again = [(one["task"], one["starts"], one["ends"]) for one in items_of(make(method, inputs).plan)]
        stored = [(one["task"], one["starts"], one["ends"]) for one in row.items if not one.get("is_kept")]
        if again != stored:
            differences.append(f"revision {row.number}: the order or the times differ")
        last = row
    if last is not None and last.run_id == plan.run_id and last.items != plan.items:
        differences.append("the plan differs from its last revision")
    return differences
