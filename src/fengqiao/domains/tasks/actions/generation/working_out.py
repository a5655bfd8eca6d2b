"""The tasks of stations that lie together, in one transaction: worked out, written, recorded."""

from __future__ import annotations

import datetime
import gc
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.tasks.actions.generation.placing import place
from fengqiao.domains.tasks.actions.generation.reading import Morning, read_mornings
from fengqiao.domains.tasks.actions.generation.settling import settle
from fengqiao.domains.tasks.actions.generation.writing import Worked, write_batch
from fengqiao.domains.tasks.contracts import TasksGenerated
from fengqiao.domains.tasks.models import PlanRun
from fengqiao.domains.tasks.queries.stored import Desk, desks_of, latest_tasks
from fengqiao.domains.tasks.workflow.open_tasks import StoredTask
from fengqiao.domains.tasks.workflow.stations import StationPaths, county_of
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def work_out(
    *,
    actor: Actor,
    stations: Sequence[UnitRecord],
    date: datetime.date,
    only: frozenset[SubjectKey] | None = None,
    is_anew: bool = False,
    keeps_plans: bool = False,
    action: str = "generate_tasks",
) -> list[Worked]:
    """This function will bring the stored tasks of stations up to date and tell what each station's plan needs.

    `only`: no more than these subjects are looked at. `is_anew`: the day is planned anew. What has a plan already
    keeps it, with `keeps_plans` also what has none yet; new tasks come beside it. One audit entry and one event for
    each county.
    """
    with paused_collection():
        return _work_out(actor, stations, date, only=only, is_anew=is_anew, keeps_plans=keeps_plans, action=action)


def _work_out(
    actor: Actor,
    stations: Sequence[UnitRecord],
    date: datetime.date,
    *,
    only: frozenset[SubjectKey] | None,
    is_anew: bool,
    keeps_plans: bool,
    action: str,
) -> list[Worked]:
    one_at_a_time([station.path for station in stations])
    runs = _last_runs([station.path for station in stations], date)
    mornings = read_mornings(stations=stations, date=date, only=only)
    latest = latest_tasks(
        stations=[station.path for station in stations],
        uids=((one.station.path, proposal.uid) for one in mornings for proposal in one.proposals),
        only=mornings[0].only,
    )
    desks = {} if is_anew else {path: _desk_of(run) for path, run in runs.items()}
    if keeps_plans:
        desks = {**desks_of(stations=latest.keys() - desks.keys()), **desks}
    worked = [
        _placed(morning, latest[morning.station.path], desks, runs.get(morning.station.path)) for morning in mornings
    ]
    write_batch(worked)
    for one in worked:
        _remember_desk(runs.get(one.morning.station.path), one)
    for of_county in _by_county(worked):
        _announce(actor=actor, worked=of_county, date=date, action=action)
    return worked


def _by_county(worked: Sequence[Worked]) -> Iterator[list[Worked]]:
    """An entry or an event above the counties would be seen by nobody below."""
    counties: dict[str, list[Worked]] = {}
    for one in worked:
        counties.setdefault(county_of(one.morning.station.path), []).append(one)
    yield from counties.values()


@contextmanager
def paused_collection() -> Iterator[None]:
    """This function will keep Python from looking for circles among the rows of a county: there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _placed(
    morning: Morning, latest: Mapping[str, StoredTask], desks: Mapping[str, Desk], run: PlanRun | None
) -> Worked:
    path = morning.station.path
    standing = settle(morning=morning, latest=latest)
    placed = place(morning=morning, standing=standing, desk_before=desks.get(path))
    return Worked(morning, standing, placed, 0 if path in desks else (run.revision if run else 0) + 1)


def one_at_a_time(paths: Collection[str]) -> None:
    """This function will have two generations of a station wait for each other, until the transaction ends."""
    keys = sorted(
        int.from_bytes(hashlib.sha256(f"tasks:{path}".encode()).digest()[:8], "big", signed=True) for path in paths
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])


def _last_runs(paths: Collection[str], date: datetime.date) -> Mapping[str, PlanRun]:
    rows = PlanRun.objects.filter(station_path__in=paths, date=date).defer("inputs").order_by("revision")
    return {row.station_path: row for row in rows}


def _desk_of(run: PlanRun) -> Desk:
    return {int(lead) or None: count for lead, count in run.desk.items()}


def _remember_desk(run: PlanRun | None, one: Worked) -> None:
    if run is not None and not one.revision and one.placed.created:
        run.desk = {str(lead or 0): count for lead, count in one.placed.desk.items()}
        run.save(update_fields=["desk"])


def _announce(*, actor: Actor, worked: Sequence[Worked], date: datetime.date, action: str) -> None:
    """One entry and one event for the batch: counts, and the digest of what was made."""
    shared = StationPaths([one.morning.station.path for one in worked]).shared
    created = sum(one.placed.created for one in worked)
    record(
        actor=actor,
        action=action,
        object_kind="stations",
        object_id=shared,
        scope_path=shared,
        details={
            "date": date,
            "stations": len(worked),
            "created": created,
            "moved": {
                move.value: count
                for move in {move for one in worked for move in one.standing.moved}
                if (count := sum(len(one.standing.moved[move]) for one in worked))
            },
            "digest": _digest(worked),
        },
    )
    publish(TasksGenerated(scope_path=shared, object_id=date.isoformat(), date=date, created=created), actor=actor)


def _digest(worked: Sequence[Worked]) -> str:
    made = sorted(
        f"{one.morning.station.path} {new.proposal.uid} {new.attempt} {new.found.lead_id}"
        for one in worked
        for new in one.placed.new
    )
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def lists_of(morning: Morning) -> list[str]:
    """This function will name the versions of the lists that a morning followed."""
    return [f"{one.duty_list.code}@{one.duty_list.version}" for one in morning.lists]
