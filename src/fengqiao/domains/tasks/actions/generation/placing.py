"""Whose desk each task comes on: owners, stand-ins, the cap, and the new rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from fengqiao.domains.places.public import list_premises
from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.actions.generation.settling import BATCH, Standing
from fengqiao.domains.tasks.contracts import TaskKind, TaskState
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.workflow.desk import fill_desk, is_uncapped
from fengqiao.domains.tasks.workflow.ownership import Assignment, Errand, How, assign
from fengqiao.domains.tasks.workflow.replay_inputs import plain_facts
from fengqiao.domains.tasks.workflow.states import Move, next_state
from fengqiao.engines.duties.contracts import SubjectKey, TaskProposal
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM

ASSIGNED_FIELDS = ["staff", "owner", "reassigned_from", "state", "is_assigned_by_hand", "signed_for_at"]


@dataclass(slots=True)
class Placed:
    """Every open task with who may do it. `waiting`: per lead how many of (list, row) queue behind the desk."""

    tasks: list[Task] = field(default_factory=list)
    assignments: dict[int, Assignment] = field(default_factory=dict)
    waiting: dict[int | None, dict[tuple[str, int], int]] = field(default_factory=dict)
    proposals: list[TaskProposal] = field(default_factory=list)
    desk: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    created: int = 0
    reassigned: int = 0


def place(*, morning: Morning, standing: Standing, desk_before: Mapping[int | None, int] | None) -> Placed:
    """This function will assign what is open and put the new proposals on the desks.

    `desk_before`: the capped tasks on each desk when the day's plan was made; then only new tasks are placed and
    nothing that is on a list moves. A task that an officer has signed for, or a leader has assigned, stays,
    unless that officer is on leave.
    """
    placed = Placed()
    if desk_before is None:
        _place_standing(morning, standing, placed)
    else:
        placed.desk.update(desk_before)
    groups: dict[int | None, list[tuple[TaskProposal, int, Assignment]]] = defaultdict(list)
    for proposal, attempt in standing.fresh:
        found = assign(errand=_errand(proposal, morning), team=morning.team)
        groups[found.lead_id].append((proposal, attempt, found))
    addresses = _addresses(morning) if standing.fresh else {}
    new: list[tuple[Task, Assignment, TaskProposal]] = []
    for lead, group in groups.items():
        desk = fill_desk(proposals=[one for one, _, _ in group], already=placed.desk[lead], today=morning.date)
        taken = {one.uid for one in desk.taken}
        placed.desk[lead] += sum(not is_uncapped(one) for one in desk.taken)
        placed.waiting[lead] = dict(desk.waiting)
        new.extend(
            (_new_task(proposal, attempt, found, morning, addresses), found, proposal)
            for proposal, attempt, found in group
            if proposal.uid in taken
        )
    Task.objects.bulk_create([task for task, _, _ in new], batch_size=BATCH)
    for task, found, proposal in new:
        placed.tasks.append(task)
        placed.assignments[task.pk] = found
        placed.proposals.append(proposal)
    placed.created = len(new)
    return placed


def _place_standing(morning: Morning, standing: Standing, placed: Placed) -> None:
    by_uid = {one.uid: one for one in morning.proposals}
    for task in standing.open.values():
        if task.staff_id in morning.team.absent:
            _release(task)
        assignment = _of_stored(task, by_uid.get(task.uid), morning)
        placed.tasks.append(task)
        placed.assignments[task.pk] = assignment
        if task.uid in by_uid:
            placed.proposals.append(by_uid[task.uid])
        placed.desk[assignment.lead_id] += not task.mandatory and task.kind == TaskKind.PRESCRIBED


def _release(task: Task) -> None:
    """Take a task off the desk of somebody on leave; what is begun stays. The stand-in signs for it anew."""
    if task.state != TaskState.IN_PROGRESS:
        task.state = next_state(TaskState(task.state), Move.ASSIGN)
        task.is_assigned_by_hand, task.signed_for_at = False, None


def apply_assignments(*, morning: Morning, placed: Placed, doers: Mapping[int, int]) -> None:
    """This function will write who does each task: the one of the plan (`doers`), else the lead; noting stand-ins."""
    changed: list[Task] = []
    entries: list[TaskEntry] = []
    moment = now()
    for task in placed.tasks:
        found = placed.assignments[task.pk]
        staff_id = doers.get(task.pk, found.lead_id)
        is_moved = found.how in (How.SUBSTITUTE, How.HANDED_OVER) or (found.how is How.NOBODY and found.owner_id)
        owner_name = morning.team.names.get(found.owner_id or 0, "") if is_moved else ""
        if is_fixed(task) or (task.staff_id == staff_id and task.reassigned_from == owner_name):
            continue
        if owner_name != task.reassigned_from:
            placed.reassigned += bool(owner_name)
            what = found.how.value if owner_name else "returned"
            note = f"{owner_name} → {morning.team.names.get(staff_id or 0, '')}" if owner_name else ""
            entries.append(TaskEntry(task=task, at=moment, actor_name="", what=what, note=note))
        task.staff_id, task.owner_id, task.reassigned_from = staff_id, found.owner_id, owner_name
        changed.append(task)
    Task.objects.bulk_update(changed, ASSIGNED_FIELDS, batch_size=BATCH)
    TaskEntry.objects.bulk_create(entries, batch_size=BATCH)


def is_fixed(task: Task) -> bool:
    """This function will tell whether a person has decided already whose task it is."""
    return task.is_assigned_by_hand or task.state != TaskState.READY


def _of_stored(task: Task, proposal: TaskProposal | None, morning: Morning) -> Assignment:
    if is_fixed(task):
        return Assignment(task.owner_id, (task.staff_id,) if task.staff_id else (), How.OWN)
    number = str(proposal.subject.facts.get("officer_number") or "") if proposal else ""
    errand = Errand(
        path=task.scope_path,
        role=task.owner_role,
        kind=TaskKind(task.kind),
        officer_number=number,
        is_pressing=task.mandatory or task.closes_date == morning.date,
        last_done_by=morning.last_done_by.get(
            (task.list_code, task.row_number, SubjectKey(task.subject_kind, task.subject_id))
        ),
    )
    return assign(errand=errand, team=morning.team)


def _errand(proposal: TaskProposal, morning: Morning) -> Errand:
    return Errand(
        path=morning.path_of(proposal),
        role=proposal.owner_role,
        kind=proposal.kind,
        officer_number=str(proposal.subject.facts.get("officer_number") or ""),
        is_pressing=proposal.mandatory or proposal.closes_date == morning.date,
        last_done_by=morning.last_done_by.get((proposal.list_code, proposal.row_number, proposal.subject.key)),
    )


def _addresses(morning: Morning) -> dict[str, str]:
    rows = list_premises(actor=SYSTEM, under=morning.station.path)
    return {row.code: row.address.short_text for row in rows}


def _new_task(
    proposal: TaskProposal, attempt: int, found: Assignment, morning: Morning, addresses: Mapping[str, str]
) -> Task:
    row = morning.rows[proposal.list_code, proposal.row_number]
    subject, position = proposal.subject, proposal.subject.position
    opens = proposal.opens_date if attempt == 1 else morning.date
    return Task(
        station_path=morning.station.path,
        scope_path=morning.path_of(proposal),
        uid=proposal.uid,
        attempt=attempt,
        kind=proposal.kind,
        state=TaskState.READY,
        list_code=proposal.list_code,
        list_version=proposal.list_version,
        row_number=proposal.row_number,
        title_zh=row.duty.zh,
        title_en=row.duty.en,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_label=subject.label or subject.id,
        longitude=position.longitude if position else None,
        latitude=position.latitude if position else None,
        address_text=addresses.get(subject.id, ""),
        owner_role=proposal.owner_role,
        owner_id=found.owner_id,
        staff_id=found.lead_id if found.how is How.OWN else None,
        opens_date=opens,
        due_date=max(proposal.due_date, opens) if attempt == 1 else morning.date,
        closes_date=proposal.closes_date,
        opens_minute=proposal.opens_minute,
        closes_minute=proposal.closes_minute,
        minutes=proposal.minutes,
        officers_needed=proposal.officers_needed,
        priority=proposal.priority,
        mandatory=proposal.mandatory,
        reason=proposal.reason.as_plain(),
        facts_used=plain_facts(proposal.facts_used),
        created_at=now(),
        listed_date=morning.date,
    )
