"""The rules of evaluation in force at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from fengqiao.domains.tasks.contracts.evaluation import EvaluationRules, RulesRecord
from fengqiao.domains.tasks.contracts.verifying import RulesInvalidError
from fengqiao.domains.tasks.models import EvaluationRulesVersion
from fengqiao.domains.tasks.workflow.evaluation.rules import read_rules
from fengqiao.foundation.scoping.fields import PATH_STEP

SHIPPED = Path(__file__).parents[2] / "data" / "evaluation_rules.yaml"


@lru_cache(maxsize=16)
def parsed_rules(document: str) -> EvaluationRules:
    """This function will read a stored document, once per process. Raises RulesInvalidError."""
    rules, problems = read_rules(document)
    if rules is None:
        raise RulesInvalidError(problems)
    return rules


def shipped_rules() -> str:
    """This function will return the document that a new bureau starts from."""
    return SHIPPED.read_text(encoding="utf-8")


def rules_at(*, path: str) -> RulesRecord:
    """This function will return the rules in force at a place: those of the nearest unit above, else the shipped."""
    steps = [path[:length] for length in range(0, len(path) + 1, PATH_STEP)]
    rows = list(EvaluationRulesVersion.objects.filter(unit_path__in=steps))
    if not rows:
        document = shipped_rules()
        return RulesRecord(parsed_rules(document), document, 0, "")
    row = max(rows, key=lambda one: (len(one.unit_path), one.version))
    return _record(row)


def rules_by_path(*, paths: Iterable[str]) -> Mapping[str, RulesRecord]:
    """This function will return the rules in force at each of many places, read at once."""
    rows = EvaluationRulesVersion.objects.order_by("version")
    latest = {row.unit_path: _record(row) for row in rows}
    document = shipped_rules()
    shipped = RulesRecord(parsed_rules(document), document, 0, "")

    def nearest(path: str) -> RulesRecord:
        steps = (path[:length] for length in range(len(path), -1, -PATH_STEP))
        return next((latest[step] for step in steps if step in latest), shipped)

    return {path: nearest(path) for path in paths}


def units_with_rules(*, under: str) -> frozenset[str]:
    """This function will return the units below a path that wrote rules of their own, itself included."""
    rows = EvaluationRulesVersion.objects.filter(unit_path__startswith=under)
    return frozenset(rows.values_list("unit_path", flat=True))


def list_rules_versions(*, path: str) -> Sequence[RulesRecord]:
    """This function will list the versions that a unit wrote, the newest first."""
    return [_record(row) for row in EvaluationRulesVersion.objects.filter(unit_path=path).order_by("-version")]


def _record(row: EvaluationRulesVersion) -> RulesRecord:
    return RulesRecord(parsed_rules(row.document), row.document, row.version, row.unit_path, row.saved_by, row.saved_at)
