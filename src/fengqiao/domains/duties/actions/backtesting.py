"""Trying a text on past days: asked for by a person, worked off in small turns, stored with what it came from."""

from __future__ import annotations

import datetime
import logging
import time

from django.db import IntegrityError, transaction

from fengqiao.domains.duties.actions.backtest_turns import Turn, finish, stations_below, turn_of
from fengqiao.domains.duties.contracts import (
    BacktestClosedError,
    BacktestImpossibleError,
    BacktestMoved,
    BacktestRecord,
    BacktestState,
    BacktestWish,
)
from fengqiao.domains.duties.models import BacktestJob, ListDraft
from fengqiao.domains.duties.queries.backtests import backtest_record
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force
from fengqiao.domains.duties.workflow.backtest_results import part_keys
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere, scoped

logger = logging.getLogger(__name__)
TURN_SECONDS = 1.5
"""The worker has other things to do each second: a backtest takes short turns."""
SEED = 20260916
OPEN = (BacktestState.WAITING, BacktestState.RUNNING)


@transaction.atomic
def request_backtest(*, actor: Actor, draft_id: int, wish: BacktestWish) -> BacktestRecord:
    """This function will ask for a draft to be tried on the days before today; the same wish again changes nothing.

    Raises BacktestImpossibleError and the refusals of access.
    """
    paths = require_somewhere(actor, "duties.view_drafts")
    draft = scoped(ListDraft.objects.filter(pk=draft_id), paths).first()
    if draft is None:
        raise NotVisibleError
    require(actor, "duties.backtest", draft.scope_path, view="duties.view_drafts")
    parsed, _ = read_document(draft.document)
    stations = stations_below(draft.scope_path)
    if parsed is None or parsed.duty_list is None or not stations:
        raise BacktestImpossibleError
    last = today() - datetime.timedelta(days=1)
    first = last - datetime.timedelta(days=7 * wish.weeks - 1)
    alike = BacktestJob.objects.filter(
        scope_path=draft.scope_path,
        digest=draft.digest,
        first_date=first,
        last_date=last,
        share_percent=wish.share_percent,
        state__in=[*OPEN, BacktestState.DONE],
    ).first()
    if alike is not None:
        return backtest_record(alike)
    job = BacktestJob(
        scope_path=draft.scope_path,
        state=BacktestState.WAITING,
        document=draft.document,
        digest=draft.digest,
        list_code=parsed.code,
        list_version=parsed.version,
        first_date=first,
        last_date=last,
        share_percent=wish.share_percent,
        seed=SEED,
        all_steps=len(part_keys(stations)) * 7 * wish.weeks,
    )
    return _create(job, actor)


@transaction.atomic
def cancel_backtest(*, actor: Actor, backtest_id: int) -> BacktestRecord:
    """This function will end a backtest that is not finished. Raises BacktestClosedError and the refusals of access."""
    job = BacktestJob.objects.select_for_update().filter(pk=backtest_id).first()
    if job is None:
        raise NotVisibleError
    require(actor, "duties.backtest", job.scope_path, view="duties.view_drafts")
    if job.state not in OPEN:
        raise BacktestClosedError
    job.state, job.finished_at, job.parts = BacktestState.CANCELLED, now(), {}
    job.save()
    _tell(job, actor, "cancel_backtest")
    return backtest_record(job)


def take_backtest_turn(*, seconds: float = TURN_SECONDS) -> bool:
    """This function will work on the oldest open backtest for a moment; tells whether there was one.

    What is done of a station is kept, so that a restarted worker goes on with the next one.
    """
    job = BacktestJob.objects.filter(state__in=OPEN).order_by("requested_at", "pk").first()
    if job is None:
        return False
    try:
        _work(job, until=time.monotonic() + seconds)
    except Exception as error:
        # Whatever a text or a past does to the simulation: the worker goes on with its other work, and says so.
        logger.exception("backtest %s failed", job.pk)
        _fail(job, error)
    return True


def _work(job: BacktestJob, *, until: float) -> None:
    turn = turn_of(job)
    while turn is not None and time.monotonic() < until:
        turn.step()
        if turn.is_finished:
            turn = turn_of(job) if _keep(job, turn) else None
    if turn is not None:
        _advance(job, turn)


@transaction.atomic
def _fail(job: BacktestJob, error: Exception) -> None:
    held = BacktestJob.objects.select_for_update().get(pk=job.pk)
    if held.state in OPEN:
        held.state, held.finished_at, held.parts = BacktestState.FAILED, now(), {}
        held.note = f"{type(error).__name__}: {error}"[:500]
        held.save()
        _tell(held, None, "fail_backtest")


@transaction.atomic
def _keep(job: BacktestJob, turn: Turn) -> bool:
    """Store a finished part; tells whether there is more to do."""
    held = BacktestJob.objects.select_for_update().get(pk=job.pk)
    if held.state not in OPEN:
        return False
    held.parts = {**held.parts, str(turn.key): turn.part()}
    held.state, held.done_steps = BacktestState.RUNNING, len(held.parts) * turn.days
    is_over = finish(held)
    held.save()
    if is_over:
        _tell(held, None, "finish_backtest")
    job.parts, job.state = held.parts, held.state
    return not is_over


def _advance(job: BacktestJob, turn: Turn) -> None:
    BacktestJob.objects.filter(pk=job.pk, state__in=OPEN).update(
        state=BacktestState.RUNNING, done_steps=len(job.parts) * turn.days + turn.days_done
    )


def _create(job: BacktestJob, actor: Actor) -> BacktestRecord:
    in_force = duty_lists_in_force(on=today(), path=job.scope_path)
    job.compared_with = [f"{one.record.code}@{one.record.version}" for one in in_force]
    job.requested_by, job.requested_at = actor.name, now()
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError as error:
        raise BacktestClosedError from error
    _tell(job, actor, "request_backtest")
    return backtest_record(job)


def _tell(job: BacktestJob, actor: Actor | None, act: str) -> None:
    record(
        actor=actor or SYSTEM,
        action=act,
        object_kind="backtest",
        object_id=job.pk,
        scope_path=job.scope_path,
        details={"code": job.list_code, "version": job.list_version, "digest": job.digest},
    )
    publish(
        BacktestMoved(scope_path=job.scope_path, object_id=str(job.pk), state=BacktestState(job.state).value),
        actor=actor or SYSTEM,
    )
