"""Reads of the boundary: the clauses of a day, what waits, and the minutes spared."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fengqiao.domains.duties.contracts import (
    Boundary,
    BoundaryClause,
    BoundaryLine,
    GiverKind,
    HandedCases,
    ListNotInForceError,
    ListVersionRecord,
    OutsideDesk,
    OutsideState,
    OutsideTaskRecord,
    SparedMinutes,
    Text,
)
from fengqiao.domains.duties.models import OutsideTask
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force, negative_list_in_force
from fengqiao.domains.duties.workflow.outside_tasks import SPARED, clause_for
from fengqiao.domains.organisation.public import get_unit_at, station_of
from fengqiao.foundation.clock.clock import local_zone, now
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require_somewhere, scoped

REPORT, DECIDE, DECIDE_ABOVE = "duties.report_outside", "duties.decide_outside", "duties.decide_outside_above"
LEADING = (DECIDE, DECIDE_ABOVE)
RECENT = 20
SPARED_OVER = datetime.timedelta(days=365)


def own_path(actor: Actor) -> str:
    """This function will return the place where an actor works: the most particular one. Raises NotAllowedError."""
    paths = require_somewhere(actor, REPORT)
    path = max(paths, key=len)
    if not path:
        raise NotAllowedError(REPORT)
    return path


def clauses_at(*, on: datetime.date, path: str) -> Sequence[BoundaryClause]:
    """This function will gather the boundary that the lists in force draw on a day at a place."""
    drawn = [(one.record, one.boundary) for one in duty_lists_in_force(on=on, path=path)]
    try:
        negative = negative_list_in_force(on=on, path=path)
        drawn.append((negative.record, negative.boundary))
    except ListNotInForceError:
        pass
    return [_clause(record, line) for record, lines in drawn for line in lines]


def boundary_answer(*, what: str, on: datetime.date, path: str) -> BoundaryClause | None:
    """This function will return the clause of a day that answers a piece of work; None: no clause names it."""
    return clause_for(what=what, clauses=clauses_at(on=on, path=path))


def handed_cases(*, on: datetime.date, path: str) -> tuple[ListVersionRecord | None, Sequence[HandedCases]]:
    """This function will say to whom the negative list of a day hands cases, and by which rows."""
    try:
        negative = negative_list_in_force(on=on, path=path)
    except ListNotInForceError:
        return None, ()
    by_handler: dict[str, list[tuple[int, Text]]] = defaultdict(list)
    for row in negative.rows:
        if row.transfer_due_hours is not None:
            by_handler[row.handler].append((row.number, row.title))
    return negative.record, [HandedCases(negative.handler_name(one), rows) for one, rows in by_handler.items()]


def handed_cases_for(*, actor: Actor, on: datetime.date) -> tuple[ListVersionRecord | None, Sequence[HandedCases]]:
    """This function will say to whom the negative list that applies to a reader hands cases on a day."""
    paths = require_somewhere(actor, "duties.view")
    return handed_cases(on=on, path=max(paths, key=len))


def list_own_reports(*, actor: Actor) -> Sequence[OutsideTaskRecord]:
    """This function will list what the actor has reported, the newest first."""
    require_somewhere(actor, REPORT)
    key = f"staff:{actor.staff_id}" if actor.staff_id is not None else f"user:{actor.user_id}"
    rows = OutsideTask.objects.filter(reporter_key=key).order_by("-reported_at", "-pk")[:RECENT]
    return [task_record(row, actor=actor) for row in rows]


def get_outside_task(*, actor: Actor, task_id: int) -> OutsideTaskRecord:
    """This function will return a report to who made it and to who may decide it. Raises NotVisibleError."""
    row = OutsideTask.objects.filter(pk=task_id).first()
    key = f"staff:{actor.staff_id}" if actor.staff_id is not None else f"user:{actor.user_id}"
    if row is None or not (row.reporter_key == key or any(holds(actor, one, row.scope_path) for one in LEADING)):
        raise NotVisibleError
    return task_record(row, actor=actor)


def get_outside_desk(*, actor: Actor) -> OutsideDesk:
    """This function will show a leader what waits, what was decided lately, and the minutes spared in a year."""
    paths = {*paths_for(actor, DECIDE), *paths_for(actor, DECIDE_ABOVE)} or require_somewhere(actor, DECIDE)
    rows = scoped(OutsideTask.objects.all(), paths)
    waiting = rows.filter(state=OutsideState.ESCALATED).order_by("due_at", "pk")
    recent = rows.exclude(state=OutsideState.ESCALATED).order_by("-reported_at", "-pk")[:RECENT]
    return OutsideDesk(
        waiting=[task_record(row, actor=actor) for row in waiting],
        recent=[task_record(row, actor=actor) for row in recent],
        spared=_spared(list(rows.filter(asked_at__gte=now() - SPARED_OVER).exclude(state=OutsideState.ESCALATED))),
    )


def spared_in_month(*, path: str, month: datetime.date) -> tuple[int, int]:
    """This function will count what the boundary refused below a path in a month: tasks and their minutes."""
    first = datetime.datetime.combine(month.replace(day=1), datetime.time(), local_zone())
    following = (first + datetime.timedelta(days=31)).replace(day=1)
    rows = OutsideTask.objects.filter(
        scope_path__startswith=path, state__in=SPARED, asked_at__gte=first, asked_at__lt=following
    )
    minutes = list(rows.values_list("minutes", flat=True))
    return len(minutes), sum(minutes)


def task_record(row: OutsideTask, *, actor: Actor | None = None) -> OutsideTaskRecord:
    """This function will turn a report into the value that others may hold, with what the actor may do with it."""
    is_own = actor is not None and row.reporter_key in (f"staff:{actor.staff_id}", f"user:{actor.user_id}")
    is_open = row.state == OutsideState.ESCALATED
    return OutsideTaskRecord(
        id=row.pk,
        state=OutsideState(row.state),
        scope_path=row.scope_path,
        unit_name=get_unit_at(path=row.scope_path).name,
        giver=row.giver,
        giver_kind=GiverKind(row.giver_kind),
        what=row.what,
        minutes=row.minutes,
        asked_at=row.asked_at,
        reported_at=row.reported_at,
        reported_by=row.reported_by,
        clause=_read_clause(row.clause) if row.clause else None,
        due_at=row.due_at,
        is_with_county=row.is_with_county,
        escalated_because=row.escalated_because,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
        may_decide=actor is not None and is_open and not is_own and _may_decide_at(actor, row),
        may_contest=actor is not None and is_own and row.state in (OutsideState.REFUSED, OutsideState.WITHIN),
        reporter_staff_id=_staff_id(row.reporter_key),
    )


def _staff_id(key: str) -> int | None:
    kind, _, number = key.partition(":")
    return int(number) if kind == "staff" else None


def plain_clause(clause: BoundaryClause) -> Mapping[str, Any]:
    """This function will write a clause as it is stored: as it stood on its day."""
    return {
        "side": clause.side.value,
        "what": [clause.what.zh, clause.what.en],
        "handler": [clause.handler.zh, clause.handler.en],
        "basis": clause.basis,
        "list": [clause.list_code, clause.list_version, clause.list_title.zh, clause.list_title.en],
        "matched": clause.matched,
    }


def _read_clause(stored: Mapping[str, Any]) -> BoundaryClause:
    code, version, zh, en = stored["list"]
    return BoundaryClause(
        side=Boundary(stored["side"]),
        what=Text(*stored["what"]),
        handler=Text(*stored["handler"]),
        basis=stored["basis"],
        list_code=code,
        list_version=version,
        list_title=Text(zh, en),
        matched=stored["matched"],
    )


def _clause(record: ListVersionRecord, line: BoundaryLine) -> BoundaryClause:
    return BoundaryClause(
        line.boundary, line.what, line.handler, line.basis, record.code, record.version, record.title, ""
    )


def _may_decide_at(actor: Actor, row: OutsideTask) -> bool:
    return holds(actor, DECIDE_ABOVE if row.is_with_county else DECIDE, row.scope_path)


def _spared(rows: Sequence[OutsideTask]) -> SparedMinutes:
    spared = [row for row in rows if row.state in SPARED]
    taken = [row for row in rows if row.state == OutsideState.TAKEN_ON]
    months: Counter[str] = Counter()
    units: Counter[str] = Counter()
    givers: Counter[GiverKind] = Counter()
    for row in spared:
        months[row.asked_at.astimezone(local_zone()).strftime("%Y-%m")] += row.minutes
        units[_station_name(row.scope_path)] += row.minutes
        givers[GiverKind(row.giver_kind)] += row.minutes
    return SparedMinutes(
        months=sorted(months.items()),
        units=sorted(units.items()),
        givers=sorted(givers.items(), key=lambda one: -one[1]),
        minutes=sum(row.minutes for row in spared),
        refused=len(spared),
        taken_on=len(taken),
        minutes_taken_on=sum(row.minutes for row in taken),
    )


def _station_name(path: str) -> str:
    station = station_of(path=path)
    return station.name if station else get_unit_at(path=path).name
