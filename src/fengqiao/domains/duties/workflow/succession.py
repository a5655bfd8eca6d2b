"""How a version follows the others of its list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.duties.contracts import ListProblem
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.domains.duties.workflow.problem_list import ProblemList


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A published version of the same list at the same unit."""

    version: int
    effective_from: datetime.date
    digest: str


def succession_problems(
    *,
    parsed: ParsedList,
    digest: str,
    others: Sequence[Neighbour],
    earliest: datetime.date | None = None,
) -> tuple[ListProblem, ...]:
    """This function will note where a document cannot stand beside the published versions.

    A version that is published already with the same digest is no problem: publishing again changes nothing.
    `earliest` is the first day that it may take effect on: what was in force on a past day does not change any more.
    """
    problems = ProblemList()
    if any(other.version == parsed.version and other.digest == digest for other in others):
        return ()
    if earliest is not None and parsed.effective_from < earliest:
        problems.add(
            parsed.lines["effective_from"],
            "effective_from",
            "effective_in_the_past",
            effective=parsed.effective_from,
            earliest=earliest,
        )
    for other in others:
        if other.version == parsed.version:
            problems.add(parsed.lines["version"], "version", "version_taken", version=parsed.version)
        elif other.effective_from == parsed.effective_from:
            problems.add(parsed.lines["effective_from"], "effective_from", "day_taken", other=other.version)
        elif (other.version < parsed.version) != (other.effective_from < parsed.effective_from):
            problems.add(
                parsed.lines["effective_from"],
                "effective_from",
                "version_order",
                version=parsed.version,
                effective=parsed.effective_from,
                other=other.version,
                since=other.effective_from,
            )
    return problems.in_order()
