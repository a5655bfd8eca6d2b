"""Asking where further officers do most, and what a person decides about the answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from django.db import transaction

from fengqiao.domains.organisation.contracts import (
    AdviceDecision,
    AlreadyDecidedError,
    DecisionReasonMissingError,
    Movement,
    StaffingAdvised,
    StaffingDecided,
    UnknownAdviceUnitError,
)
from fengqiao.domains.organisation.models import StaffingAdvice
from fengqiao.domains.organisation.queries.advice import result_as_plain
from fengqiao.domains.organisation.queries.place import place_for
from fengqiao.domains.organisation.queries.staffing_inputs import problem_as_plain, staffing_problem
from fengqiao.domains.organisation.queries.standards import standard_for
from fengqiao.engines.staffing.advising import advise_staffing
from fengqiao.engines.staffing.contracts import SearchBudget
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

VIEW: Final = "organisation.view_staffing"
BUDGET: Final = SearchBudget(seed=1, work=10.0, seconds=20.0)
"""A person waits for it: a county takes a fraction of a second, a province some seconds."""


def ask_for_advice(*, actor: Actor, unit_code: str, movement: Movement, officers: int) -> int:
    """This function will work out where so many officers do most at a place, store it, and return its id.

    The search runs before the transaction. Raises NotAllowedError, NotVisibleError, NothingToAdviseError.
    """
    place = place_for(actor=actor, permission=VIEW, unit_code=unit_code)
    standard = standard_for(path=place.unit.path, on=today())
    problem = staffing_problem(place=place, on=today(), standard=standard, movement=movement, officers=officers)
    answer = advise_staffing(problem=problem, budget=BUDGET)
    standard_plain = {**asdict(standard), "from_date": standard.from_date and standard.from_date.isoformat()}
    inputs = {"problem": problem_as_plain(problem), "budget": asdict(BUDGET), "standard": standard_plain}
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        row = StaffingAdvice.objects.create(
            unit_id=place.unit.id,
            path=place.unit.path,
            movement=movement,
            officers=officers,
            made_at=now(),
            made_by=actor.name,
            method=answer.method,
            inputs=inputs,
            digest=digest,
            result=result_as_plain(answer),
        )
        record(
            actor=actor,
            action="advise_staffing",
            object_kind="staffing_advice",
            object_id=row.pk,
            scope_path=row.path,
            details={"officers": officers, "movement": movement, "digest": digest},
        )
        publish(StaffingAdvised(scope_path=row.path, object_id=str(row.pk), officers=officers), actor=actor)
    return row.pk


@transaction.atomic
def decide_advice(
    *,
    actor: Actor,
    advice_id: int,
    decision: AdviceDecision,
    reason: str,
    units: Mapping[str, int] | None = None,
) -> None:
    """This function will note what a person decided, once, and why; `units`: the changed distribution.

    Raises NotVisibleError, NotAllowedError, AlreadyDecidedError, DecisionReasonMissingError, UnknownAdviceUnitError.
    """
    row = StaffingAdvice.objects.select_for_update().filter(pk=advice_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, "organisation.decide_staffing", row.path, view=VIEW)
    if row.decision:
        raise AlreadyDecidedError(advice=advice_id)
    decided = _decided_units(row, decision, units or {})
    if not reason.strip():
        raise DecisionReasonMissingError(advice=advice_id)
    row.decision, row.decision_reason = decision, reason.strip()
    row.decided_at, row.decided_by, row.decided_units = now(), actor.name, decided
    row.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by", "decided_units"])
    record(
        actor=actor,
        action="decide_staffing",
        object_kind="staffing_advice",
        object_id=row.pk,
        scope_path=row.path,
        details={"decision": decision, "reason": row.decision_reason, "officers": sum(decided.values())},
    )
    publish(StaffingDecided(scope_path=row.path, object_id=str(row.pk), decision=decision), actor=actor)


def _decided_units(row: StaffingAdvice, decision: AdviceDecision, units: Mapping[str, int]) -> dict[str, int]:
    advised = {one["code"]: one["officers"] for one in row.result["units"]}
    if decision is AdviceDecision.ACCEPTED:
        return advised
    if decision is AdviceDecision.REJECTED:
        return {}
    known = {unit["code"] for unit in row.inputs["problem"]["units"]}
    for code in units:
        if code not in known:
            raise UnknownAdviceUnitError(unit=code)
    wanted = {code: officers for code, officers in units.items() if officers > 0}
    if not wanted or wanted == advised:
        raise DecisionReasonMissingError(advice=row.pk)
    return wanted
