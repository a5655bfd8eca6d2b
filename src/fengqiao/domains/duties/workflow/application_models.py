"""The registry's rules: states, what a rule's text means, and when an impact number must open it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from fengqiao.domains.duties.contracts import (
    ImpactNumberMissingError,
    ListProblem,
    ModelAct,
    ModelClosedError,
    ModelInvalidError,
    ModelKind,
    ModelState,
    RowRecord,
    Share,
)
from fengqiao.domains.duties.workflow.admission import admission_problems
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.domains.duties.workflow.vocabulary import RESIDENT
from fengqiao.engines.duties.contracts import DutyList

TRANSITIONS: Final[Mapping[tuple[ModelState, ModelAct], ModelState]] = {
    (ModelState.DRAFT, ModelAct.CHANGE): ModelState.DRAFT,
    (ModelState.DRAFT, ModelAct.TRY): ModelState.IN_TRIAL,
    (ModelState.IN_TRIAL, ModelAct.ADOPT): ModelState.IN_TRIAL,
    (ModelState.IN_FORCE, ModelAct.ADOPT): ModelState.IN_FORCE,
    (ModelState.IN_TRIAL, ModelAct.SIGN): ModelState.IN_FORCE,
    (ModelState.IN_FORCE, ModelAct.DRAFT_ROW): ModelState.IN_FORCE,
    (ModelState.IN_FORCE, ModelAct.SUPERSEDE): ModelState.SUPERSEDED,
    (ModelState.DRAFT, ModelAct.WITHDRAW): ModelState.WITHDRAWN,
    (ModelState.IN_TRIAL, ModelAct.WITHDRAW): ModelState.WITHDRAWN,
    (ModelState.IN_FORCE, ModelAct.WITHDRAW): ModelState.WITHDRAWN,
    (ModelState.DRAFT, ModelAct.EXPIRE): ModelState.EXPIRED,
    (ModelState.IN_TRIAL, ModelAct.EXPIRE): ModelState.EXPIRED,
    (ModelState.IN_FORCE, ModelAct.EXPIRE): ModelState.EXPIRED,
}
RUNNING: Final = (ModelState.IN_TRIAL, ModelState.IN_FORCE)
UNENDED: Final = (ModelState.DRAFT, *RUNNING)
LONGEST_LIFE_DAYS: Final = 2 * 366
"""A model is looked at anew after two years at the latest (local practice)."""
SHORTEST_TRIAL_DAYS: Final = 7
"""A trial sees every day of the week beside the running lists: quarrels and car parks have their weekends. What stored
days showed comes on top; it says nothing about days that nobody knew when the rule was written."""
LIST_PREFIX: Final = "model_"
_HEAD: Final = 'code: {code}\nkind: community_duty_list\nversion: 1\ntitle: "{code}"\neffective_from: {day}\nrows:\n'
_INDENT: Final = "    "
Z_95: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's text as the engine and as people read it."""

    duty_list: DutyList
    row: RowRecord
    is_personal: bool


def state_after(*, state: ModelState, act: ModelAct) -> ModelState:
    """This function will return the state that an act leads to. Raises ModelClosedError."""
    after = TRANSITIONS.get((state, act))
    if after is None:
        raise ModelClosedError(state=state, act=act)
    return after


def acts_in(state: ModelState) -> frozenset[ModelAct]:
    """This function will return what a state allows at all."""
    return frozenset(act for from_state, act in TRANSITIONS if from_state is state)


def read_rule(*, code: str, rule_text: str, day: datetime.date) -> Rule:
    """This function will read one row as a rule. Raises ModelInvalidError with every problem, by its own lines."""
    head = _HEAD.format(code=f"{LIST_PREFIX}{code}", day=day.isoformat())
    lines = rule_text.rstrip().split("\n")
    body = "\n".join(("  - " if index == 0 else _INDENT) + line if line else "" for index, line in enumerate(lines))
    parsed, problems = read_document(head + body + "\n")
    if parsed is not None:
        problems = admission_problems(parsed)
    if parsed is None or problems or parsed.duty_list is None or len(parsed.rows) != 1:
        offset = head.count("\n")
        raise ModelInvalidError([_moved(one, offset) for one in problems], field="rule_text")
    [row] = parsed.rows
    return Rule(parsed.duty_list, row, is_closed(row.subject_kind))


def is_closed(subject_kind: str) -> bool:
    """This function will tell whether facts about such a subject are facts about a single person."""
    return subject_kind == RESIDENT


def require_impact_number(*, kind: ModelKind, rule: Rule | None, impact_number: str) -> None:
    """This function will refuse what looks at single persons, and any camera scene, without the number that opens it.

    A rule must name the same number in its own text: it goes with the row into every list.
    Raises ImpactNumberMissingError.
    """
    if kind is ModelKind.SCENE and not impact_number:
        raise ImpactNumberMissingError
    if rule is not None and rule.is_personal and (not impact_number or rule.row.impact_assessment != impact_number):
        raise ImpactNumberMissingError


def share_of(*, count: int, of: int) -> Share:
    """This function will return a share with its Wilson interval (E. B. Wilson, JASA 22, 1927)."""
    if of == 0:
        return Share(count, 0, None, None, None)
    value, square = count / of, Z_95**2
    centre = (value + square / (2 * of)) / (1 + square / of)
    half = Z_95 * math.sqrt(value * (1 - value) / of + square / (4 * of * of)) / (1 + square / of)
    return Share(count, of, value, max(0.0, centre - half), min(1.0, centre + half))


def _moved(problem: ListProblem, offset: int) -> ListProblem:
    return replace(problem, line=max(1, problem.line - offset))
