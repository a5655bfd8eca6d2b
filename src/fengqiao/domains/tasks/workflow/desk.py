"""What comes on an officer's desk today: nearest due first, capped, with the rest counted openly."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from fengqiao.domains.tasks.contracts import TaskKind
from fengqiao.engines.duties.contracts import TaskProposal

DESK_TASKS: Final = 24
"""Candidates per officer and day: more than twice what a day holds, so that the plan has a choice, no flood."""
PRIZE_OF_PRIORITY: Final[Mapping[int, float]] = {1: 90.0, 2: 60.0, 3: 38.0, 4: 24.0, 5: 14.0}
PRIZE_DUE_TODAY: Final = 15.0
PRIZE_PER_DAY_OVERDUE: Final = 4.0
MOST_OVERDUE_PRIZE: Final = 40.0
DUE_SOON_DAYS: Final = 3
PRIZE_PUSHED: Final = 20.0
"""Prizes are of the order of 10 to 100 (engines.planning); overdue work climbs until it passes the next priority."""


def prize(*, priority: int, due_date: datetime.date, kind: TaskKind, today: datetime.date) -> float:
    """This function will say what doing a task today is worth."""
    days_left = (due_date - today).days
    value = PRIZE_OF_PRIORITY[priority] + (PRIZE_PUSHED if kind is TaskKind.PUSHED else 0.0)
    if days_left < 0:
        return value + PRIZE_DUE_TODAY + min(MOST_OVERDUE_PRIZE, PRIZE_PER_DAY_OVERDUE * -days_left)
    return value + PRIZE_DUE_TODAY * max(0, DUE_SOON_DAYS - days_left) / DUE_SOON_DAYS


def is_uncapped(proposal: TaskProposal) -> bool:
    """This function will tell whether a task comes on the desk however full it is."""
    return proposal.mandatory or proposal.kind is not TaskKind.PRESCRIBED


@dataclass(frozen=True, slots=True)
class Desk:
    """`taken`: the proposals that come on the desk; `waiting`: how many of (list, row) queue behind."""

    taken: tuple[TaskProposal, ...]
    waiting: Mapping[tuple[str, int], int]


def fill_desk(*, proposals: Iterable[TaskProposal], already: int, today: datetime.date) -> Desk:
    """This function will choose among one officer's new proposals; `already`: capped tasks on the desk before.

    Overdue first, then due today, then by priority and due day: a household whose year ends next month waits
    behind an inspection that is due.
    """
    ordered = sorted(proposals, key=lambda one: pressure(one, today))
    free = max(0, DESK_TASKS - already)
    taken: list[TaskProposal] = []
    waiting: Counter[tuple[str, int]] = Counter()
    for one in ordered:
        if is_uncapped(one):
            taken.append(one)
        elif free:
            taken.append(one)
            free -= 1
        else:
            waiting[one.list_code, one.row_number] += 1
    return Desk(tuple(taken), dict(waiting))


def pressure(proposal: TaskProposal, today: datetime.date) -> tuple[bool, int, datetime.date, str]:
    """This function will return by what proposals are put in order: overdue and due today, priority, due day."""
    return proposal.due_date > today, proposal.priority, proposal.due_date, proposal.uid
