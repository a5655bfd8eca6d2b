"""Whose desk each task comes on: owners, stand-ins, and the cap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.actions.generation.settling import Standing
from fengqiao.domains.tasks.contracts import TaskKind, TaskState
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.workflow.desk import fill_desk, is_uncapped
from fengqiao.domains.tasks.workflow.open_tasks import StoredTask
from fengqiao.domains.tasks.workflow.ownership import Assignment, Errand, How, Team, assign
from fengqiao.domains.tasks.workflow.states import Move, next_state
from fengqiao.engines.duties.contracts import SubjectKey, TaskProposal


@dataclass(frozen=True, slots=True)
class NewTask:
    """A proposal that came on a desk; `attempt`: 2 and 3 after nobody was there."""

    proposal: TaskProposal
    attempt: int
    found: Assignment


@dataclass(slots=True)
class Placed:
    """Every open task with who may do it, by the task's id, and the new ones, which get their ids when written.

    `waiting`: per lead how many of (list, row) queue behind the desk. `released`: taken off the desk of somebody
    on leave. `rows`: the tasks as they are stored, read again for the plan.
    """

    tasks: dict[int, StoredTask] = field(default_factory=dict)
    assignments: dict[int, Assignment] = field(default_factory=dict)
    new: list[NewTask] = field(default_factory=list)
    released: list[StoredTask] = field(default_factory=list)
    waiting: dict[int | None, dict[tuple[str, int], int]] = field(default_factory=dict)
    proposals: list[TaskProposal] = field(default_factory=list)
    desk: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    reassigned: int = 0
    rows: list[Task] = field(default_factory=list)

    @property
    def created(self) -> int:
        """How many tasks are new."""
        return len(self.new)


def place(*, morning: Morning, standing: Standing, desk_before: Mapping[int | None, int] | None) -> Placed:
    """This function will assign what is open and put the new proposals on the desks.

    `desk_before`: the capped tasks on each desk when the day's plan was made; then only new tasks are placed and
    nothing that is on a list moves. A task that an officer has signed for, or a leader has assigned, stays,
    unless that officer is on leave.
    """
    placed = Placed()
    owners = Owners(morning.team)
    if desk_before is None:
        _place_standing(morning, standing, placed, owners)
    else:
        placed.desk.update(desk_before)
    groups: dict[int | None, list[NewTask]] = defaultdict(list)
    for proposal, attempt in standing.fresh:
        found = owners.of(errand_of(proposal, morning))
        groups[found.lead_id].append(NewTask(proposal, attempt, found))
    for lead, group in groups.items():
        desk = fill_desk(proposals=[one.proposal for one in group], already=placed.desk[lead], today=morning.date)
        taken = {one.uid for one in desk.taken}
        placed.desk[lead] += sum(not is_uncapped(one) for one in desk.taken)
        placed.waiting[lead] = dict(desk.waiting)
        placed.new.extend(one for one in group if one.proposal.uid in taken)
    placed.proposals.extend(one.proposal for one in placed.new)
    return placed


class Owners:
    """Whose each errand is; thousands of errands of a station are alike."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._known: dict[Errand, Assignment] = {}

    def of(self, errand: Errand) -> Assignment:
        """This function will say whose an errand is."""
        if errand not in self._known:
            self._known[errand] = assign(errand=errand, team=self._team)
        return self._known[errand]


def _place_standing(morning: Morning, standing: Standing, placed: Placed, owners: Owners) -> None:
    by_uid = {one.uid: one for one in morning.proposals}
    for task in standing.open.values():
        if task.staff_id in morning.team.absent and task.state != TaskState.IN_PROGRESS:
            _release(task)
            placed.released.append(task)
        assignment = _of_stored(task, by_uid.get(task.uid), morning, owners)
        placed.tasks[task.id] = task
        placed.assignments[task.id] = assignment
        if task.uid in by_uid:
            placed.proposals.append(by_uid[task.uid])
        placed.desk[assignment.lead_id] += not task.mandatory and task.kind == TaskKind.PRESCRIBED


def _release(task: StoredTask) -> None:
    """Take a task off the desk of somebody on leave; what is begun stays. The stand-in signs for it anew."""
    task.state = next_state(TaskState(task.state), Move.ASSIGN)
    task.is_assigned_by_hand, task.signed_for_at = False, None


def is_fixed(task: StoredTask) -> bool:
    """This function will tell whether a person has decided already whose task it is."""
    return task.is_assigned_by_hand or task.state != TaskState.READY


def _of_stored(task: StoredTask, proposal: TaskProposal | None, morning: Morning, owners: Owners) -> Assignment:
    if is_fixed(task):
        return Assignment(task.owner_id, (task.staff_id,) if task.staff_id else (), How.OWN)
    key = SubjectKey(task.subject_kind, task.subject_id)
    return owners.of(
        Errand(
            path=task.scope_path,
            role=task.owner_role,
            kind=TaskKind(task.kind),
            officer_number=str(proposal.subject.facts.get("officer_number") or "") if proposal else "",
            is_pressing=task.mandatory or task.closes_date == morning.date,
            last_done_by=morning.past.doer(task.list_code, task.row_number, key),
        )
    )


def errand_of(proposal: TaskProposal, morning: Morning) -> Errand:
    """This function will say what ownership needs to know of a proposal."""
    return Errand(
        path=morning.path_of(proposal),
        role=proposal.owner_role,
        kind=proposal.kind,
        officer_number=str(proposal.subject.facts.get("officer_number") or ""),
        is_pressing=proposal.mandatory or proposal.closes_date == morning.date,
        last_done_by=morning.past.doer(proposal.list_code, proposal.row_number, proposal.subject.key),
    )
