"""Reading the beats of a simulated day and asking its clock to move on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fengqiao.foundation.clock.clock import now, read_clock
from fengqiao.foundation.simulation.models import StoryBeat, TimeJump


class NotSimulatedError(Exception):
    """The clock of a real station is not moved."""

    code = "not_simulated"


def list_beats() -> Sequence[StoryBeat]:
    """This function will list the beats in order of time; none in a real station."""
    return list(StoryBeat.objects.all())


def wish_to_jump(*, to_at: datetime.datetime, wished_by: str) -> None:
    """This function will ask for the clock to move on. Raises NotSimulatedError in a real station."""
    if not read_clock().is_simulated:
        raise NotSimulatedError
    TimeJump.objects.create(wished_at=now(), to_at=to_at, wished_by=wished_by)


def next_wish() -> TimeJump | None:
    """This function will return the oldest wish that is not fulfilled."""
    return TimeJump.objects.filter(done=False).order_by("pk").first()
