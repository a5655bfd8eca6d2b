"""Use case: a bureau writes its own rules of evaluation."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from fengqiao.domains.tasks.contracts.evaluation import RulesRecord
from fengqiao.domains.tasks.contracts.verifying import RulesInvalidError
from fengqiao.domains.tasks.models import EvaluationRulesVersion
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at
from fengqiao.domains.tasks.workflow.evaluation.rules import read_rules
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def save_rules(*, actor: Actor, unit_path: str, document: str) -> RulesRecord:
    """This function will store a further version of a unit's rules; it applies at once, below that unit.

    Raises NotAllowedError, NotVisibleError, RulesInvalidError with every problem (a target without its
    counter-measure is one).
    """
    require(actor, "tasks.set_evaluation_rules", unit_path, view="tasks.evaluate")
    text = document.replace("\r\n", "\n")
    rules, problems = read_rules(text)
    if rules is None:
        raise RulesInvalidError(problems)
    rows = EvaluationRulesVersion.objects.filter(unit_path=unit_path)
    latest = rows.aggregate(latest=Max("version"))["latest"] or 0
    row = EvaluationRulesVersion.objects.create(
        unit_path=unit_path, version=latest + 1, document=text, saved_by=actor.name, saved_at=now()
    )
    record(
        actor=actor,
        action="save_evaluation_rules",
        object_kind="evaluation",
        object_id=f"{unit_path}:{row.version}",
        scope_path=unit_path,
        details={"version": row.version},
    )
    return rules_at(path=unit_path)
