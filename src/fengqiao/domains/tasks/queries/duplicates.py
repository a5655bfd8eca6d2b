"""Which tasks could be the same as one: about the same subject, or at the same door."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from django.db.models import Q

from fengqiao.domains.tasks.contracts import OPEN_STATES, TaskRecord, TaskState
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.queries.tasks import get_task, task_record, visible_tasks
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor

LATELY: Final = datetime.timedelta(days=30)
MOST: Final = 20


def list_possible_originals(*, actor: Actor, task_id: int) -> Sequence[TaskRecord]:
    """This function will list what a task may be a duplicate of: open, or completed lately. Raises NotVisibleError."""
    task = get_task(actor=actor, task_id=task_id)
    is_same = Q(subject_kind=task.subject_kind, subject_id=task.subject_id)
    if task.position is not None:
        is_same |= Q(longitude=task.position.longitude, latitude=task.position.latitude)
    is_there = Q(state__in=list(OPEN_STATES)) | Q(state=TaskState.COMPLETED, completed_at__gte=now() - LATELY)
    rows = visible_tasks(actor).filter(is_same, is_there, station_path=task.station_path).exclude(pk=task_id)
    return [task_record(row) for row in rows.order_by("due_date", "pk")[:MOST]]


def title_of_task(*, task_id: int) -> str:
    """This function will name the task that a duplicate points to."""
    row = Task.objects.select_related("staff").get(pk=task_id)
    record = task_record(row)
    return f"{record.title} · {record.subject_label}"
