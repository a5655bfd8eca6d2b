"""Advice that is stored: read, listed, and made once more from its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fengqiao.domains.organisation.contracts import (
    AdviceDecision,
    AdviceRecord,
    Movement,
    ReplayedAdvice,
)
from fengqiao.domains.organisation.models import StaffingAdvice
from fengqiao.domains.organisation.queries.staffing_inputs import problem_from_plain
from fengqiao.engines.staffing.advising import advise_staffing
from fengqiao.engines.staffing.contracts import MethodMissingError, SearchBudget
from fengqiao.engines.staffing.contracts import StaffingAdvice as EngineAdvice
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere, scoped

VIEW = "organisation.view_staffing"
LISTED = 50


def list_advice(*, actor: Actor) -> Sequence[AdviceRecord]:
    """This function will list the advice that the actor may see, newest first. Raises NotAllowedError."""
    rows = scoped(StaffingAdvice.objects.all(), require_somewhere(actor, VIEW), field="path")
    return [advice_record(row) for row in rows.select_related("unit").order_by("-made_at", "-pk")[:LISTED]]


def get_advice(*, actor: Actor, advice_id: int) -> AdviceRecord:
    """This function will return one piece of advice. Raises NotVisibleError."""
    row = StaffingAdvice.objects.select_related("unit").filter(pk=advice_id).first()
    if row is None or not holds(actor, VIEW, row.path):
        raise NotVisibleError
    return advice_record(row)


def replay_advice(*, actor: Actor, advice_id: int) -> ReplayedAdvice:
    """This function will make the advice once more from what is stored, and compare. Raises NotVisibleError."""
    stored = get_advice(actor=actor, advice_id=advice_id)
    try:
        again = advise_staffing(
            problem=problem_from_plain(stored.inputs["problem"]),
            budget=SearchBudget(**stored.inputs["budget"]),
            method=stored.method,
        )
    except MethodMissingError:
        return ReplayedAdvice(is_possible=False, differences={})
    before = {row["code"]: row["officers"] for row in stored.result["units"]}
    now = again.allocation
    changed = {code: (before.get(code, 0), now.get(code, 0)) for code in before.keys() | now.keys()}
    return ReplayedAdvice(
        is_possible=True, differences={code: two for code, two in changed.items() if two[0] != two[1]}
    )


def result_as_plain(advice: EngineAdvice) -> dict[str, Any]:
    """This function will write the engine's answer as plain values."""
    return {
        "units": [
            {
                "code": row.code,
                "station": row.station,
                "county": row.county,
                "officers": row.officers,
                "worth_minutes": row.worth_minutes,
                "reasons": [reason.as_plain() for reason in row.reasons],
                "next_best_code": row.next_best_code,
                "next_best_loss_minutes": row.next_best_loss_minutes,
            }
            for row in advice.units
        ],
        "placed": advice.placed,
        "left_over": advice.left_over,
        "worth_minutes": advice.worth_minutes,
        "greedy_worth_minutes": advice.greedy_worth_minutes,
        "bound_minutes": advice.bound_minutes,
        "is_proven": advice.is_proven,
        "was_stopped": advice.was_stopped,
        "stands_in": advice.stands_in,
    }


def advice_record(row: StaffingAdvice) -> AdviceRecord:
    """This function will turn a row into the value that others may hold."""
    decided: Mapping[str, int] = row.decided_units
    return AdviceRecord(
        id=row.pk,
        unit_code=row.unit.code,
        unit_name=row.unit.name,
        path=row.path,
        movement=Movement(row.movement),
        officers=row.officers,
        made_at=row.made_at,
        made_by=row.made_by,
        method=row.method,
        digest=row.digest,
        inputs=row.inputs,
        result=row.result,
        decision=AdviceDecision(row.decision) if row.decision else None,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision_reason=row.decision_reason,
        decided_units=decided,
    )
