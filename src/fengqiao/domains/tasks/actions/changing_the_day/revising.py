"""Storing a changed plan: the plan of the day, its revision with what makes it again, audit and event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay
from fengqiao.domains.tasks.actions.generation.storing import items_of
from fengqiao.domains.tasks.contracts import BrokenStop, ChangedDay, DayChanged, RevisionKind
from fengqiao.domains.tasks.models import DayPlan, PlanRevision
from fengqiao.domains.tasks.wording import broken_text, in_language
from fengqiao.domains.tasks.workflow.rest_of_day import Rest, pack_rest
from fengqiao.domains.tasks.workflow.station_plan import PlanInputs
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a plan. `method` and `inputs` make the rest of it again; `left_out` None: as it was."""

    kind: RevisionKind
    rest: Rest
    method: str
    inputs: PlanInputs
    note: str = ""
    left_out: Sequence[dict[str, Any]] | None = None


def known_change(*, plan: DayPlan, client_id: str) -> ChangedDay | None:
    """This function will return what an act made that arrives a second time."""
    known = PlanRevision.objects.filter(plan=plan, client_id=client_id).first() if client_id else None
    return ChangedDay(plan.pk, known.number) if known is not None else None


def keep_system_plan(*, plan: DayPlan, actor_name: str = "", note: str = "") -> int:
    """This function will keep the system's plan as a revision before it changes; returns the last number."""
    last = PlanRevision.objects.filter(plan=plan).order_by("-number").first()
    number = last.number if last else 0
    if last is not None and last.run_id == plan.run_id:
        return number
    PlanRevision.objects.create(
        plan=plan,
        number=number + 1,
        run=plan.run,
        kind=RevisionKind.MORNING if plan.run.revision == 1 else RevisionKind.REPLANNED,
        made_at=plan.run.made_at,
        actor_name=actor_name,
        note=note,
        items=plan.items,
        left_out=plan.left_out,
        work_minutes=plan.work_minutes,
        travel_minutes=plan.travel_minutes,
    )
    return number + 1


def revise(*, actor: Actor, day: OpenDay, change: Change, client_id: str) -> ChangedDay:
    """This function will store a changed plan as the plan of the day and as its next revision."""
    plan = day.plan
    number = keep_system_plan(plan=plan) + 1
    items = _items(day, change.rest)
    listed = {one["task"] for one in items}
    left_out = plan.left_out if change.left_out is None else list(change.left_out)
    plan.items, plan.left_out = items, [one for one in left_out if one["task"] not in listed]
    plan.breaks = change.inputs.officers[0]["breaks"]
    plan.work_minutes = round(sum(one["ends"] - one["starts"] for one in items), 1)
    plan.travel_minutes = round(sum(one["travel"] for one in day.fixed) + change.rest.plan.travel_minutes, 1)
    plan.save(update_fields=["items", "left_out", "breaks", "work_minutes", "travel_minutes"])
    _store(actor, day, change, number, client_id)
    broken = _broken(day, items)
    _announce(actor, day, change, number, broken)
    out = tuple(one["task"] for one in plan.left_out) if change.left_out is not None else ()
    return ChangedDay(plan.pk, number, broken, out)


def _items(day: OpenDay, rest: Rest) -> list[dict[str, Any]]:
    """Return done and begun items in front, then the rest; numbered through, with what is broken at its place."""
    items = [{**one, "order": number} for number, one in enumerate(day.fixed, start=1)]
    stops = max((one["stop"] for one in items), default=0)
    for one in items_of(rest.plan):
        item = {**one, "order": len(items) + 1, "stop": one["stop"] + stops}
        broken = rest.broken.get(str(one["task"]))
        items.append({**item, "broken": broken} if broken else item)
    return items


def _store(actor: Actor, day: OpenDay, change: Change, number: int, client_id: str) -> None:
    data, digest = pack_rest(method=change.method, inputs=change.inputs)
    PlanRevision.objects.create(
        plan=day.plan,
        number=number,
        run=day.plan.run,
        kind=change.kind,
        made_at=now(),
        made_by_id=actor.staff_id,
        actor_name=actor.name,
        note=change.note,
        items=day.plan.items,
        left_out=day.plan.left_out,
        work_minutes=day.plan.work_minutes,
        travel_minutes=day.plan.travel_minutes,
        inputs=data,
        digest=digest,
        client_id=client_id or None,
    )


def _broken(day: OpenDay, items: Sequence[dict[str, Any]]) -> tuple[BrokenStop, ...]:
    found = []
    for one in items:
        if "broken" in one:
            task = day.tasks[one["task"]]
            words = broken_text(broken=one["broken"], opens=task.opens_minute, closes=task.closes_minute)
            found.append(BrokenStop(task.pk, in_language(task.title_zh, task.title_en), task.subject_label, words))
    return tuple(found)


def _announce(actor: Actor, day: OpenDay, change: Change, number: int, broken: Sequence[BrokenStop]) -> None:
    plan = day.plan
    record(
        actor=actor,
        action="change_day_plan",
        object_kind="day_plan",
        object_id=plan.pk,
        scope_path=plan.station_path,
        details={
            "date": plan.date,
            "kind": change.kind,
            "revision": number,
            "note": change.note,
            "tasks": [one["task"] for one in plan.items],
            "broken": [one.task_id for one in broken],
        },
    )
    publish(
        DayChanged(scope_path=plan.station_path, object_id=str(plan.pk), change=change.kind, revision=number),
        actor=actor,
    )
