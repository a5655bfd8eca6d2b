"""Plans in force for a place, what fits an incident, and what runs: live and drills always apart."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts import IncidentSummary
from fengqiao.domains.incidents.contracts.plans import PlanItem, PlanPart, PlanRecord, RunItem, RunRecord
from fengqiao.domains.incidents.models import ContingencyPlan, Incident, PlanRun
from fengqiao.domains.incidents.queries.access import OWN_ORDERS, VIEW, is_own, require_visible
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import WHOLE_TREE, holds, paths_for, require_somewhere

DISPATCH = "incidents.dispatch"
PARTS = tuple(PlanPart)


def list_plans(*, actor: Actor) -> Sequence[PlanRecord]:
    """This function will list the plans in force that concern the actor's area: its own, and those from above it."""
    paths = require_somewhere(actor, VIEW)
    rows = ContingencyPlan.objects.filter(is_current=True).order_by("title", "pk")
    return [plan_record(row) for row in rows if _concerns(row.path, paths)]


def get_plan(*, actor: Actor, plan_id: int) -> PlanRecord:
    """This function will return a plan, also an earlier version. Raises NotVisibleError."""
    row = ContingencyPlan.objects.filter(pk=plan_id).first()
    if row is None or not _concerns(row.path, paths_for(actor, VIEW)):
        raise NotVisibleError
    return plan_record(row)


def plans_for(*, summary: IncidentSummary) -> Sequence[PlanRecord]:
    """This function will list the plans in force for an incident's kind and place that do not run on it already."""
    keys = [f"{summary.category}/{summary.subcategory}", str(summary.category)]
    rows = ContingencyPlan.objects.filter(is_current=True, categories__overlap=keys)
    rows = rows.exclude(pk__in=PlanRun.objects.filter(incident_id=summary.id).values("plan_id")).order_by("title", "pk")
    return [plan_record(row) for row in rows if summary.scope_path.startswith(row.path)]


def list_runs(*, actor: Actor, drills: bool, limit: int = 50) -> Sequence[RunRecord]:
    """This function will list drills, or live runs, never both: the open ones first, then the newest."""
    condition = Q(pk__in=[])
    for path in require_somewhere(actor, VIEW):
        condition |= Q(scope_path__startswith=path)
    rows = PlanRun.objects.filter(condition, is_drill=drills).select_related("plan", "incident")
    found = rows.prefetch_related("ticks").order_by("-started_at", "-pk")[:limit]
    return sorted((run_record(row) for row in found), key=lambda run: run.signed_off_at is not None)


def runs_of(*, incident_id: int) -> Sequence[RunRecord]:
    """This function will list the plans that run or ran on an incident."""
    rows = PlanRun.objects.filter(incident_id=incident_id).select_related("plan", "incident")
    return [run_record(row) for row in rows.prefetch_related("ticks").order_by("started_at", "pk")]


def get_run(*, actor: Actor, run_id: int) -> RunRecord:
    """This function will return a plan in use. Raises NotVisibleError."""
    row = PlanRun.objects.filter(pk=run_id).select_related("plan", "incident").prefetch_related("ticks").first()
    if row is None:
        raise NotVisibleError
    require_run(actor=actor, run=row)
    return run_record(row)


def require_run(*, actor: Actor, run: PlanRun) -> None:
    """This function will refuse a run of another area. Raises NotVisibleError."""
    if run.incident is not None:
        require_visible(actor=actor, incident=run.incident)
    elif not holds(actor, VIEW, run.scope_path):
        raise NotVisibleError


def may_tick(*, actor: Actor, incident: Incident | None, scope_path: str) -> bool:
    """This function will tell who works with a plan: the room, and the units that were sent; in a drill all of them."""
    if holds(actor, DISPATCH, scope_path):
        return True
    if incident is None:
        return holds(actor, OWN_ORDERS, scope_path)
    return is_own(actor=actor, incident=incident)


def plan_record(row: ContingencyPlan) -> PlanRecord:
    """This function will turn a row into its record."""
    items = tuple(PlanItem(PlanPart(one["part"]), one["zh"], one["en"]) for one in row.items)
    return PlanRecord(
        id=row.pk,
        code=row.code,
        version=row.version,
        path=row.path,
        unit_code=row.unit_code,
        title=row.title,
        title_en=row.title_en,
        categories=tuple(row.categories),
        items=items,
        published_by=row.published_by,
        published_at=row.published_at,
    )


def run_record(row: PlanRun) -> RunRecord:
    """This function will turn a row into its record, each item with who ticked it."""
    plan = plan_record(row.plan)
    ticks = {tick.item: tick for tick in row.ticks.all()}
    items = []
    for number, item in enumerate(plan.items, start=1):
        tick = ticks.get(number)
        items.append(
            RunItem(number, item, tick.at, tick.by, tick.is_needed, tick.note) if tick else RunItem(number, item)
        )
    return RunRecord(
        id=row.pk,
        plan=plan,
        incident_number=row.incident.number if row.incident else "",
        is_drill=row.is_drill,
        scope_path=row.scope_path,
        started_at=row.started_at,
        started_by=row.started_by,
        items=tuple(items),
        signed_off_at=row.signed_off_at,
        signed_off_by=row.signed_off_by,
        sign_off_note=row.sign_off_note,
    )


def _concerns(plan_path: str, paths: Sequence[str]) -> bool:
    return any(path in (WHOLE_TREE,) or plan_path.startswith(path) or path.startswith(plan_path) for path in paths)
