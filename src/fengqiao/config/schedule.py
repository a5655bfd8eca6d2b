"""What runs by itself, and when, told by the one clock (also a simulated one)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fengqiao.domains.cameras.jobs import watch_waiting_warnings
from fengqiao.domains.cases.jobs import watch_transfers
from fengqiao.domains.duties.jobs import end_models, watch_outside_tasks
from fengqiao.domains.incidents.jobs import ask_after_transfers, keep_shifts, watch_alarms
from fengqiao.domains.indicators.jobs import issue_bulletins
from fengqiao.domains.tasks.jobs import (
    count_evaluation,
    count_running_month,
    follow_changes,
    make_morning_lists,
)
from fengqiao.foundation.files.storage import purge_expired
from fengqiao.integrations.hotline.handler import collect_hotline_answers
from fengqiao.integrations.receiving_bodies.handler import collect_answers


@dataclass(frozen=True, slots=True)
class Daily:
    """Runs once for each local day at `at`; `job` gets the date. A jump over several days runs each, in order.

    `commits_itself`: many transactions, which go on where they stopped; else one, with the mark that it was done.
    """

    name: str
    at: datetime.time
    job: Callable[[datetime.date], None]
    commits_itself: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Runs at most once per `seconds` of the clock; after a jump once, not once per missed turn."""

    name: str
    seconds: int
    job: Callable[[], object]
    commits_itself: bool = False


DAILY: Sequence[Daily] = (
    Daily("tasks.morning_lists", datetime.time(6, 30), make_morning_lists, commits_itself=True),
    Daily("tasks.count_evaluation", datetime.time(6, 50), count_evaluation),
    Daily("duties.end_models", datetime.time(0, 5), end_models),
)
EVERY: Sequence[Every] = (
    Every("cameras.watch_waiting_warnings", 5, watch_waiting_warnings),
    Every("incidents.watch_alarms", 2, watch_alarms, commits_itself=True),
    Every("incidents.keep_shifts", 60, keep_shifts),
    Every("incidents.ask_after_transfers", 600, ask_after_transfers),
    Every("indicators.issue_bulletins", 900, issue_bulletins, commits_itself=True),
    Every("tasks.count_running_month", 3600, count_running_month),
    Every("cases.watch_transfers", 60, watch_transfers),
    Every("hotline.collect_answers", 60, collect_hotline_answers),
    Every("receiving_bodies.collect_answers", 60, collect_answers),
    Every("duties.watch_outside_tasks", 60, watch_outside_tasks),
    Every("tasks.follow_changes", 5, follow_changes, commits_itself=True),
    Every("files.purge_expired", 3600, purge_expired),
)
