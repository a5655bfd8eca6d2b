"""Writing a batch of stations: a few statements for all that is new, moved and reassigned."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from fengqiao.domains.places.public import premises_addresses
from fengqiao.domains.tasks.actions.generation.placing import NewTask, Placed, is_fixed
from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.actions.generation.settling import Standing
from fengqiao.domains.tasks.actions.generation.staging import insert_tasks
from fengqiao.domains.tasks.queries.tasks import PREMISES_SUBJECTS
from fengqiao.domains.tasks.workflow.open_tasks import StoredTask
from fengqiao.domains.tasks.workflow.ownership import Assignment, How
from fengqiao.domains.tasks.workflow.replay_inputs import plain_facts
from fengqiao.engines.duties.contracts import Subject, SubjectKey
from fengqiao.foundation.clock.clock import now
from fengqiao.primitives.reason import Reason

_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class Worked:
    """A station whose tasks have been worked out. `revision`: of the plan to make; 0: the day's plan stays."""

    morning: Morning
    standing: Standing
    placed: Placed
    revision: int = 0


@dataclass(slots=True)
class _Entries:
    """Lines of the platform for timelines."""

    rows: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, task_id: int, what: str, note: str = "") -> None:
        self.rows.append((task_id, what, note))


def write_batch(worked: Sequence[Worked]) -> None:
    """This function will store what was worked out for stations, all at once, and give the new tasks their ids."""
    entries = _Entries()
    _write_moves(worked, entries)
    _write_reassigned(worked, entries)
    _write_new(worked, entries)
    _write_entries(entries)


def _write_moves(worked: Sequence[Worked], entries: _Entries) -> None:
    ids: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in worked:
        for move, tasks in one.standing.moved.items():
            for task in tasks:
                ids[move.value, task.state].append(task.id)
    for (what, state), of_move in ids.items():
        _execute("UPDATE tasks_task SET state = %s WHERE id = ANY(%s)", [state, of_move])
        for task_id in of_move:
            entries.add(task_id, what)


def _write_reassigned(worked: Sequence[Worked], entries: _Entries) -> None:
    changed: dict[int, StoredTask] = {}
    for one in worked:
        changed.update((task.id, task) for task in one.placed.released)
        for task in one.placed.tasks.values():
            if not is_fixed(task) and _reassign(task, one, entries):
                changed[task.id] = task
    _update(changed.values(), ("staff_id", "owner_id", "reassigned_from", "state", "is_assigned_by_hand"))


def _reassign(task: StoredTask, one: Worked, entries: _Entries) -> bool:
    """Put a standing task on the desk of whoever has it today. Who may do it keeps it: the plan decides."""
    found, names = one.placed.assignments[task.id], one.morning.team.names
    owner_name = _owner_name(found, names)
    is_kept = task.staff_id in (*found.eligible, *found.helpers) or task.staff_id == found.lead_id
    if is_kept and task.reassigned_from == owner_name:
        return False
    if owner_name != task.reassigned_from:
        one.placed.reassigned += bool(owner_name)
        _note_owner(task.id, found, names, entries)
    task.staff_id, task.owner_id, task.reassigned_from = found.lead_id, found.owner_id, owner_name
    return True


def _owner_name(found: Assignment, names: Mapping[int, str]) -> str:
    """Return whose task it is when somebody else has it, or nobody."""
    is_moved = found.how in (How.SUBSTITUTE, How.HANDED_OVER) or (found.how is How.NOBODY and found.owner_id)
    return names.get(found.owner_id or 0, "") if is_moved else ""


def _note_owner(task_id: int, found: Assignment, names: Mapping[int, str], entries: _Entries) -> None:
    owner_name = _owner_name(found, names)
    note = f"{owner_name} → {names.get(found.lead_id or 0, '')}" if owner_name else ""
    entries.add(task_id, found.how.value if owner_name else "returned", note)


def _write_new(worked: Sequence[Worked], entries: _Entries) -> None:
    described = _described(worked)
    codes = {key.id for one in worked for key in _keys(one) if key.kind in PREMISES_SUBJECTS}
    addresses = premises_addresses(codes=codes) if codes else {}
    rows, reasons, ids = [], _Reasons(), iter(_next_ids(sum(len(one.placed.new) for one in worked)))
    by_id: dict[int, tuple[Worked, NewTask]] = {}
    for one in worked:
        for new in one.placed.new:
            task_id = next(ids)
            by_id[task_id] = one, new
            subject = described.get(new.proposal.subject.key, new.proposal.subject)
            address = addresses.get(subject.id, "")
            rows.append((one.morning.rows[new.proposal.list_code, new.proposal.row_number], new.proposal,
                         _columns(task_id, one, new, subject, address=address, reasons=reasons)))  # fmt: skip
    landed = insert_tasks(rows=rows, listed_date=worked[0].morning.date) if rows else frozenset()
    for one in worked:
        one.placed.new.clear()
    for task_id, (one, new) in by_id.items():
        if task_id in landed:
            one.placed.new.append(new)
            one.placed.assignments[task_id] = new.found
            if owner_name := _owner_name(new.found, one.morning.team.names):
                one.placed.reassigned += bool(owner_name)
                _note_owner(task_id, new.found, one.morning.team.names, entries)


def _keys(one: Worked) -> Iterable[SubjectKey]:
    return (new.proposal.subject.key for new in one.placed.new)


def _described(worked: Sequence[Worked]) -> Mapping[SubjectKey, Subject]:
    """Ask for label and position of what came out of a group."""
    keys = {new.proposal.subject.key for one in worked for new in one.placed.new if not new.proposal.subject.label}
    return {one.key: one for one in worked[0].morning.describe(keys)} if keys else {}


class _Reasons:
    """Reasons as JSON: those whose turn came last on the same day share one, which is written once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Reason, str]] = {}

    def of(self, reason: Reason) -> str:
        """The reason is kept beside its text, so that its id stays its own."""
        if id(reason) not in self._known:
            self._known[id(reason)] = reason, _as_json(reason.as_plain())
        return self._known[id(reason)][1]


def _columns(
    task_id: int, one: Worked, new: NewTask, subject: Subject, *, address: str, reasons: _Reasons
) -> tuple[Any, ...]:
    """In the order of `staging.STAGED`."""
    proposal, date = new.proposal, one.morning.date
    opens = proposal.opens_date if new.attempt == 1 else date
    return (
        task_id,
        one.morning.station.path,
        one.morning.path_of(proposal),
        proposal.uid,
        new.attempt,
        subject.kind,
        subject.id,
        subject.label or subject.id,
        subject.position.longitude if subject.position else None,
        subject.position.latitude if subject.position else None,
        address,
        new.found.owner_id,
        new.found.lead_id,
        _owner_name(new.found, one.morning.team.names),
        opens,
        max(proposal.due_date, opens) if new.attempt == 1 else date,
        proposal.closes_date,
        reasons.of(proposal.reason),
        _as_json(plain_facts(proposal.facts_used)) if proposal.facts_used else "{}",
    )


def _write_entries(entries: _Entries) -> None:
    if entries.rows:
        ids, whats, notes = zip(*entries.rows, strict=True)
        _execute(
            "INSERT INTO tasks_taskentry (task_id, at, actor_name, what, note) "
            "SELECT id, %s, '', what, note FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS e(id, what, note)",
            [now(), list(ids), list(whats), list(notes)],
        )


_TYPES: Final = {
    "staff_id": "bigint",
    "owner_id": "bigint",
    "reassigned_from": "text",
    "state": "text",
    "is_assigned_by_hand": "boolean",
}


def _update(tasks: Collection[StoredTask], columns: Sequence[str]) -> None:
    """Write columns of tasks by one statement; who is asked to sign anew has not signed."""
    if tasks:
        names = ", ".join(columns)
        arrays = ", ".join(f"%s::{_TYPES[column]}[]" for column in columns)
        sets = ", ".join(f"{column} = v.{column}" for column in columns)
        _execute(
            f"UPDATE tasks_task t SET {sets}, "
            "signed_for_at = CASE WHEN v.state = 'ready' THEN NULL ELSE t.signed_for_at END "
            f"FROM unnest(%s::bigint[], {arrays}) AS v(id, {names}) WHERE t.id = v.id",
            [[one.id for one in tasks], *([getattr(one, column) for one in tasks] for column in columns)],
        )


def write_doers(doers: Mapping[int, int | None]) -> None:
    """This function will put tasks on the desks of those whom the plan names (task → staff id)."""
    if doers:
        _execute(
            "UPDATE tasks_task t SET staff_id = v.staff_id "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, staff_id) WHERE t.id = v.id",
            [list(doers), list(doers.values())],
        )


def write_companions(companions: Mapping[int, Collection[int]]) -> None:
    """This function will note who comes along to tasks (task → staff ids)."""
    if companions:
        _execute(
            "UPDATE tasks_task t SET companions = string_to_array(v.along, ',')::bigint[] "
            "FROM unnest(%s::bigint[], %s::text[]) AS v(id, along) WHERE t.id = v.id",
            [list(companions), [",".join(map(str, along)) for along in companions.values()]],
        )


def _next_ids(count: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence('tasks_task', 'id')")
        sequence = cursor.fetchone()[0]
        # Named by a constant: the database looks it up once, not for each number.
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]


def _execute(sql: str, parameters: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
