"""`console`: the live list under load, and how quickly its pages answer beside the bare SQL of the list."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.database import throw_away_database
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.serving import served_station
from fengqiao.bench.spread import percentile

if TYPE_CHECKING:
    from fengqiao.bench.console_stage import ConsoleStage, Listening
    from fengqiao.bench.listening import Heard
    from fengqiao.config.station import Transport

LISTENERS, CHANGES_A_SECOND, SECONDS, CALLS, USERS, VISITS = 300, 10, 20.0, 15_000, 4, 60
QUICK_LISTENERS, QUICK_SECONDS, QUICK_CALLS, QUICK_VISITS = 40, 4.0, 2_000, 15
WAITING = 15
"""Calls that wait in the queue throughout, beside those that the units are busy with."""
SETTLE_SECONDS = 5.0
"""What is not there by then is counted as missed."""
LIST_PAGE, QUEUE_PAGE = "/incidents/", "/incidents/room/queue/"


@dataclass(frozen=True, slots=True)
class _Delivered:
    sent: int
    missed: int
    milliseconds: Sequence[float]
    changes_a_second: float


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will serve a year of data, first to the listeners of the stream, then to readers of pages."""
    quick = request.is_quick
    with throw_away_database(name="console"):
        from fengqiao.bench.changing import take_one
        from fengqiao.bench.console_stage import build_stage

        request.say("a county with a year of calls")
        stage = build_stage(
            seed=request.seed,
            calls=QUICK_CALLS if quick else CALLS,
            listeners=QUICK_LISTENERS if quick else LISTENERS,
            readers=USERS,
        )
        for actor in islice(stage.patrols.values(), WAITING):
            take_one(actor=actor)
        with served_station() as transport:
            request.say(f"{len(stage.listeners)} listeners, {CHANGES_A_SECOND} changes a second")
            delivered = _deliver(stage, transport, seconds=QUICK_SECONDS if quick else SECONDS)
            request.say(f"{USERS} people at the list and the queue")
            pages = _read_pages(stage, transport, visits=QUICK_VISITS if quick else VISITS)
    return [*_stream_figures(stage, delivered), *pages]


def _deliver(stage: ConsoleStage, transport: Transport, *, seconds: float) -> _Delivered:
    from fengqiao.bench.changing import make_changes
    from fengqiao.bench.listening import listening
    from fengqiao.foundation.events.reading import end_of_stream

    with listening(transport=transport, session_keys=[one.session_key for one in stage.listeners]) as listeners:
        start, began = end_of_stream(), time.monotonic()
        made = make_changes(patrols=stage.patrols, a_second=CHANGES_A_SECOND, seconds=seconds)
        rate = made / (time.monotonic() - began)
        time.sleep(SETTLE_SECONDS)
        heard = listeners.stop()
    wanted = _wanted_by_path(stage.listeners, after=str(start))
    missed = sum(
        len(wanted[one.path] - {event.cursor for event in each})
        for one, each in zip(stage.listeners, heard, strict=True)
    )
    lengths = [event.milliseconds for each in heard for event in each if _is_after(event, str(start))]
    return _Delivered(sum(len(wanted[one.path]) for one in stage.listeners), missed, lengths, rate)


def _wanted_by_path(listeners: Sequence[Listening], *, after: str) -> dict[str, set[str]]:
    """What the table holds for everybody who may see incidents at a place, read without the product's own filter."""
    from django.db import connection

    wanted: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for path in {one.path for one in listeners}:
            cursor.execute(
                "SELECT transaction_id || '.' || id FROM foundation_events_event WHERE permission = 'incidents.view' "
                "AND starts_with(scope_path, %s) AND (transaction_id, id) > (%s, %s)",
                [path, *(int(part) for part in after.split("."))],
            )
            wanted[path] = {row[0] for row in cursor.fetchall()}
    return wanted


def _is_after(event: Heard, start: str) -> bool:
    return tuple(map(int, event.cursor.split("."))) > tuple(map(int, start.split(".")))


def _stream_figures(stage: ConsoleStage, delivered: _Delivered) -> list[BenchFigure]:
    none = None if delivered.milliseconds else "nothing was delivered"
    p50, p99 = (
        (percentile(delivered.milliseconds, 0.5), percentile(delivered.milliseconds, 0.99))
        if delivered.milliseconds
        else (None, None)
    )
    return [
        BenchFigure("incidents", stage.calls, "rows"),
        BenchFigure("listeners", len(stage.listeners), "listeners"),
        BenchFigure("changes_a_second", delivered.changes_a_second, "1/s", goal=Goal(">=", CHANGES_A_SECOND * 0.95)),
        BenchFigure("events_sent", delivered.sent, "deliveries"),
        BenchFigure("events_missed", delivered.missed, "deliveries", goal=Goal("<=", 0)),
        BenchFigure("delivery_p50_ms", p50, "ms", skipped=none),
        BenchFigure("delivery_p99_ms", p99, "ms", goal=Goal("<=", 1000), skipped=none),
    ]


def _read_pages(stage: ConsoleStage, transport: Transport, *, visits: int) -> list[BenchFigure]:
    from fengqiao.bench.browsing import page_times

    figures = []
    bare = [Reference("bare SQL of the list", percentile(_bare_times(visits), 0.95))]
    for name, path in (("list_page_p95_ms", LIST_PAGE), ("queue_page_p95_ms", QUEUE_PAGE)):
        times = page_times(transport=transport, session_keys=stage.readers, path=path, visits=visits)
        figures.append(BenchFigure(name, percentile(times, 0.95), "ms", bare, Goal("<=", 100)))
    return figures


def _bare_times(visits: int) -> list[float]:
    """As many at once as there are people, each with a connection of its own and no page around the rows."""
    with ThreadPoolExecutor(USERS) as people:
        each = people.map(lambda _: _bare_visits(visits), range(USERS))
        return [length for lengths in each for length in lengths]


def _bare_visits(visits: int) -> list[float]:
    import psycopg

    from fengqiao.config.environment import environment

    parts = environment().database
    assert parts is not None
    lengths = []
    with psycopg.connect(**parts.as_conninfo(), autocommit=True) as connection:
        for _ in range(visits):
            began = time.perf_counter()
            connection.execute(_LIST).fetchall()
            lengths.append(1000 * (time.perf_counter() - began))
    return lengths


_LIST = (
    "SELECT number, state, category, subcategory, text, place_text, origin, received_at FROM incidents_incident "
    "ORDER BY received_at DESC, id DESC LIMIT 51"
)
BENCH = Bench(
    name="console",
    what="the live list with many listeners, and its pages",
    figures=(
        *("incidents", "listeners", "changes_a_second", "events_sent", "events_missed"),
        *("delivery_p50_ms", "delivery_p99_ms", "list_page_p95_ms", "queue_page_p95_ms"),
    ),
    run=run,
)
