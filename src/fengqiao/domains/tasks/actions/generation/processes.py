"""A province's counties side by side: each in one of a few processes, which share nothing but the database."""

from __future__ import annotations

import datetime
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from typing import Final

import django
from django.db import connection

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.tasks.actions.generation.day_planning import plan_and_store, report_station
from fengqiao.domains.tasks.actions.generation.working_out import work_out
from fengqiao.domains.tasks.contracts import MorningReport
from fengqiao.foundation.scoping.contracts import Actor

WORTH_PROCESSES: Final = 8
"""Batches from which on a further process pays: it takes seconds to start."""
MOST_PROCESSES: Final = 4


@dataclass(frozen=True, slots=True)
class Order:
    """One batch of stations, and whether their days are planned too."""

    actor: Actor
    stations: Sequence[UnitRecord]
    date: datetime.date
    is_planned: bool


def carried_out(orders: Sequence[Order]) -> Iterator[tuple[MorningReport, int]]:
    """This function will carry out every order and yield what came of each, with its number of stations.

    Few orders, or one core, or a transaction of the caller's: one after the other, here.
    """
    processes = min(MOST_PROCESSES, len(os.sched_getaffinity(0)), len(orders) // (WORTH_PROCESSES // 2))
    if processes < 2 or connection.in_atomic_block:
        for order in orders:
            yield carry_out(order), len(order.stations)
        return
    with ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=django.setup
    ) as pool:
        pending = {pool.submit(carry_out, order): order for order in orders}
        for done in as_completed(pending):
            yield done.result(), len(pending[done].stations)


def carry_out(order: Order) -> MorningReport:
    """This function will bring the tasks of a batch up to date in one transaction, and plan each station's day."""
    report = MorningReport(date=order.date, proposed=0, created=0, kept=0, reassigned=0, lapsed=0, officers=0)
    for one in work_out(actor=order.actor, stations=order.stations, date=order.date):
        if order.is_planned and one.revision:
            plan_and_store(actor=order.actor, one=one)
        report = added(report, report_station(one))
    return report


def added(one: MorningReport, other: MorningReport) -> MorningReport:
    """This function will add the counts of two reports."""
    return replace(
        one,
        proposed=one.proposed + other.proposed,
        created=one.created + other.created,
        kept=one.kept + other.kept,
        reassigned=one.reassigned + other.reassigned,
        lapsed=one.lapsed + other.lapsed,
    )
