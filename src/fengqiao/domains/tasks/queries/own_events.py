"""What tasks themselves offer to the duty lists: that a duty was done, so that another may follow from it."""

from __future__ import annotations

from fengqiao.domains.tasks.contracts import DutyEvent, DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.models import CompletionRecord
from fengqiao.engines.duties.contracts import SubjectKey

TASK_COMPLETED = "task_completed"


def completed_tasks_source(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will answer with each duty that was done; nothing where no list looks for it, for they are many."""
    if not query.wants(TASK_COMPLETED):
        return DutySourceAnswer()
    rows = CompletionRecord.objects.filter(scope_path__startswith=query.under, completed_at__gte=query.since)
    if query.only is not None:
        rows = rows.filter(subject_id__in={key.id for key in query.only})
    columns = ("pk", "subject_kind", "subject_id", "completed_at", "result", "list_code", "row_number")
    return DutySourceAnswer(
        events=[
            DutyEvent(
                TASK_COMPLETED,
                str(pk),
                (SubjectKey(kind, one),),
                at,
                {"result": result, "list_code": list_code, "row_number": number},
            )
            for pk, kind, one, at, result, list_code, number in rows.order_by("pk").values_list(*columns)
        ]
    )
