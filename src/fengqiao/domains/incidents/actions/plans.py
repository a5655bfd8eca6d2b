"""Contingency plans: published in versions, started on an incident or as a drill, ticked by name, signed off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fengqiao.domains.incidents.actions.trail import add_entry, lock_incident
from fengqiao.domains.incidents.contracts import NoteMissingError
from fengqiao.domains.incidents.contracts.plans import (
    DrillMoved,
    EmptyPlanError,
    ItemsOpenError,
    NewPlan,
    PlanMoved,
    PlanRecord,
    PlanRunningError,
    PlanSignedOffError,
    RunRecord,
)
from fengqiao.domains.incidents.models import ContingencyPlan, Incident, PlanRun, PlanTick
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.plans import PARTS, may_tick, plan_record, require_run, run_record
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

KEEP_PLANS, REVIEW = "incidents.keep_plans", "incidents.review"


@transaction.atomic
def publish_plan(*, actor: Actor, plan: NewPlan) -> PlanRecord:
    """This function will publish a plan, or the next version of one. Raises EmptyPlanError, NotAllowedError."""
    try:
        path = get_unit(code=plan.unit_code).path
    except UnknownUnitError as error:
        raise EmptyPlanError from error
    require(actor, KEEP_PLANS, path, view=VIEW)
    items = [one for one in plan.items if one.zh.strip()]
    if not plan.title.strip() or not items or not plan.code.strip():
        raise EmptyPlanError
    earlier = ContingencyPlan.objects.select_for_update().filter(path=path, code=plan.code)
    last = earlier.order_by("-version").first()
    earlier.filter(is_current=True).update(is_current=False)
    row = ContingencyPlan.objects.create(
        code=plan.code.strip(),
        version=last.version + 1 if last else 1,
        path=path,
        unit_code=plan.unit_code,
        title=plan.title.strip(),
        title_en=plan.title_en.strip(),
        categories=list(plan.categories),
        items=[
            {"part": one.part.value, "zh": one.zh.strip(), "en": one.en.strip()}
            for one in sorted(items, key=lambda one: PARTS.index(one.part))
        ],
        published_by=actor.name,
        published_at=now(),
    )
    record(
        actor=actor,
        action="publish_plan",
        object_kind="contingency_plan",
        object_id=row.code,
        scope_path=path,
        details={"version": row.version},
    )
    return plan_record(row)


@transaction.atomic
def start_plan(*, actor: Actor, incident_id: int, plan_id: int) -> RunRecord:
    """This function will start a plan on an incident. Raises PlanRunningError, NotVisibleError, NotAllowedError."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    plan = _plan(plan_id, incident.scope_path)
    if not may_tick(actor=actor, incident=incident, scope_path=incident.scope_path):
        raise NotAllowedError("incidents.dispatch")
    if PlanRun.objects.filter(plan__code=plan.code, plan__path=plan.path, incident=incident).exists():
        raise PlanRunningError
    run = _begin(actor, plan, incident, incident.scope_path)
    return run_record(run)


@transaction.atomic
def start_drill(*, actor: Actor, plan_id: int) -> RunRecord:
    """This function will start a plan as a drill: without an incident, unit, alarm or count."""
    row = ContingencyPlan.objects.filter(pk=plan_id, is_current=True).first()
    if row is None:
        raise NotVisibleError
    require(actor, REVIEW, row.path, view=VIEW)
    return run_record(_begin(actor, row, None, row.path))


def _plan(plan_id: int, scope_path: str) -> ContingencyPlan:
    plan = ContingencyPlan.objects.filter(pk=plan_id, is_current=True).first()
    if plan is None or not scope_path.startswith(plan.path):
        raise NotVisibleError
    return plan


def _begin(actor: Actor, plan: ContingencyPlan, incident: Incident | None, scope_path: str) -> PlanRun:
    run = PlanRun.objects.create(
        plan=plan,
        incident=incident,
        is_drill=incident is None,
        scope_path=scope_path,
        started_at=now(),
        started_by=actor.name,
    )
    _leave_trail(actor, run, "plan_started", {"plan": plan.title})
    return run


@transaction.atomic
def tick_item(*, actor: Actor, run_id: int, item: int, is_needed: bool = True, note: str = "") -> RunRecord:
    """This function will note that the actor did an item, or left it out and why; ticked once, it stays.

    Raises NoteMissingError, PlanSignedOffError, NotVisibleError, NotAllowedError.
    """
    run = _locked(actor, run_id)
    if not may_tick(actor=actor, incident=run.incident, scope_path=run.scope_path):
        raise NotAllowedError("incidents.dispatch")
    if run.signed_off_at is not None:
        raise PlanSignedOffError
    if not 1 <= item <= len(run.plan.items):
        raise NotVisibleError
    if not is_needed and not note.strip():
        raise NoteMissingError(what="reason")
    _tick, is_new = PlanTick.objects.get_or_create(
        run=run,
        item=item,
        defaults={
            "at": now(),
            "by": actor.name,
            "by_user_id": actor.user_id,
            "is_needed": is_needed,
            "note": note.strip()[:400],
        },
    )
    if is_new:
        text = run.plan.items[item - 1]["zh"]
        code = "plan_ticked" if is_needed else "plan_item_left_out"
        _leave_trail(actor, run, code, {"plan": run.plan.title, "item": text}, note.strip())
    return run_record(run)


@transaction.atomic
def sign_off_plan(*, actor: Actor, run_id: int, note: str = "") -> RunRecord:
    """This function will let a leader sign off a plan of which everything was done or left out with a reason.

    Raises ItemsOpenError, PlanSignedOffError, NotVisibleError, NotAllowedError.
    """
    run = _locked(actor, run_id)
    require(actor, REVIEW, run.scope_path, view=VIEW)
    if run.signed_off_at is not None:
        raise PlanSignedOffError
    open_items = len(run.plan.items) - run.ticks.count()
    if open_items:
        raise ItemsOpenError(open=open_items)
    run.signed_off_at, run.signed_off_by, run.sign_off_note = now(), actor.name, note.strip()
    run.save(update_fields=["signed_off_at", "signed_off_by", "sign_off_note"])
    _leave_trail(actor, run, "plan_signed_off", {"plan": run.plan.title}, note.strip())
    return run_record(run)


def _locked(actor: Actor, run_id: int) -> PlanRun:
    run = PlanRun.objects.select_for_update(of=("self",)).select_related("plan", "incident").filter(pk=run_id).first()
    if run is None:
        raise NotVisibleError
    require_run(actor=actor, run=run)
    return run


def _leave_trail(actor: Actor, run: PlanRun, code: str, parameters: Mapping[str, Any], note: str = "") -> None:
    record(
        actor=actor,
        action=code,
        object_kind="drill" if run.is_drill else "plan_run",
        object_id=run.pk,
        scope_path=run.scope_path,
        details={**parameters, "note": note},
    )
    if run.incident is None:
        publish(DrillMoved(scope_path=run.scope_path, object_id=str(run.pk)), actor=actor)
        return
    add_entry(actor=actor, incident=run.incident, code=code, parameters=parameters, note=note)
    publish(PlanMoved(scope_path=run.scope_path, object_id=str(run.pk)), actor=actor)
