"""Use case: two tasks ask for the same work; one is kept, the other is cancelled and points to it."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.tasks.actions.changing_the_day.following import release_crew
from fengqiao.domains.tasks.actions.changing_the_day.reading import lock_days_of
from fengqiao.domains.tasks.contracts import NotADuplicateError, TaskMoved, TaskRecord, TaskState
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.queries.tasks import task_record
from fengqiao.domains.tasks.workflow.states import Move, next_state
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

NEVER_KEPT = (TaskState.CANCELLED, TaskState.LAPSED)


@transaction.atomic
def cancel_as_duplicate(*, actor: Actor, task_id: int, kept_id: int) -> TaskRecord:
    """This function will cancel a task, by a leader, because another one of the station asks for the same work.

    No list asks for it again: the morning leaves a duplicate cancelled; whoever was to come along does not wait.
    Raises NotVisibleError, NotAllowedError, NotADuplicateError, TransitionRefusedError.
    """
    lock_days_of(task_id=task_id)
    rows = {row.pk: row for row in Task.objects.select_for_update().filter(pk__in={task_id, kept_id}).order_by("pk")}
    task, kept = rows.get(task_id), rows.get(kept_id)
    if task is None:
        raise NotVisibleError
    require(actor, "tasks.generate", task.scope_path, view="tasks.view")
    if kept is None or kept.pk == task.pk or kept.station_path != task.station_path or kept.state in NEVER_KEPT:
        raise NotADuplicateError(kept_id=kept_id)
    before, after = task.state, next_state(TaskState(task.state), Move.CANCEL_AS_DUPLICATE)
    release_crew(actor=actor, task=task)
    task.state, task.duplicate_of, task.companions = after, kept, []
    task.save(update_fields=["state", "duplicate_of", "companions"])
    note = f"{kept.title_zh} · {kept.subject_label}"
    what = Move.CANCEL_AS_DUPLICATE.value
    TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what=what, note=note)
    record(
        actor=actor,
        action="cancel_task_as_duplicate",
        object_kind="task",
        object_id=task.pk,
        scope_path=task.scope_path,
        details={"uid": task.uid, "from": before, "kept": kept.pk, "kept_uid": kept.uid},
    )
    publish(TaskMoved(scope_path=task.scope_path, object_id=str(task.pk), state=task.state), actor=actor)
    return task_record(Task.objects.select_related("staff").get(pk=task.pk))
