"""Use case: the morning lists of every station below a place; and, told by a leader, planning a day anew."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import transaction

from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.domains.tasks.actions.generation.day_planning import plan_and_store, report_station
from fengqiao.domains.tasks.actions.generation.processes import Order, added, carried_out
from fengqiao.domains.tasks.actions.generation.working_out import work_out
from fengqiao.domains.tasks.contracts import MorningReport, StationUnknownError
from fengqiao.domains.tasks.models import DayPlan
from fengqiao.domains.tasks.workflow.stations import batches
from fengqiao.foundation.clock.clock import local_now, today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

Progress = Callable[[int, int], None]
"""Told how many stations are done, of how many."""


def generate_morning_lists(
    *, actor: Actor, date: datetime.date, under: str = "", on_progress: Progress | None = None
) -> MorningReport:
    """This function will make the lists of a day for every station below a path.

    The tasks of a county's stations are one transaction, each station's plan is another: what is stopped half-way
    goes on where it stopped. Idempotent: a second run adds only what new facts ask for, moves nothing that is on a
    list, and leaves the day's plan as it is. Raises NotAllowedError without `tasks.generate` at the path.
    """
    return _generate(actor=actor, date=date, under=under, on_progress=on_progress, is_planned=True)


def generate_tasks(
    *, actor: Actor, date: datetime.date, under: str = "", on_progress: Progress | None = None
) -> MorningReport:
    """This function will bring the tasks of a day up to date and leave the plans to `generate_morning_lists`."""
    return _generate(actor=actor, date=date, under=under, on_progress=on_progress, is_planned=False)


def _generate(
    *, actor: Actor, date: datetime.date, under: str, on_progress: Progress | None, is_planned: bool
) -> MorningReport:
    require(actor, "tasks.generate", under)
    report = MorningReport(date=date, proposed=0, created=0, kept=0, reassigned=0, lapsed=0, officers=0)
    stations = _stations(under)
    done = 0
    orders = [Order(actor, batch, date, is_planned) for batch in batches(stations)]
    for made, count in carried_out(orders):
        report, done = added(report, made), done + count
        if on_progress is not None:
            on_progress(done, len(stations))
    paths = [station.path for station in stations]
    return replace(report, officers=DayPlan.objects.filter(date=date, station_path__in=paths).count())


def _stations(under: str) -> Sequence[UnitRecord]:
    stations = list_units(kind=UnitKind.POLICE_STATION, under=under)
    if not stations and under:
        own = station_of(path=under)
        return [own] if own else []
    return stations


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
    [one] = work_out(actor=actor, stations=[station], date=today(), is_anew=True)
    plan_and_store(actor=actor, one=one, now_minute=moment.hour * 60 + moment.minute, note=note)
    officers = DayPlan.objects.filter(station_path=station.path, date=today()).count()
    return replace(report_station(one), officers=officers)
