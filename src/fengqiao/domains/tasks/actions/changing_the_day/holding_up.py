"""Use cases: the day breaks; the rest is planned anew from this minute, the own one or, by a leader, the team's."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from fengqiao.domains.organisation.public import list_appointments
from fengqiao.domains.tasks.actions.changing_the_day.following import store, withdraw
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, open_own_day
from fengqiao.domains.tasks.actions.changing_the_day.revising import keep_system_plan, known_change
from fengqiao.domains.tasks.actions.changing_the_day.together import Arranged, arrange
from fengqiao.domains.tasks.actions.generation import replan_station
from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    EvidenceMissingError,
    Hold,
    HoldRefusedError,
    MorningReport,
    RevisionKind,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import MINUTES_PER_DAY, DayPlan, HoldUp
from fengqiao.domains.tasks.workflow.rest_of_day import PLANNED
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.design.moments import minute_clock_words
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def replan_day(*, actor: Actor, hold: Hold | None, client_id: str) -> ChangedDay:
    """This function will plan the rest of the own day anew, after a hold-up or without one.

    What is done or begun stays; what was promised and what must be done is kept while any plan holds it all; what
    was left out or came since is looked at again. Of work for several all follow, or somebody else comes along.
    Raises HoldRefusedError; else as move_in_day.
    """
    day = open_own_day(actor=actor)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    if hold is not None:
        day = _held_up(actor, day, hold)
    note = hold_words(hold) if hold else ""
    arranged, left_out = _planned_anew(day)
    done = store(
        actor=actor, day=day, arranged=arranged, kind=RevisionKind.HELD_UP, method=PLANNED, note=note,
        client_id=client_id, left_out=left_out,
    )  # fmt: skip
    for task_id in day.order:
        if day.is_along(task_id) and task_id not in arranged.starts:
            withdraw(actor=actor, day=day, task_id=task_id, note=f"{actor.name} · {note}" if note else actor.name)
    return done


def _planned_anew(day: OpenDay) -> tuple[Arranged, list[dict[str, Any]]]:
    """Plan what is left. Work for several that was in no day is taken up only where somebody can come along."""
    arranged = arrange(day=day, order=[*day.order, *day.aside], method=PLANNED)
    alone = [one for one in day.aside if one in arranged.alone]
    if alone:
        others = [one for one in day.aside if one not in alone]
        arranged = arrange(day=day, order=[*day.order, *others], method=PLANNED)
    left_out = [
        {"task": int(one.task_id), "reason": one.reason.as_plain()}
        for one in arranged.rest.left_out
        if not day.is_along(int(one.task_id))
    ]
    for one in alone:
        needed = day.tasks[one].officers_needed
        reason = {"code": "needs_team", "parameters": {"officers_needed": needed}}
        left_out.append({"task": one, "reason": reason})
    return arranged, left_out


@transaction.atomic
def replan_team(
    *, actor: Actor, station_path: str, note: str, staff_id: int | None = None, hold: Hold | None = None
) -> MorningReport:
    """This function will plan the rest of a station's day anew, by a leader; `hold`: what holds one officer up.

    The plans as they were are kept as revisions. Raises EvidenceMissingError without a note or cause, HoldRefusedError,
    WrongOfficerError, NotVisibleError, NotAllowedError, StationUnknownError.
    """
    require(actor, "tasks.generate", station_path, view="tasks.view")
    words = " · ".join(one for one in (note.strip(), hold_words(hold) if hold else "") if one)
    if not words:
        raise EvidenceMissingError(missing="note")
    if hold is not None:
        if staff_id is None or not list_appointments(on=today(), under=station_path, staff_id=staff_id):
            raise WrongOfficerError(staff_id=staff_id)
        _store(actor, station_path, staff_id, hold)
    plans = DayPlan.objects.filter(station_path=station_path, date=today()).select_related("run")
    for plan in plans.select_for_update(of=("self",)).order_by("pk"):
        keep_system_plan(plan=plan)
    report = replan_station(actor=actor, station_path=station_path, note=words)
    for plan in plans.all():
        keep_system_plan(plan=plan, actor_name=actor.name, note=words)
    return report


def hold_words(hold: Hold) -> str:
    """This function will say a hold-up in a line; it is kept as it was said."""
    cause = " ".join(one for one in (hold.incident_number, hold.note.strip()) if one)
    return f"{minute_clock_words(minute=hold.from_minute)}–{minute_clock_words(minute=hold.to_minute)} {cause}"


def _held_up(actor: Actor, day: OpenDay, hold: Hold) -> OpenDay:
    _store(actor, day.plan.station_path, day.plan.staff_id, hold)
    return open_own_day(actor=actor)


def _store(actor: Actor, station_path: str, staff_id: int, hold: Hold) -> None:
    if not 0 <= hold.from_minute < hold.to_minute <= MINUTES_PER_DAY:
        raise HoldRefusedError(reason="minutes")
    if not (hold.incident_number or hold.note.strip()):
        raise HoldRefusedError(reason="cause")
    HoldUp.objects.create(
        station_path=station_path,
        staff_id=staff_id,
        date=today(),
        from_minute=hold.from_minute,
        to_minute=hold.to_minute,
        incident_number=hold.incident_number,
        note=hold.note.strip(),
        told_at=now(),
        told_by=actor.name,
    )
