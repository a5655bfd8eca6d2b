"""Which parts of a place a reader sees, and of which no share is told: a beat usually is one officer."""

from __future__ import annotations

import datetime

from fengqiao.domains.organisation.public import beats_of_few, is_within_station, may_see_beats
from fengqiao.domains.tasks.queries.evaluation.months import next_month
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require


def require_place(*, actor: Actor, path: str) -> bool:
    """This function will let an actor see the figures of a place and tell whether those of its parts are shown too.

    Above the stations they stop at stations. Raises NotVisibleError (also for a beat there), NotAllowedError.
    """
    require(actor, "tasks.evaluate", path, view="tasks.evaluate")
    with_parts = may_see_beats(actor=actor, path=path)
    if is_within_station(path=path) and not with_parts:
        raise NotVisibleError
    return with_parts


def parts_of_few(*, path: str, month: datetime.date) -> frozenset[str]:
    """This function will return the beats of a place behind which too few officers stood at the end of a month."""
    return beats_of_few(under=path, on=min(today(), next_month(month) - datetime.timedelta(days=1)))
