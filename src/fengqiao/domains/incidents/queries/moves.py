"""Reads of advice to move up."""

from __future__ import annotations

import datetime
from typing import Final

from fengqiao.domains.incidents.contracts import UnitStatus
from fengqiao.domains.incidents.contracts.moves import MoveAdviceRecord
from fengqiao.domains.incidents.models import MoveAdvice, Unit
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, scoped

FRESH_MINUTES: Final = 15
"""After a quarter of an hour somebody else is free or sent: advice of then is no advice now."""


def open_move_advice(*, actor: Actor) -> MoveAdviceRecord | None:
    """This function will return the newest advice of the actor's area that nobody decided and that still holds."""
    since = now() - datetime.timedelta(minutes=FRESH_MINUTES)
    rows = MoveAdvice.objects.filter(made_at__gte=since)
    advice = scoped(rows, paths_for(actor, "incidents.dispatch")).order_by("-made_at", "-pk").first()
    return move_record(advice) if advice is not None and is_fresh(advice) else None


def is_fresh(advice: MoveAdvice) -> bool:
    """This function will tell whether the advice still waits for a person and its unit is still free."""
    is_young = now() - advice.made_at <= datetime.timedelta(minutes=FRESH_MINUTES)
    is_newest = not MoveAdvice.objects.filter(scope_path=advice.scope_path, pk__gt=advice.pk).exists()
    is_free = Unit.objects.filter(code=advice.unit_code, status=UnitStatus.IDLE).exists()
    return advice.decided_at is None and is_young and is_newest and is_free


def move_record(advice: MoveAdvice) -> MoveAdviceRecord:
    """This function will turn stored advice into the value that others may hold."""
    return MoveAdviceRecord(advice.pk, advice.made_at, advice.shown, advice.is_accepted)
