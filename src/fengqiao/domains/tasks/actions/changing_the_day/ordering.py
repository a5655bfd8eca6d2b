"""Use case: the officer puts the rest of the day into another order; it is timed at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from fengqiao.domains.tasks.actions.changing_the_day.following import refuse_if_torn, store
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, open_own_day, own_task
from fengqiao.domains.tasks.actions.changing_the_day.revising import known_change
from fengqiao.domains.tasks.actions.changing_the_day.together import Arranged, arrange
from fengqiao.domains.tasks.contracts import ChangedDay, NotInTheDayError, RevisionKind, Step
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.rest_of_day import RETIMED
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def move_in_day(*, actor: Actor, task_id: int, step: Step, client_id: str) -> ChangedDay:
    """This function will move an own task one place earlier or later among what is still to come.

    At the end of the order it stays where it is, as a change that changed nothing. Raises NotVisibleError,
    NotAllowedError, DayOverError, NotInTheDayError.
    """
    day = open_own_day(actor=actor, task_id=task_id)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    task = own_task(day=day, task_id=task_id)
    day.require_in_order(task_id)
    order = list(day.order)
    place = order.index(task_id)
    other = place - 1 if step is Step.UP else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    title = f"{in_language(task.title_zh, task.title_en)} · {task.subject_label}"
    return retimed(
        actor=actor, day=day, order=order, kind=RevisionKind.REORDERED, note=f"{_ARROWS[step]} {title}",
        client_id=client_id,
    )  # fmt: skip


_ARROWS = {Step.UP: "↑", Step.DOWN: "↓"}


@transaction.atomic
def reorder_day(*, actor: Actor, task_ids: Sequence[int], client_id: str) -> ChangedDay:
    """This function will put everything that is still to come into a new order.

    Raises NotInTheDayError when the order does not hold exactly what is still to come; else as move_in_day.
    """
    day = open_own_day(actor=actor)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    if sorted(task_ids) != sorted(day.order):
        raise NotInTheDayError(missing=sorted(set(day.order) ^ set(task_ids)))
    return retimed(
        actor=actor, day=day, order=list(task_ids), kind=RevisionKind.REORDERED, note="", client_id=client_id
    )


def retimed(
    *, actor: Actor, day: OpenDay, order: Sequence[int], kind: RevisionKind, note: str, client_id: str
) -> ChangedDay:
    """This function will time an order as it is and store it; whoever comes along follows.

    Raises TogetherRefusedError when somebody else would wait in vain.
    """
    arranged = arrange(day=day, order=order, method=RETIMED)
    return stored(actor=actor, day=day, arranged=arranged, kind=kind, note=note, client_id=client_id)


def stored(
    *, actor: Actor, day: OpenDay, arranged: Arranged, kind: RevisionKind, note: str, client_id: str
) -> ChangedDay:
    """This function will store an order that was timed. Raises TogetherRefusedError."""
    refuse_if_torn(day=day, rest=arranged.rest)
    return store(actor=actor, day=day, arranged=arranged, kind=kind, method=RETIMED, note=note, client_id=client_id)
