"""What tasks tell the organisation: the minutes that officers spent on duties, and the minutes that places ask for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q, Sum

from fengqiao.domains.organisation.contracts import LoadAnswer, LoadMeasure, LoadQuery, WorkQuery, WorkSpan
from fengqiao.domains.tasks.contracts import TaskState
from fengqiao.domains.tasks.models import CompletionRecord, Task
from fengqiao.foundation.clock.clock import local_zone

NOT_DONE = (TaskState.LAPSED, TaskState.SENT_BACK, TaskState.READY)
"""Asked for, and nobody came to it."""


def done_work(query: WorkQuery) -> Sequence[WorkSpan]:
    """This function will list what the officers did or came along to, with its minutes and place."""
    asked = set(query.staff_ids)
    rows = CompletionRecord.objects.filter(completed_at__gte=query.from_at, completed_at__lt=query.to_at).filter(
        Q(staff_id__in=asked) | Q(task__officers_needed__gt=1, task__companions__overlap=list(asked))
    )
    columns = ("staff_id", "task__companions", "completed_at", "scope_path", "minutes")
    return [
        WorkSpan(one, at, path, minutes)
        for staff_id, companions, at, path, minutes in rows.order_by("completed_at", "pk").values_list(*columns)
        for one in (staff_id, *(companions or ()))
        if one in asked
    ]


def task_minutes(query: LoadQuery) -> Sequence[LoadAnswer]:
    """This function will add up by place the minutes of what was done and of what fell due and was not."""
    zone = local_zone()
    begins = datetime.datetime.combine(query.from_date, datetime.time(), zone)
    ends = datetime.datetime.combine(query.to_date, datetime.time(), zone)
    done = CompletionRecord.objects.filter(
        scope_path__startswith=query.under, completed_at__gte=begins, completed_at__lt=ends
    )
    open_tasks = Task.objects.filter(
        scope_path__startswith=query.under,
        due_date__gte=query.from_date,
        due_date__lt=query.to_date,
        state__in=NOT_DONE,
    )
    return [
        LoadAnswer(path, LoadMeasure.TASK_MINUTES, float(total))
        for rows in (done, open_tasks)
        for path, total in rows.order_by("scope_path").values_list("scope_path").annotate(total=Sum("minutes"))
    ]
