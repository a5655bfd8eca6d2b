"""Trials in the shadow: what a rule would have raised is written down, and raises nothing."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from fengqiao.domains.duties.actions.backtest_turns import stations_below
from fengqiao.domains.duties.contracts import ModelKind, PastQuery
from fengqiao.domains.duties.models import ModelFinding, ModelUse
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force
from fengqiao.domains.duties.queries.model_figures import FOLLOWED_WITHIN
from fengqiao.domains.duties.queries.past import read_past
from fengqiao.domains.duties.workflow.application_models import RUNNING, read_rule
from fengqiao.engines.duties.backtesting import Assumption, Backtest, BacktestWorld, SimulatedTask
from fengqiao.engines.duties.contracts import DutyList, DutyRow, SubjectKey
from fengqiao.engines.duties.triggers import After, When
from fengqiao.foundation.clock.clock import local_zone, today

logger = logging.getLogger(__name__)
FAILED = "failed"
"""Beside the stations' parts: the last day for which the trial could not be lived through."""
ONE_DAY = datetime.timedelta(days=1)
WHOLE_SHIFT = 100
BATCH = 1000


def take_trial_turn() -> bool:
    """This function will bring one station of one use up to yesterday; tells whether there was one."""
    yesterday = today() - ONE_DAY
    uses = ModelUse.objects.filter(ended_on__isnull=True, model__state__in=RUNNING).select_related("model")
    for use in uses.order_by("pk"):
        is_behind = use.until_date is None or use.until_date < yesterday
        if is_behind and use.parts.get(FAILED) != yesterday.isoformat():
            _try_to_bring_up(use, yesterday)
            return True
    return False


def _try_to_bring_up(use: ModelUse, until: datetime.date) -> None:
    try:
        _bring_up(use, until)
    except Exception:
        # One model's trouble keeps neither the worker nor the other trials from going on; tomorrow it is tried again.
        logger.exception("trial %s of %s failed", use.pk, use.model.code)
        ModelUse.objects.filter(pk=use.pk).update(parts={**use.parts, FAILED: until.isoformat()})


def _bring_up(use: ModelUse, until: datetime.date) -> None:
    stations = stations_below(use.scope_path) if use.model.kind == ModelKind.RULE else []
    behind = [path for path in stations if use.parts.get(path, {}).get("until", "") < until.isoformat()]
    with transaction.atomic():
        held = ModelUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
        if behind:
            held.parts = {**held.parts, behind[0]: _try_station(use, behind[0], until)}
        if len(behind) <= 1:
            held.until_date = until
        held.save()


def _try_station(use: ModelUse, path: str, until: datetime.date) -> dict[str, object]:
    model = use.model
    rule = read_rule(code=model.code, rule_text=model.rule_text, day=use.past_from)
    [row] = rule.duty_list.rows
    running = _running(path, row)
    world = read_past(
        PastQuery(path, use.past_from, until, tuple(one.code for one in running), WHOLE_SHIFT, with_desks=False)
    )
    world = _seen_by(world, [row, *(one for duty_list in running for one in duty_list.rows)])
    found = _live(world, [rule.duty_list])
    asked = _live(world, running) if running else []
    asked_by_subject = _by_subject(asked)
    _store(use, path, found, asked_by_subject, _events_after(world, row))
    ours = _by_subject(found)
    return {
        "until": until.isoformat(),
        "only_running": [one.first_date.isoformat() for one in asked if not _meets(one, ours.get(one.subject, ()))],
    }


def _seen_by(world: BacktestWorld, rows: Sequence[DutyRow]) -> BacktestWorld:
    """Only what the rows look at: a trial of months is then a matter of moments."""
    kinds = {_event_kind(row) for row in rows} | {row.resolved_when.event_kind for row in rows if row.resolved_when}
    subject_kinds = {row.subject_kind for row in rows}
    return replace(
        world,
        subjects=[one for one in world.subjects if one.kind in subject_kinds],
        events=[one for one in world.events if one.kind in kinds],
    )


def _running(path: str, row: DutyRow) -> list[DutyList]:
    """Of the lists in force, the rows that answer the same occasion for the same kind of subject."""
    lists = []
    for one in duty_lists_in_force(on=today(), path=path):
        rows = tuple(other for other in one.duty_list.rows if _is_alike(row, other))
        if rows:
            lists.append(DutyList(one.duty_list.code, one.duty_list.version, one.duty_list.effective_from, rows))
    return lists


def _is_alike(row: DutyRow, other: DutyRow) -> bool:
    is_same_kind = row.subject_kind == other.subject_kind and type(row.trigger) is type(other.trigger)
    return is_same_kind and _event_kind(row) == _event_kind(other)


def _event_kind(row: DutyRow) -> str:
    return row.trigger.event_kind if isinstance(row.trigger, After | When) else ""


def _live(world: BacktestWorld, lists: Sequence[DutyList]) -> Sequence[SimulatedTask]:
    backtest = Backtest(world=world, lists=lists, assumption=Assumption.NO_LIMIT)
    while not backtest.is_finished:
        backtest.step()
    return backtest.result().tasks


def _events_after(world: BacktestWorld, row: DutyRow) -> Mapping[SubjectKey, list[datetime.date]]:
    """The days on which the rule's own kind of event happened, by subject: what a warning may be measured by."""
    kind = _event_kind(row)
    days: dict[SubjectKey, list[datetime.date]] = {}
    for event in sorted(world.events, key=lambda one: one.at):
        if event.kind == kind:
            for key in event.subjects:
                days.setdefault(key, []).append(event.at.astimezone(local_zone()).date())
    return days


def _store(
    use: ModelUse,
    path: str,
    found: Sequence[SimulatedTask],
    asked: Mapping[SubjectKey, Sequence[SimulatedTask]],
    events: Mapping[SubjectKey, Sequence[datetime.date]],
) -> None:
    rows = [
        ModelFinding(
            use=use,
            station_path=path,
            scope_path=task.desk.path,
            uid=task.uid,
            subject_kind=task.subject.kind,
            subject_id=task.subject.id,
            found_date=task.first_date,
            minutes=task.minutes,
            is_asked_already=_meets(task, asked.get(task.subject, ())),
            followed_date=_followed(task, events.get(task.subject, ())),
        )
        for task in found
    ]
    ModelFinding.objects.filter(use=use, station_path=path).delete()
    ModelFinding.objects.bulk_create(rows, batch_size=BATCH)


def _followed(task: SimulatedTask, days: Sequence[datetime.date]) -> datetime.date | None:
    last = task.first_date + FOLLOWED_WITHIN
    return next((day for day in days if task.first_date < day <= last), None)


def _by_subject(tasks: Sequence[SimulatedTask]) -> dict[SubjectKey, list[SimulatedTask]]:
    found: dict[SubjectKey, list[SimulatedTask]] = {}
    for task in tasks:
        found.setdefault(task.subject, []).append(task)
    return found


def _meets(task: SimulatedTask, others: Sequence[SimulatedTask]) -> bool:
    return any(task.first_date <= other.last_date and other.first_date <= task.last_date for other in others)
