"""Use case: a list is made again from its stored inputs and compared. The look is audited."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.duties.public import duty_lists_of
from fengqiao.domains.tasks.actions.changing_the_day.replaying import other_revisions, system_items
from fengqiao.domains.tasks.actions.generation.storing import items_of
from fengqiao.domains.tasks.contracts import ReplayReport
from fengqiao.domains.tasks.models import DayPlan, PlanRun
from fengqiao.domains.tasks.queries.days import get_day_list
from fengqiao.domains.tasks.workflow.replay_inputs import MorningInputs, expectation, unpack
from fengqiao.domains.tasks.workflow.station_plan import plan_station
from fengqiao.engines.duties.proposals import propose_tasks
from fengqiao.engines.planning.contracts import AlgorithmMissingError
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.primitives.local_calendar import LocalCalendar


@transaction.atomic
def replay_day_list(*, actor: Actor, staff_id: int, date: datetime.date) -> ReplayReport:
    """This function will run both engines again over the stored inputs: which tasks, with which reason; which order.

    A plan that the guard cut short is what is kept, not a replay: its order is then not compared.
    Raises NotVisibleError where there is no list that the actor may see.
    """
    if get_day_list(actor=actor, staff_id=staff_id, date=date) is None:
        raise NotVisibleError
    plan = DayPlan.objects.select_related("run").get(staff_id=staff_id, date=date)
    inputs, digest = unpack(bytes(plan.run.inputs))
    differences = [] if digest == plan.run.digest else [f"inputs: {digest[:12]} ≠ {plan.run.digest[:12]}"]
    differences.extend(_other_proposals(inputs, plan.run))
    if not plan.run.was_stopped:
        differences.extend(_other_order(inputs, plan))
    report = ReplayReport(
        staff_id=staff_id,
        date=date,
        is_identical=not differences,
        was_stopped=plan.run.was_stopped,
        tasks=len(plan.items),
        digest=digest,
        differences=tuple(differences),
    )
    record(
        actor=actor,
        action="replay_day_list",
        object_kind="day_plan",
        object_id=plan.pk,
        scope_path=plan.station_path,
        details={"date": date, "is_identical": report.is_identical, "digest": digest},
    )
    return report


def _other_proposals(inputs: MorningInputs, run: PlanRun) -> list[str]:
    """Propose from the very versions that the morning followed: what was published later is not asked."""
    found: set[tuple[str, str, str]] = set()
    versions = dict(inputs.lists)
    lists = duty_lists_of(versions=versions, path=run.station_path, by=run.made_at)
    if missing := sorted(versions.keys() - {one.code for one in lists}):
        return [f"not stored: {code}@{versions[code]}" for code in missing]
    calendar = inputs.calendar or LocalCalendar(holiday_calendar())
    for one in lists:
        proposals = propose_tasks(
            duty_list=one,
            subjects=inputs.subjects,
            events=inputs.events,
            completions=inputs.completions.get(one.code, ()),
            today=inputs.date,
            calendar=calendar.days,
            school_breaks=calendar.school_breaks,
            zone=local_zone(),
        )
        found.update(expectation(proposal) for proposal in proposals)
    return [f"not proposed again: {uid}" for uid, due, reason in inputs.expected if (uid, due, reason) not in found]


def _other_order(inputs: MorningInputs, plan: DayPlan) -> list[str]:
    try:
        planned = plan_station(inputs.plan)
        changed = other_revisions(plan=plan)
    except AlgorithmMissingError as error:
        return [f"not planned again: {error}"]
    again = next((items_of(one) for one in planned.plans if one.officer_id == str(plan.staff_id)), [])
    stored = [one for one in system_items(plan=plan) if not one.get("is_kept")]
    return [*([] if again == stored else ["the order or the times differ"]), *changed]
