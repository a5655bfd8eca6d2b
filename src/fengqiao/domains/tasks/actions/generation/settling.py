"""What becomes of the tasks that are there already: closed windows lapse, what no list asks for any more is dropped."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.contracts import CompletionResult, TaskKind, TaskState
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.workflow.attempts import next_attempt
from fengqiao.domains.tasks.workflow.states import Move, can, next_state
from fengqiao.engines.duties.contracts import TaskProposal
from fengqiao.foundation.clock.clock import local_zone, now

BATCH = 1000


@dataclass(slots=True)
class Standing:
    """The station's tasks after settling. `open`: still to be done; `fresh`: what is new, with its attempt."""

    open: dict[str, Task] = field(default_factory=dict)
    fresh: list[tuple[TaskProposal, int]] = field(default_factory=list)
    kept: int = 0
    lapsed: int = 0


def settle(*, morning: Morning) -> Standing:
    """This function will lapse, drop and reopen stored tasks, and tell which proposals are new."""
    uids = {one.uid for one in morning.proposals}
    latest: dict[str, Task] = {}
    alive = Task.objects.filter(station_path=morning.station.path).select_for_update(of=("self",))
    for task in alive.filter(state__in=_OPEN).order_by("attempt"):
        latest[task.uid] = task
    for task in alive.filter(uid__in=uids).order_by("attempt"):
        latest[task.uid] = task
    standing = Standing()
    changes: dict[Move, list[Task]] = defaultdict(list)
    for task in latest.values():
        move = _move_of(task, is_proposed=task.uid in uids, date=morning.date)
        if move is not None:
            task.state = next_state(TaskState(task.state), move)
            changes[move].append(task)
        if TaskState(task.state) in _OPEN_STATES:
            standing.open[task.uid] = task
    standing.lapsed = len(changes[Move.LAPSE])
    standing.kept = len(standing.open)
    _store(changes)
    for proposal in morning.proposals:
        attempt = _attempt(latest.get(proposal.uid), morning.date)
        if attempt:
            standing.fresh.append((proposal, attempt))
    return standing


_OPEN_STATES = frozenset({TaskState.READY, TaskState.SIGNED_FOR, TaskState.IN_PROGRESS})
_OPEN = [state.value for state in _OPEN_STATES]


def _move_of(task: Task, *, is_proposed: bool, date: datetime.date) -> Move | None:
    state = TaskState(task.state)
    if task.duplicate_of_id is not None:
        return None
    if is_proposed:
        return Move.REOPEN if can(state, Move.REOPEN) else None
    if task.closes_date is not None and task.closes_date < date and can(state, Move.LAPSE):
        return Move.LAPSE
    is_of_a_list = task.kind != TaskKind.DIRECTIVE and not task.is_assigned_by_hand
    return Move.CANCEL if is_of_a_list and task.opens_date <= date and can(state, Move.CANCEL) else None


def _attempt(task: Task | None, date: datetime.date) -> int:
    """Return the number of the attempt to raise; 0 when the task is there, or was answered."""
    if task is None:
        return 1
    if task.completed_at is None:
        return 0
    tried = task.completed_at.astimezone(local_zone()).date()
    return next_attempt(attempt=task.attempt, result=CompletionResult(task.result), days_since=(date - tried).days)


def _store(changes: dict[Move, list[Task]]) -> None:
    moment = now()
    for move, tasks in changes.items():
        Task.objects.bulk_update(tasks, ["state"], batch_size=BATCH)
        add_entries(tasks=tasks, what=move.value, at=moment)


def add_entries(*, tasks: Iterable[Task], what: str, at: datetime.datetime, note: str = "") -> None:
    """This function will add one line of the platform to the timeline of each task."""
    TaskEntry.objects.bulk_create(
        [TaskEntry(task=task, at=at, actor_name="", what=what, note=note) for task in tasks], batch_size=BATCH
    )
