"""Use case: one tap at the door. The answer of a phone that sends it twice is stored once."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.tasks.actions.progress import complete_task, start_task
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, TaskRecord, TaskState
from fengqiao.domains.tasks.queries.tasks import get_task
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def record_visit(*, actor: Actor, task_id: int, evidence: Evidence) -> TaskRecord:
    """This function will complete an own task with one act. A closed door need not be started first; work does.

    The same answer a second time changes nothing. Raises as complete_task.
    """
    task = get_task(actor=actor, task_id=task_id)
    if task.state is TaskState.COMPLETED and task.staff_id == actor.staff_id and task.result is evidence.result:
        return task
    if evidence.result is not CompletionResult.DONE and task.state in (TaskState.READY, TaskState.SIGNED_FOR):
        start_task(actor=actor, task_id=task_id)
    return complete_task(actor=actor, task_id=task_id, evidence=evidence)
