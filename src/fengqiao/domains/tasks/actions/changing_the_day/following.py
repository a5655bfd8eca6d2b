"""Storing a change with all that follows from it: the days of whoever comes along, and who comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from fengqiao.domains.tasks.actions.changing_the_day.colleagues import Colleagues
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, lock_station, read_day
from fengqiao.domains.tasks.actions.changing_the_day.revising import Change, revise
from fengqiao.domains.tasks.actions.changing_the_day.timing import rest_inputs
from fengqiao.domains.tasks.actions.changing_the_day.together import Arranged, arrange, led_by
from fengqiao.domains.tasks.contracts import ChangedDay, RevisionKind, TogetherRefusedError
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.rest_of_day import RETIMED, Rest, time_order
from fengqiao.domains.tasks.workflow.together import ROUNDING_MINUTES
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.design.moments import minute_clock_words
from fengqiao.foundation.scoping.contracts import Actor

NOBODY_ALONG = {"code": "nobody_along", "parameters": {}}
GONE = "—"


def store(
    *,
    actor: Actor,
    day: OpenDay,
    arranged: Arranged,
    kind: RevisionKind,
    method: str,
    note: str,
    client_id: str,
    left_out: Sequence[dict[str, Any]] | None = None,
) -> ChangedDay:
    """This function will store an arranged day and the days of whoever comes along, or does not any more."""
    changed = _note_crews(actor, day, arranged)
    broken = {**arranged.rest.broken, **{str(one): NOBODY_ALONG for one in arranged.alone}}
    rest = replace(arranged.rest, broken=broken)
    change = Change(kind, rest, method, arranged.inputs, note, left_out)
    done = revise(actor=actor, day=day, change=change, client_id=client_id)
    if arranged.colleagues is not None:
        _follow(actor, day, arranged, arranged.colleagues, changed)
    if kind is not RevisionKind.TOGETHER:
        _catch_up(actor, day, arranged, note)
    return done


def _catch_up(actor: Actor, day: OpenDay, arranged: Arranged, note: str) -> None:
    """What somebody else leads and is late: both agree on the next time at which they can be there."""
    for key, agreed in day.meets.items():
        starts = arranged.starts.get(key, agreed)
        if day.is_along(key) and abs(starts - agreed) > ROUNDING_MINUTES:
            find_crew(actor=actor, task=day.tasks[key], note=f"{actor.name} · {note}" if note else actor.name)


def refuse_if_torn(*, day: OpenDay, rest: Rest) -> None:
    """This function will refuse a change of the own making by which somebody else would wait in vain.

    What the day as it stands does not keep anyway is no reason. Raises TogetherRefusedError.
    """
    torn = [one for one in day.order if day.is_along(one) and str(one) in rest.broken]
    if not torn:
        return
    as_it_stands = time_order(rest_inputs(day=day, order=day.order)).broken
    for one in torn:
        if str(one) not in as_it_stands:
            lead = day.tasks[one].staff
            starts = minute_clock_words(minute=day.meets[one])
            raise TogetherRefusedError(reason="together", who=lead.name if lead else "", starts=starts)


def withdraw(*, actor: Actor, day: OpenDay, task_id: int, note: str) -> None:
    """This function will take somebody who cannot come off a task; a colleague comes, or whoever leads is told."""
    task, staff_id = day.tasks[task_id], day.plan.staff_id
    task.companions = [one for one in task.companions if one != staff_id]
    task.save(update_fields=["companions"])
    plan = lock_station(station_path=day.plan.station_path).get(task.staff_id or 0)
    if plan is None:
        return
    lead = read_day(plan=plan)
    arranged = arrange(day=lead, order=lead.order, method=RETIMED, refused={task_id: [staff_id]})
    store(actor=actor, day=lead, arranged=arranged, kind=RevisionKind.TOGETHER, method=RETIMED, note=note, client_id="")


def find_crew(*, actor: Actor, task: Task, note: str) -> None:
    """This function will look for who comes along to a task that stands in the day of whoever leads it now."""
    plan = lock_station(station_path=task.station_path).get(task.staff_id or 0)
    day = read_day(plan=plan) if plan is not None else None
    if day is not None and task.pk in day.order:
        arranged = arrange(day=day, order=day.order, method=RETIMED)
        kind = RevisionKind.TOGETHER
        store(actor=actor, day=day, arranged=arranged, kind=kind, method=RETIMED, note=note, client_id="")


def release_crew(*, actor: Actor, task: Task, staying: Iterable[int] = ()) -> None:
    """This function will take a task out of the days of whoever was to come along; their rest is timed anew."""
    plans = lock_station(station_path=task.station_path)
    for staff_id in set(task.companions) - set(staying):
        if staff_id in plans:
            other = read_day(plan=plans[staff_id])
            inputs = rest_inputs(day=other, order=[one for one in other.order if one != task.pk])
            lead = task.staff.name if task.staff else ""
            note = f"{lead} · {_title(task)} · {GONE}"
            change = Change(RevisionKind.TOGETHER, time_order(inputs), RETIMED, inputs, note)
            revise(actor=actor, day=other, change=change, client_id="")


def _note_crews(actor: Actor, day: OpenDay, arranged: Arranged) -> dict[int, list[int]]:
    """Write who comes along now; return for each changed task who came before."""
    changed = {}
    for task in led_by(day):
        crew = arranged.crews.get(task.pk, [])
        if crew != sorted(task.companions):
            changed[task.pk] = list(task.companions)
            task.companions = crew
            task.save(update_fields=["companions"])
            names = [arranged.colleagues.name(one) for one in crew] if arranged.colleagues else []
            note = "、".join(names) or GONE
            TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what="comes_along", note=note)
    return changed


def _follow(
    actor: Actor, day: OpenDay, arranged: Arranged, colleagues: Colleagues, changed: dict[int, list[int]]
) -> None:
    led = {task.pk for task in led_by(day)}
    before = {one for crew in changed.values() for one in crew}
    coming = {one for crew in arranged.crews.values() for one in crew}
    for staff_id in sorted(before | coming):
        other = arranged.seated.get(staff_id) or colleagues.without(staff_id, led)
        if other is None:
            continue
        met = {one["task"]: one["starts"] for one in other.day.plan.items if one["task"] in led}
        meets = {key: round(arranged.starts[key], 1) for key, crew in arranged.crews.items() if staff_id in crew}
        if met == meets:
            continue
        if other.day.plan.pk is None:
            other.day.plan.save()
        inputs = other.inputs
        note = _words(day, colleagues, met, meets)
        change = Change(RevisionKind.TOGETHER, time_order(inputs), RETIMED, inputs, note)
        revise(actor=actor, day=other.day, change=change, client_id="")


def _words(day: OpenDay, colleagues: Colleagues, met: dict[int, float], meets: dict[int, float]) -> str:
    lead = colleagues.name(day.plan.staff_id)
    lines = [
        f"{lead} · {_title(day.tasks[key])} · {minute_clock_words(minute=meets[key]) if key in meets else GONE}"
        for key in sorted({*met, *meets})
        if met.get(key) != meets.get(key)
    ]
    return "; ".join(lines)


def _title(task: Task) -> str:
    return f"{in_language(task.title_zh, task.title_en)} · {task.subject_label}"
