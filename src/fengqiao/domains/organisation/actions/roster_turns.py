"""Making a roster in short turns of the worker: what it holds in its hands lives in the worker only."""

from __future__ import annotations

import logging
import time
from typing import Final

from django.db import transaction

from fengqiao.domains.organisation.actions.rosters import shortfalls_as_plain
from fengqiao.domains.organisation.contracts.rosters import RosterMoved, RosterState
from fengqiao.domains.organisation.models import DutyRoster
from fengqiao.domains.organisation.queries.roster_inputs import problem_from_plain
from fengqiao.engines.rostering.contracts import MadeRoster, SearchBudget
from fengqiao.engines.rostering.making import RosterSearch, best_method
from fengqiao.engines.rostering.rules import Ground
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM

logger = logging.getLogger(__name__)
TURN_SECONDS: Final = 1.5
"""The worker has other things to do each second."""
WORK_SECONDS: Final = 45.0
"""Of the worker's own time: a station's month gains little after half a minute."""
BUDGET: Final = SearchBudget(seed=1, looks=40, look_seconds=1.0, workers=4)
OPEN: Final = (RosterState.WAITING, RosterState.MAKING)


class _Held:
    """A search under way with the time that it has had."""

    def __init__(self, row: DutyRoster) -> None:
        self.seconds = 0.0
        self.search = RosterSearch(
            problem=problem_from_plain(row.inputs), budget=BUDGET, method=best_method(), spent=self.share
        )

    def share(self) -> float:
        return self.seconds / WORK_SECONDS

    def work(self) -> None:
        """A turn: steps for a second or two."""
        began = time.monotonic()
        while not self.search.is_finished and time.monotonic() - began < TURN_SECONDS:
            self.search.step()
        self.seconds += time.monotonic() - began

    @property
    def is_done(self) -> bool:
        return self.search.is_finished or self.share() >= 1


_held: dict[int, _Held] = {}
"""By roster; a worker that starts again begins it anew."""


def take_roster_turn() -> bool:
    """This function will work for a second or two on the oldest roster that waits; tells whether there was one."""
    row = DutyRoster.objects.filter(state__in=OPEN).order_by("pk").first()
    if row is None:
        _held.clear()
        return False
    try:
        _work(row)
    except Exception as error:
        # Tried again each second it would end the same way, and no other roster would have its turn.
        logger.exception("roster %s could not be made", row.pk)
        _held.clear()
        _fail(row.pk, error)
    return True


def _work(row: DutyRoster) -> None:
    held = _held.get(row.pk)
    if held is None:
        _held.clear()
        held = _held[row.pk] = _Held(row)
    held.work()
    if held.is_done:
        _finish(row.pk, held.search.result())
        _held.clear()
    else:
        _tell(row.pk, held)


@transaction.atomic
def _fail(roster_id: int, error: Exception) -> None:
    row = DutyRoster.objects.select_for_update().get(pk=roster_id)
    row.state = RosterState.FAILED
    row.save(update_fields=["state"])
    record(
        actor=SYSTEM,
        action="fail_roster",
        object_kind="roster",
        object_id=row.pk,
        scope_path=row.path,
        details={"error": type(error).__name__},
    )
    publish(RosterMoved(scope_path=row.path, object_id=str(row.pk), state=row.state), actor=SYSTEM)


@transaction.atomic
def _tell(roster_id: int, held: _Held) -> None:
    row = DutyRoster.objects.select_for_update().get(pk=roster_id)
    row.state, row.share_done = RosterState.MAKING, min(99, round(100 * held.share()))
    row.save(update_fields=["state", "share_done"])
    publish(RosterMoved(scope_path=row.path, object_id=str(row.pk), state=row.state), actor=SYSTEM)


@transaction.atomic
def _finish(roster_id: int, made: MadeRoster) -> None:
    row = DutyRoster.objects.select_for_update().get(pk=roster_id)
    row.state, row.share_done = RosterState.DRAFT, 100
    row.rows = {number: list(line) for number, line in made.roster.items()}
    row.result = {
        "price": made.price.total,
        "first_price": made.first_price,
        "bound": made.bound,
        "is_proven": made.is_proven,
        "method": made.method,
        "faults": [{"person": one.person, "day": one.day, **one.reason.as_plain()} for one in made.faults],
        "shortfalls": shortfalls_as_plain(Ground(problem_from_plain(row.inputs)), made.roster),
    }
    row.save(update_fields=["state", "share_done", "rows", "result"])
    details = {"price": made.price.total, "method": made.method, "short": len(made.shortfalls)}
    record(
        actor=SYSTEM,
        action="make_roster",
        object_kind="roster",
        object_id=row.pk,
        scope_path=row.path,
        details=details,
    )
    publish(RosterMoved(scope_path=row.path, object_id=str(row.pk), state=row.state), actor=SYSTEM)
