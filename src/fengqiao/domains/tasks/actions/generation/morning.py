"""Use case: the morning lists of every station below a place; and, told by a leader, planning a day anew."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

from django.db import connection, transaction

from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.domains.tasks.actions.generation.placing import Placed, apply_assignments, place
from fengqiao.domains.tasks.actions.generation.planning import plan_day_of_station
from fengqiao.domains.tasks.actions.generation.reading import Morning, read_morning
from fengqiao.domains.tasks.actions.generation.settling import Standing, settle
from fengqiao.domains.tasks.actions.generation.storing import store_plans
from fengqiao.domains.tasks.contracts import MorningListsMade, MorningReport, StationUnknownError
from fengqiao.domains.tasks.models import DayPlan, PlanRun
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import local_now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


def generate_morning_lists(*, actor: Actor, date: datetime.date, under: str = "") -> MorningReport:
    """This function will make the lists of a day for every station below a path, each in its own transaction.

    Idempotent: a second run adds only what new facts ask for, moves nothing that is on a list, and leaves the
    day's plan as it is. Raises NotAllowedError without `tasks.generate` at the path.
    """
    require(actor, "tasks.generate", under)
    report = MorningReport(date=date, proposed=0, created=0, kept=0, reassigned=0, lapsed=0, officers=0)
    stations = list_units(kind=UnitKind.POLICE_STATION, under=under)
    if not stations and under:
        own = station_of(path=under)
        stations = [own] if own else []
    for station in stations:
        report = _added(report, _generate(actor=actor, station=station, date=date))
    return report


@transaction.atomic
def replan_station(*, actor: Actor, station_path: str, note: str) -> MorningReport:
    """This function will plan the rest of today anew, from this minute on: somebody fell ill, somebody came back.

    What is signed for or begun stays with its officer. Raises NotVisibleError, NotAllowedError, StationUnknownError.
    """
    require(actor, "tasks.generate", station_path, view="tasks.view")
    moment = local_now()
    station = next(iter(list_units(kind=UnitKind.POLICE_STATION, under=station_path)), None)
    if station is None:
        raise StationUnknownError(path=station_path)
    return _generate(
        actor=actor, station=station, date=today(), now_minute=moment.hour * 60 + moment.minute, note=note, anew=True
    )


@transaction.atomic
def _generate(
    *, actor: Actor, station: UnitRecord, date: datetime.date, now_minute: int = 0, note: str = "", anew: bool = False
) -> MorningReport:
    _one_at_a_time(station.path)
    last = PlanRun.objects.filter(station_path=station.path, date=date).order_by("-revision").first()
    is_first = last is None or anew
    morning = read_morning(station=station, date=date)
    standing = settle(morning=morning)
    desk = None if is_first or last is None else {int(lead) or None: count for lead, count in last.desk.items()}
    placed = place(morning=morning, standing=standing, desk_before=desk)
    if is_first:
        planned = plan_day_of_station(morning=morning, placed=placed, now_minute=now_minute)
        apply_assignments(morning=morning, placed=placed, doers=planned.doers)
        store_plans(morning=morning, placed=placed, planned=planned, revision=last.revision + 1 if last else 1)
    else:
        apply_assignments(morning=morning, placed=placed, doers={})
        _remember_desk(last, placed)
    report = _report(morning, standing, placed)
    _announce(actor=actor, morning=morning, placed=placed, report=report, note=note)
    return report


def _one_at_a_time(station_path: str) -> None:
    """Two generations of a station wait for each other; the lock ends with the transaction."""
    key = int.from_bytes(hashlib.sha256(f"tasks:{station_path}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _remember_desk(run: PlanRun | None, placed: Placed) -> None:
    if run is not None and placed.created:
        run.desk = {str(lead or 0): count for lead, count in placed.desk.items()}
        run.save(update_fields=["desk"])


def _report(morning: Morning, standing: Standing, placed: Placed) -> MorningReport:
    return MorningReport(
        date=morning.date,
        proposed=len(morning.proposals),
        created=placed.created,
        kept=standing.kept,
        reassigned=placed.reassigned,
        lapsed=standing.lapsed,
        officers=DayPlan.objects.filter(station_path=morning.station.path, date=morning.date).count(),
    )


def _announce(*, actor: Actor, morning: Morning, placed: Placed, report: MorningReport, note: str) -> None:
    """One entry and one event per station: counts, and the digest of what was made."""
    made = "\n".join(sorted(f"{task.uid} {task.attempt} {task.staff_id}" for task in placed.tasks))
    record(
        actor=actor,
        action="generate_morning_lists",
        object_kind="station",
        object_id=morning.station.code,
        scope_path=morning.station.path,
        details={
            "date": morning.date,
            "created": report.created,
            "kept": report.kept,
            "reassigned": report.reassigned,
            "lapsed": report.lapsed,
            "lists": [f"{one.duty_list.code}@{one.duty_list.version}" for one in morning.lists],
            "digest": hashlib.sha256(made.encode()).hexdigest(),
            **({"note": note} if note else {}),
        },
    )
    publish(
        MorningListsMade(
            scope_path=morning.station.path,
            object_id=morning.date.isoformat(),
            date=morning.date,
            created=report.created,
        ),
        actor=actor,
    )


def _added(one: MorningReport, other: MorningReport) -> MorningReport:
    return replace(
        one,
        proposed=one.proposed + other.proposed,
        created=one.created + other.created,
        kept=one.kept + other.kept,
        reassigned=one.reassigned + other.reassigned,
        lapsed=one.lapsed + other.lapsed,
        officers=one.officers + other.officers,
    )
