"""The stage of evaluation: visits that were made, with their times, through the doors of the room."""

from __future__ import annotations

import datetime

from tests.stage import DAY, at, stop_clock

from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, TaskRecord
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import complete_task, generate_morning_lists, start_task
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM

ANSWERS = {"检查情况": "台账齐全", "问题与整改期限": "无"}


def list_venues(town: Town, *, venues: int = 4) -> list[Task]:
    """This function will put so many overdue venues on the old town's list of the stage's day."""
    furnish(town, venues=venues)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return list(Task.objects.filter(subject_kind="key_venue").order_by("subject_id"))


def visit(
    town: Town,
    task: Task,
    *,
    begins: tuple[int, int],
    minutes: int,
    result: CompletionResult = CompletionResult.DONE,
    entered: datetime.datetime | None = None,
    who: str = "officer",
) -> TaskRecord:
    """This function will make a visit of so many minutes; `entered`: when it is written down, if later."""
    officer = town.stage.actor(who)
    began = at(*begins)
    ended = began + datetime.timedelta(minutes=minutes)
    stop_clock(entered or began)
    start_task(actor=officer, task_id=task.pk)
    stop_clock(entered or ended)
    is_done = result is CompletionResult.DONE
    evidence = Evidence(
        result,
        note="" if is_done else "门锁着",
        answers=ANSWERS if is_done else {},
        started_at=began if entered else None,
        done_at=ended if entered else None,
    )
    return complete_task(actor=officer, task_id=task.pk, evidence=evidence)
