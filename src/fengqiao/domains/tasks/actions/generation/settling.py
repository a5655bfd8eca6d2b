"""What becomes of the tasks that are there already: closed windows lapse, what no list asks for any more is dropped."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.contracts import OPEN_STATES, CompletionResult, TaskKind, TaskState
from fengqiao.domains.tasks.workflow.attempts import next_attempt
from fengqiao.domains.tasks.workflow.open_tasks import StoredTask
from fengqiao.domains.tasks.workflow.states import Move, can, next_state
from fengqiao.engines.duties.contracts import TaskProposal
from fengqiao.foundation.clock.clock import local_zone


@dataclass(slots=True)
class Standing:
    """The station's tasks after settling. `open`: still to be done; `fresh`: what is new, with its attempt.

    `moved`: what changed its state, still to be written.
    """

    open: dict[str, StoredTask] = field(default_factory=dict)
    fresh: list[tuple[TaskProposal, int]] = field(default_factory=list)
    moved: dict[Move, list[StoredTask]] = field(default_factory=lambda: defaultdict(list))
    kept: int = 0

    @property
    def lapsed(self) -> int:
        """How many closed by themselves."""
        return len(self.moved[Move.LAPSE])


def settle(*, morning: Morning, latest: Mapping[str, StoredTask]) -> Standing:
    """This function will lapse, drop and reopen a station's stored tasks, and tell which proposals are new."""
    uids = {one.uid for one in morning.proposals}
    standing = Standing()
    for task in latest.values():
        move = _move_of(task, is_proposed=task.uid in uids, date=morning.date)
        if move is not None:
            task.state = next_state(TaskState(task.state), move)
            standing.moved[move].append(task)
        if task.state in OPEN_STATES:
            standing.open[task.uid] = task
    standing.kept = len(standing.open)
    for proposal in morning.proposals:
        attempt = _attempt(latest.get(proposal.uid), morning.date)
        if attempt:
            standing.fresh.append((proposal, attempt))
    return standing


def _move_of(task: StoredTask, *, is_proposed: bool, date: datetime.date) -> Move | None:
    state = TaskState(task.state)
    if task.duplicate_of_id is not None:
        return None
    if is_proposed:
        return Move.REOPEN if can(state, Move.REOPEN) else None
    if task.closes_date is not None and task.closes_date < date and can(state, Move.LAPSE):
        return Move.LAPSE
    is_of_a_list = task.kind != TaskKind.DIRECTIVE and not task.is_assigned_by_hand
    return Move.CANCEL if is_of_a_list and task.opens_date <= date and can(state, Move.CANCEL) else None


def _attempt(task: StoredTask | None, date: datetime.date) -> int:
    """Return the number of the attempt to raise; 0 when the task is there, or was answered."""
    if task is None:
        return 1
    if task.completed_at is None:
        return 0
    tried = task.completed_at.astimezone(local_zone()).date()
    return next_attempt(attempt=task.attempt, result=CompletionResult(task.result), days_since=(date - tried).days)
