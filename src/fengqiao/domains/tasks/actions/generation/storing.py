"""Storing a planning: the run with what replays it, and one plan per officer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fengqiao.domains.tasks.actions.generation.placing import Placed
from fengqiao.domains.tasks.actions.generation.planning import Planned
from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.contracts import TaskState
from fengqiao.domains.tasks.models import DayPlan, PlanRun, Task
from fengqiao.domains.tasks.workflow.replay_inputs import MorningInputs, cut_down, expectation, pack
from fengqiao.engines.duties.calendar_days import calendar_reach_days
from fengqiao.engines.planning.contracts import OfficerPlan
from fengqiao.foundation.clock.clock import now
from fengqiao.primitives.local_calendar import LocalCalendar

SAME_STOP_MINUTES = 30


def store_plans(*, morning: Morning, placed: Placed, planned: Planned, revision: int = 1) -> list[DayPlan]:
    """This function will store the run and one plan per officer. An older plan is replaced; history keeps it."""
    run = _store_run(morning, placed, planned, revision)
    hours = {row["id"]: row for row in planned.inputs.officers}
    kept = _kept_items(morning, replanned=revision > 1)
    left_out = _left_out(placed, planned)
    plans = []
    for one in _with_a_list(planned):
        staff_id = int(one.officer_id)
        plans.append(
            DayPlan(
                run=run,
                station_path=morning.station.path,
                staff_id=staff_id,
                date=morning.date,
                opens_minute=hours[one.officer_id]["opens"],
                closes_minute=hours[one.officer_id]["closes"],
                items=[*kept.pop(staff_id, []), *items_of(one)],
                left_out=left_out.get(staff_id, []),
                waiting=_waiting(morning, placed, staff_id),
                work_minutes=round(one.work_minutes, 1),
                travel_minutes=round(one.travel_minutes, 1),
                breaks=hours[one.officer_id].get("breaks", []),
            )
        )
    _empty_others(morning, planned, kept)
    DayPlan.objects.bulk_create(
        plans,
        update_conflicts=True,
        unique_fields=["staff", "date"],
        update_fields=[
            "run", "opens_minute", "closes_minute", "items", "left_out", "waiting", "work_minutes", "travel_minutes",
            "breaks",
        ],
    )  # fmt: skip
    return plans


def _with_a_list(planned: Planned) -> list[OfficerPlan]:
    return [one for one in planned.plan.plans if one.stops or int(one.officer_id) in planned.listed]


def _left_out(placed: Placed, planned: Planned) -> dict[int, list[dict[str, Any]]]:
    """Return what is not in anybody's day, by the officer who leads it."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in planned.plan.left_out:
        lead = placed.assignments[int(one.task_id)].lead_id
        found[lead or 0].append({"task": int(one.task_id), "reason": one.reason.as_plain()})
    return found


def _kept_items(morning: Morning, *, replanned: bool) -> dict[int, list[dict[str, Any]]]:
    """Return what was completed of the day's earlier plans: it stays on the list, marked, in front."""
    if not replanned:
        return {}
    plans = DayPlan.objects.filter(station_path=morning.station.path, date=morning.date)
    items = {plan.staff_id: plan.items for plan in plans}
    done = set(
        Task.objects.filter(
            pk__in=[one["task"] for rows in items.values() for one in rows], state=TaskState.COMPLETED
        ).values_list("pk", flat=True)
    )
    return {
        staff_id: [{**one, "is_kept": True} for one in rows if one["task"] in done] for staff_id, rows in items.items()
    }


def _empty_others(morning: Morning, planned: Planned, kept: Mapping[int, list[dict[str, Any]]]) -> None:
    """Whoever had a list this morning and does not work any more keeps only what was completed."""
    working = [int(one.officer_id) for one in _with_a_list(planned)]
    others = DayPlan.objects.filter(station_path=morning.station.path, date=morning.date).exclude(staff_id__in=working)
    for plan in others:
        plan.items, plan.left_out, plan.waiting = kept.get(plan.staff_id, []), [], []
        plan.save(update_fields=["items", "left_out", "waiting"])


def items_of(plan: OfficerPlan) -> list[dict[str, Any]]:
    """This function will write an officer's stops as the rows of a list: one per task, in route order.

    Tasks that follow each other at one door are one stop; after a longer pause it is another one.
    """
    items: list[dict[str, Any]] = []
    stop_number, left_at = 0, 0.0
    for stop in plan.stops:
        for place, work in enumerate(stop.works):
            is_new = place == 0 or work.starts_minute - left_at > SAME_STOP_MINUTES
            stop_number, left_at = stop_number + is_new, work.ends_minute
            items.append(
                {
                    "task": int(work.task_id),
                    "order": len(items) + 1,
                    "stop": stop_number,
                    "arrives": round(stop.arrives_minute if place == 0 else work.starts_minute, 1),
                    "starts": round(work.starts_minute, 1),
                    "ends": round(work.ends_minute, 1),
                    "travel": round(stop.travel_minutes if place == 0 else 0.0, 1),
                }
            )
    return items


def _store_run(morning: Morning, placed: Placed, planned: Planned, revision: int) -> PlanRun:
    keys = {one.subject.key for one in placed.proposals}
    codes = [one.duty_list.code for one in morning.lists]
    subjects, events, completions = cut_down(
        proposals=placed.proposals,
        events=morning.events,
        completions={code: morning.past.of_subjects(code, keys) for code in codes},
        today=morning.date,
    )
    data, digest = pack(
        MorningInputs(
            date=morning.date,
            lists=tuple((one.duty_list.code, one.duty_list.version) for one in morning.lists),
            subjects=subjects,
            events=events,
            completions=completions,
            expected=tuple(sorted(expectation(one) for one in placed.proposals)),
            plan=planned.inputs,
            calendar=_days_looked_at(morning),
        )
    )
    chosen = planned.plan.chosen_by
    return PlanRun.objects.create(
        station_path=morning.station.path,
        date=morning.date,
        revision=revision,
        made_at=now(),
        algorithm=chosen.algorithm,
        seed=chosen.seed,
        iterations=chosen.iterations,
        was_stopped=chosen.was_stopped,
        inputs=data,
        digest=digest,
        figures=asdict(chosen.figures),
        greedy_figures=asdict(chosen.greedy_figures),
        desk={str(lead or 0): count for lead, count in placed.desk.items()},
    )


def _days_looked_at(morning: Morning) -> LocalCalendar | None:
    rows = (row for one in morning.lists for row in one.duty_list.rows)
    reach = calendar_reach_days(rows)
    return morning.calendar.around(morning.date, reach_days=reach) if reach else None


def _waiting(morning: Morning, placed: Placed, staff_id: int) -> list[dict[str, Any]]:
    queue = placed.waiting.get(staff_id, {})
    return [
        {"list": code, "row": number, "count": count, "zh": row.duty.zh, "en": row.duty.en}
        for (code, number), count in sorted(queue.items())
        for row in [morning.rows[code, number]]
    ]
