"""A station's day after its tasks are written: read again, planned, stored, announced."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction

from fengqiao.domains.tasks.actions.generation.placing import Placed
from fengqiao.domains.tasks.actions.generation.planning import plan_day_of_station
from fengqiao.domains.tasks.actions.generation.storing import store_plans
from fengqiao.domains.tasks.actions.generation.working_out import lists_of, one_at_a_time
from fengqiao.domains.tasks.actions.generation.writing import Worked, write_companions, write_doers
from fengqiao.domains.tasks.contracts import MorningListsMade, MorningReport, TaskState
from fengqiao.domains.tasks.models import PlanRun, Task
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def plan_and_store(*, actor: Actor, one: Worked, now_minute: int = 0, note: str = "") -> None:
    """This function will plan a station's day over its open tasks, and put each on the desk of whoever does it.

    Two may make the same lists at once (the morning, a leader's button): one plans, the other leaves it as it is.
    """
    station, date = one.morning.station.path, one.morning.date
    one_at_a_time([station])
    if PlanRun.objects.filter(station_path=station, date=date, revision=one.revision).exists():
        return
    placed = one.placed
    placed.rows = list(Task.objects.filter(pk__in=list(placed.assignments)).order_by("pk"))
    planned = plan_day_of_station(morning=one.morning, placed=placed, now_minute=now_minute)
    write_doers(_moved_to(placed, {one: crew[0] for one, crew in planned.crews.items()}))
    write_companions(_along(placed, planned.crews))
    store_plans(morning=one.morning, placed=placed, planned=planned, revision=one.revision)
    _announce(actor=actor, one=one, note=note)


def _moved_to(placed: Placed, doers: Mapping[int, int]) -> dict[int, int | None]:
    """Return task → officer where the plan names another one than the desk it lies on; else the lead has it."""
    found: dict[int, int | None] = {}
    for row in placed.rows:
        staff_id = doers.get(row.pk, placed.assignments[row.pk].lead_id)
        if row.state == TaskState.READY and not row.is_assigned_by_hand and row.staff_id != staff_id:
            row.staff_id = found[row.pk] = staff_id
    return found


def _along(placed: Placed, crews: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Return task → who comes along, where that is another than before; what is in nobody's day has nobody."""
    found: dict[int, tuple[int, ...]] = {}
    for row in placed.rows:
        along = tuple(one for one in crews.get(row.pk, ()) if one != row.staff_id)
        if row.officers_needed > 1 and tuple(row.companions) != along:
            row.companions, found[row.pk] = list(along), along
    return found


def report_station(one: Worked) -> MorningReport:
    """This function will count what became of a station's tasks."""
    return MorningReport(
        date=one.morning.date,
        proposed=len(one.morning.proposals),
        created=one.placed.created,
        kept=one.standing.kept,
        reassigned=one.placed.reassigned,
        lapsed=one.standing.lapsed,
        officers=0,
    )


def _announce(*, actor: Actor, one: Worked, note: str) -> None:
    """One entry and one event per station: counts, and the digest of whose tasks they are."""
    station, report = one.morning.station, report_station(one)
    made = "\n".join(f"{row.uid} {row.attempt} {row.staff_id}" for row in sorted(one.placed.rows, key=_by_uid))
    record(
        actor=actor,
        action="generate_morning_lists",
        object_kind="station",
        object_id=station.code,
        scope_path=station.path,
        details={
            "date": report.date,
            "created": report.created,
            "kept": report.kept,
            "reassigned": report.reassigned,
            "lapsed": report.lapsed,
            "lists": lists_of(one.morning),
            "digest": hashlib.sha256(made.encode()).hexdigest(),
            **({"note": note} if note else {}),
        },
    )
    publish(
        MorningListsMade(
            scope_path=station.path, object_id=report.date.isoformat(), date=report.date, created=report.created
        ),
        actor=actor,
    )


def _by_uid(row: Task) -> tuple[str, int]:
    return row.uid, row.attempt
