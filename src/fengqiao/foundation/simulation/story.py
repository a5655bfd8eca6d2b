"""Reading the beats of a simulated day and asking its clock to move on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, read_clock
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.simulation.contracts import (
    BackwardsError,
    DayReading,
    NotSimulatedError,
    UnknownSpeedError,
)
from fengqiao.foundation.simulation.models import PlayedAct, SimulatedDay, StoryBeat, TimeJump

__all__ = [
    "SPEEDS",
    "BackwardsError",
    "NotSimulatedError",
    "UnknownSpeedError",
    "latest_lines",
    "list_beats",
    "next_wish",
    "read_day",
    "wish_for_speed",
    "wish_to_jump",
    "wished_speed",
]
SPEEDS = (0.0, 1.0, 60.0)
"""Standing still, as the clock on the wall, a minute each second."""


def list_beats() -> Sequence[StoryBeat]:
    """This function will list the beats in order of time; none in a real station."""
    return list(StoryBeat.objects.all())


def read_day() -> DayReading | None:
    """This function will say which invented day this database tells, None for a real station."""
    row = SimulatedDay.objects.first()
    if row is None:
        return None
    return DayReading(
        row.seed,
        row.date,
        row.digest,
        row.opens_at,
        row.closes_at,
        row.told_until_at,
        row.is_loaded,
        row.is_over,
        row.is_replayed,
    )


def latest_lines(*, actor: Actor, limit: int = 8) -> Sequence[PlayedAct]:
    """This function will list what was told last of places that the actor may see, newest first."""
    lines: list[PlayedAct] = []
    for row in PlayedAct.objects.exclude(line_zh="").order_by("-at", "-code")[: limit * 20]:
        if not row.permission or any(row.scope_path.startswith(path) for path in paths_for(actor, row.permission)):
            lines.append(row)
        if len(lines) == limit:
            break
    return lines


@transaction.atomic
def wish_to_jump(*, actor: Actor, to_at: datetime.datetime) -> None:
    """This function will ask for the clock to move on. Raises NotSimulatedError in a real station, BackwardsError."""
    if not read_clock().is_simulated:
        raise NotSimulatedError
    moment = now()
    if to_at <= moment:
        raise BackwardsError
    wish = TimeJump.objects.create(wished_at=moment, to_at=to_at, wished_by=actor.name)
    record(
        actor=actor,
        action="wish_to_jump",
        object_kind="simulated_day",
        object_id=wish.pk,
        scope_path="",
        details={"to": to_at},
    )


@transaction.atomic
def wish_for_speed(*, actor: Actor, speed: float) -> None:
    """This function will ask for the clock to run so fast. Raises NotSimulatedError, UnknownSpeedError."""
    if not read_clock().is_simulated or not SimulatedDay.objects.exists():
        raise NotSimulatedError
    if speed not in SPEEDS:
        raise UnknownSpeedError
    SimulatedDay.objects.update(speed=speed)
    record(
        actor=actor,
        action="wish_for_speed",
        object_kind="simulated_day",
        object_id="",
        scope_path="",
        details={"speed": speed},
    )


def wished_speed() -> float:
    """This function will return how fast the clock of a simulated day is to run."""
    return SimulatedDay.objects.values_list("speed", flat=True).first() or 0.0


def next_wish() -> TimeJump | None:
    """This function will return the oldest wish that is not fulfilled."""
    return TimeJump.objects.filter(done=False).order_by("pk").first()
