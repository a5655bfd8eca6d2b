"""The boundary's answer to a task from outside the lists: which clause, who decides, until when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from fengqiao.domains.duties.contracts import (
    Boundary,
    BoundaryClause,
    GiverKind,
    OutsideState,
    OutsideTaskClosedError,
)

CHIEF_DECIDES_WITHIN: Final = datetime.timedelta(hours=24)
"""Local practice: who is asked today knows tomorrow. Then it goes to the county by itself."""
COUNTY_DECIDES_WITHIN: Final = datetime.timedelta(hours=48)
ALIKE: Final = 0.6
"""Share of a phrase's pairs of characters (or words) that a report must hold to be about it."""
_PHRASES: Final = re.compile(r"[、，,；;。.（）()：:\s]|等|以及|和|或|与|\band\b|\bor\b")
_LATIN: Final = re.compile(r"[a-z]{4,}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST: Final = 3
_SIDES: Final = (Boundary.NEVER_OURS, Boundary.HANDED_OVER, Boundary.OURS)
_GIVERS: Final[Sequence[tuple[GiverKind, re.Pattern[str]]]] = (
    (GiverKind.POLICE, re.compile(r"公安|派出所|支队|大队|警|police", re.I)),
    (GiverKind.COMMITTEE, re.compile(r"村委|居委|社区|村民|committee|village", re.I)),
    (GiverKind.TOWNSHIP, re.compile(r"镇|乡|街道|政府|党委|综治|township|street office", re.I)),
    (GiverKind.ENTERPRISE, re.compile(r"公司|企业|银行|厂|company|bank", re.I)),
    (GiverKind.DEPARTMENT, re.compile(r"局|委|办|院|部|中心|bureau|office|department", re.I)),
)


class OutsideAct(StrEnum):
    CONTEST = "contest"
    REFUSE = "refuse"
    TAKE_ON = "take_on"


TRANSITIONS: Final[Mapping[tuple[OutsideState, OutsideAct], OutsideState]] = {
    (OutsideState.REFUSED, OutsideAct.CONTEST): OutsideState.ESCALATED,
    (OutsideState.WITHIN, OutsideAct.CONTEST): OutsideState.ESCALATED,
    (OutsideState.ESCALATED, OutsideAct.REFUSE): OutsideState.REFUSED_BY_DECISION,
    (OutsideState.ESCALATED, OutsideAct.TAKE_ON): OutsideState.TAKEN_ON,
}
SPARED: Final = (OutsideState.REFUSED, OutsideState.REFUSED_BY_DECISION)
ANSWER_OF: Final[Mapping[Boundary, OutsideState]] = {
    Boundary.NEVER_OURS: OutsideState.REFUSED,
    Boundary.HANDED_OVER: OutsideState.REFUSED,
    Boundary.OURS: OutsideState.WITHIN,
}


def state_after(*, state: OutsideState, act: OutsideAct) -> OutsideState:
    """This function will return the state that an act leads to. Raises OutsideTaskClosedError."""
    after = TRANSITIONS.get((state, act))
    if after is None:
        raise OutsideTaskClosedError(state=state, act=act)
    return after


def giver_kind_of(giver: str) -> GiverKind:
    """This function will read from its name what kind of office asks."""
    return next((kind for kind, words in _GIVERS if words.search(giver)), GiverKind.OTHER)


def clause_for(*, what: str, clauses: Sequence[BoundaryClause]) -> BoundaryClause | None:
    """This function will return the clause whose words the report holds most of; None: a person decides.

    Of clauses that fit as well, the one that keeps the work away answers.
    """
    best: tuple[float, int, BoundaryClause] | None = None
    for clause in clauses:
        for text in (clause.what.zh, clause.what.en):
            for phrase in phrases_of(text):
                score = likeness(what=what, phrase=phrase)
                rank = (score * len(phrase), -_SIDES.index(clause.side))
                if score >= ALIKE and (best is None or rank > best[:2]):
                    best = (*rank, _matched(clause, phrase))
    return best[2] if best else None


def phrases_of(text: str) -> Iterator[str]:
    """This function will take a clause apart into what it names, e.g. 征地拆迁 and 催收贷款."""
    for phrase in _PHRASES.split(text.lower()):
        if len(phrase) >= _SHORTEST or (_HAN.search(phrase) and len(phrase) > 1):
            yield phrase
    if not _HAN.search(text):
        yield from (part.strip().lower() for part in re.split(r",|;| and ", text) if " " in part.strip())


def likeness(*, what: str, phrase: str) -> float:
    """This function will return the share of a phrase that a report holds, 0 to 1."""
    text = what.lower()
    if _HAN.search(phrase):
        if phrase in text:
            return 1.0
        pairs = {phrase[index : index + 2] for index in range(len(phrase) - 1)}
        return sum(pair in text for pair in pairs) / len(pairs) if len(pairs) >= _SHORTEST else 0.0
    words = set(_LATIN.findall(phrase))
    return sum(word in text for word in words) / len(words) if len(words) > 1 else 0.0


def _matched(clause: BoundaryClause, phrase: str) -> BoundaryClause:
    return BoundaryClause(
        clause.side,
        clause.what,
        clause.handler,
        clause.basis,
        clause.list_code,
        clause.list_version,
        clause.list_title,
        phrase,
    )
