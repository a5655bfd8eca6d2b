"""What if: asked for by a chief, worked off in short turns, stored with what it came from."""

from __future__ import annotations

import dataclasses
import datetime
import logging
import time
from typing import Final

from django.db import transaction

from fengqiao.domains.incidents.actions.what_if_turns import Scene, result_of
from fengqiao.domains.incidents.contracts.what_if import (
    TooFewCallsError,
    WhatIfClosedError,
    WhatIfMoved,
    WhatIfRecord,
    WhatIfState,
    WhatIfWish,
)
from fengqiao.domains.incidents.models import WhatIf
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.recorded_calls import count_recorded
from fengqiao.domains.incidents.queries.what_ifs import WHAT_IF, what_if_record
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

logger = logging.getLogger(__name__)
TURN_SECONDS: Final = 1.5
SEED: Final = 20260916
LEAST_CALLS: Final = 30
OPEN: Final = (WhatIfState.WAITING, WhatIfState.RUNNING)
_held: dict[int, Scene] = {}
"""By replay: what this process has read of it."""


@transaction.atomic
def request_what_if(*, actor: Actor, wish: WhatIfWish) -> WhatIfRecord:
    """This function will ask for a replay of the weeks before today. Raises TooFewCallsError, refusals of access."""
    path = get_unit(code=wish.unit_code).path
    require(actor, WHAT_IF, path, view=VIEW)
    last = today() - datetime.timedelta(days=1)
    first = last - datetime.timedelta(days=7 * wish.weeks - 1)
    calls = count_recorded(path=path, first=first, last=last)
    if calls < LEAST_CALLS:
        raise TooFewCallsError(calls=calls, least=LEAST_CALLS)
    job = WhatIf.objects.create(
        scope_path=path,
        state=WhatIfState.WAITING,
        wish=dataclasses.asdict(wish),
        first_date=first,
        last_date=last,
        seed=SEED,
        requested_by=actor.name,
        requested_at=now(),
        all_steps=wish.weeks,
    )
    _tell(job, actor, "request_what_if")
    return what_if_record(job)


@transaction.atomic
def cancel_what_if(*, actor: Actor, what_if_id: int) -> WhatIfRecord:
    """This function will end a replay that is not finished. Raises WhatIfClosedError and the refusals of access."""
    job = WhatIf.objects.select_for_update().filter(pk=what_if_id).first()
    if job is None:
        raise NotVisibleError
    require(actor, WHAT_IF, job.scope_path, view=VIEW)
    if job.state not in OPEN:
        raise WhatIfClosedError
    job.state, job.finished_at, job.parts = WhatIfState.CANCELLED, now(), {}
    job.save()
    _tell(job, actor, "cancel_what_if")
    return what_if_record(job)


def take_what_if_turn(*, seconds: float = TURN_SECONDS) -> bool:
    """This function will work on the oldest open replay for a moment; tells whether there was one.

    Each week is kept when it is done, so that a restarted worker goes on with the next.
    """
    job = WhatIf.objects.filter(state__in=OPEN).order_by("requested_at", "pk").first()
    if job is None:
        return False
    try:
        _work(job, until=time.monotonic() + seconds)
    except Exception as error:
        # Whatever the past does to the replay: the worker goes on with its other work, and says so.
        logger.exception("what-if %s failed", job.pk)
        _fail(job, error)
    return True


def _work(job: WhatIf, *, until: float) -> None:
    if job.pk not in _held:
        _held.clear()
        _held[job.pk] = Scene(job)
    scene = _held[job.pk]
    scene.job = job
    count = len(scene.pieces)
    while True:
        number = next((one for one in range(count) if str(one) not in scene.job.parts), None)
        if number is None:
            _finish(scene)
            return
        if not _keep(scene, number):
            return
        if time.monotonic() >= until:
            return


@transaction.atomic
def _keep(scene: Scene, number: int) -> bool:
    """Replay one piece and store it; tells whether the replay is still wanted."""
    part = scene.live_through(number)
    held = WhatIf.objects.select_for_update().get(pk=scene.job.pk)
    if held.state not in OPEN:
        return False
    held.parts = {**held.parts, str(number): part}
    held.state, held.all_steps, held.done_steps = WhatIfState.RUNNING, len(scene.pieces), len(held.parts)
    held.save()
    scene.job = held
    return True


@transaction.atomic
def _finish(scene: Scene) -> None:
    result = result_of(scene)
    held = WhatIf.objects.select_for_update().get(pk=scene.job.pk)
    if held.state in OPEN:
        held.result, held.state, held.finished_at, held.parts = result, WhatIfState.DONE, now(), {}
        held.done_steps = held.all_steps
        held.save()
        _tell(held, None, "finish_what_if")
    _held.pop(held.pk, None)


@transaction.atomic
def _fail(job: WhatIf, error: Exception) -> None:
    held = WhatIf.objects.select_for_update().get(pk=job.pk)
    if held.state in OPEN:
        held.state, held.finished_at, held.parts = WhatIfState.FAILED, now(), {}
        held.note = f"{type(error).__name__}: {error}"[:500]
        held.save()
        _tell(held, None, "fail_what_if")
    _held.pop(job.pk, None)


def _tell(job: WhatIf, actor: Actor | None, act: str) -> None:
    who = actor or SYSTEM
    record(
        actor=who,
        action=act,
        object_kind="what_if",
        object_id=job.pk,
        scope_path=job.scope_path,
        details={"wish": job.wish},
    )
    publish(
        WhatIfMoved(scope_path=job.scope_path, object_id=str(job.pk), state=WhatIfState(job.state).value), actor=who
    )
