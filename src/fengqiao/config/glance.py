"""What the first page shows: the beats of a simulated day, what has just happened, and what is the reader's own."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.config.page_rights import may_open
from fengqiao.domains.accounts.contracts import COMMAND_ROOM, LEADERS, OFFICERS, Role
from fengqiao.domains.duties.public import list_versions
from fengqiao.domains.incidents.contracts import IncidentState, IncidentSummary, UnitRecord, UnitStatus
from fengqiao.domains.incidents.public import list_live, list_units_now
from fengqiao.domains.indicators.contracts import Chain
from fengqiao.domains.indicators.public import chain
from fengqiao.domains.organisation.public import list_appointments, list_shifts, list_units
from fengqiao.domains.places.public import count_places
from fengqiao.domains.tasks.contracts import OPEN_STATES, DayItem, DayListRecord
from fengqiao.domains.tasks.public import get_day_list
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.simulation.models import BeatState, PlayedAct, StoryBeat, TimeJump
from fengqiao.foundation.simulation.story import (
    SPEEDS,
    latest_lines,
    list_beats,
    next_wish,
    read_day,
    wish_for_speed,
    wish_to_jump,
    wished_speed,
)

MOST_INCIDENTS, MOST_LINES, MOST_ITEMS = 6, 7, 5
OFFICE = OFFICERS | {Role.AUXILIARY}
WAITING = frozenset({IncidentState.RECEIVED, IncidentState.RETURNED})
JUMPS = {"hour": datetime.timedelta(hours=1), "day": datetime.timedelta(days=1), "week": datetime.timedelta(days=7)}
TO_NEXT_BEAT = "beat"
NEXT_DAYS = datetime.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class OwnList:
    """An officer's day: how far it is, and what comes next."""

    day_list: DayListRecord
    upcoming: Sequence[DayItem]
    done: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / len(self.day_list.items)) if self.day_list.items else 0


@dataclass(frozen=True, slots=True)
class OwnRoom:
    """The command room: what is open, and who is free."""

    incidents: Sequence[IncidentSummary]
    open: int
    waiting: int
    units: Sequence[UnitRecord]
    idle: int


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the first steps of a new station."""

    code: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class SpeedChoice:
    """One of the speeds of a simulated day; `seconds` of the day per second at the screen."""

    seconds: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything on the first page. A real station has no beats."""

    beats: Sequence[StoryBeat]
    opens: frozenset[str]
    """The beats whose page the reader may open."""

    is_replayed: bool
    """Whether the calls of the day are an export's."""

    shown: StoryBeat | None
    lines: Sequence[PlayedAct]
    jump: TimeJump | None
    chain: Chain | None
    own_list: OwnList | None
    own_room: OwnRoom | None
    first_steps: Sequence[FirstStep]
    speeds: Sequence[SpeedChoice] = ()
    """What the clock of a simulated day may be set to; none in a real station."""


def glance(*, actor: Actor) -> Glance:
    """This function will collect the first page of one reader."""
    beats, day = list_beats(), read_day()
    return Glance(
        beats=beats,
        opens=frozenset(beat.code for beat in beats if beat.page and may_open(actor=actor, address=beat.page)),
        is_replayed=day is not None and day.is_replayed,
        shown=_shown(beats),
        lines=latest_lines(actor=actor, limit=MOST_LINES) if beats else (),
        jump=next_wish() if beats else None,
        chain=chain(actor=actor) if paths_for(actor, "tasks.count") else None,
        own_list=_own_list(actor),
        own_room=_own_room(actor),
        first_steps=() if beats else _first_steps(),
        speeds=_speeds() if day is not None else (),
    )


def ask_for_jump(*, actor: Actor, to: str) -> None:
    """This function will ask the storyteller to move on. Raises NotSimulatedError, KeyError for an unknown wish."""
    if to == TO_NEXT_BEAT:
        coming = [beat.at for beat in list_beats() if beat.state != BeatState.MISSING and beat.at > now()]
        to_at = min(coming, default=now() + JUMPS["hour"])
    else:
        to_at = now() + JUMPS[to]
    wish_to_jump(actor=actor, to_at=to_at)


def ask_for_speed(*, actor: Actor, speed: str) -> None:
    """This function will ask the storyteller to go so fast.

    Raises NotSimulatedError, UnknownSpeedError, ValueError for what is no number.
    """
    wish_for_speed(actor=actor, speed=float(speed))


def _speeds() -> Sequence[SpeedChoice]:
    chosen = wished_speed()
    return [SpeedChoice(int(speed), speed == chosen) for speed in SPEEDS]


def _shown(beats: Sequence[StoryBeat]) -> StoryBeat | None:
    """The beat of the hour: the one that runs, else the last that was told, else the first to come."""
    for state in (BeatState.RUNNING, BeatState.DONE):
        found = [beat for beat in beats if beat.state == state]
        if found:
            return found[-1]
    return next((beat for beat in beats if beat.state == BeatState.TO_COME), None)


def _own_list(actor: Actor) -> OwnList | None:
    if actor.staff_id is None or not actor.roles & OFFICE:
        return None
    day_list = get_day_list(actor=actor, staff_id=actor.staff_id, date=today())
    if day_list is None or not day_list.items:
        return None
    items = sorted(day_list.items, key=lambda item: item.order)
    upcoming = [item for item in items if item.task.state in OPEN_STATES]
    return OwnList(day_list, upcoming[:MOST_ITEMS], len(items) - len(upcoming))


def _own_room(actor: Actor) -> OwnRoom | None:
    if not actor.roles & (COMMAND_ROOM | LEADERS) or not paths_for(actor, "incidents.view"):
        return None
    incidents = sorted(
        list_live(actor=actor), key=lambda one: (not one.is_danger, one.state not in WAITING, one.priority)
    )
    units = [unit for unit in list_units_now(actor=actor) if unit.status is not UnitStatus.OFF_DUTY]
    return OwnRoom(
        incidents=incidents[:MOST_INCIDENTS],
        open=len(incidents),
        waiting=sum(1 for one in incidents if one.state in WAITING),
        units=units,
        idle=sum(1 for unit in units if unit.status is UnitStatus.IDLE),
    )


def _first_steps() -> Sequence[FirstStep]:
    """What a new station still lacks; nothing once all of it stands."""
    places = count_places(under="")
    steps = (
        FirstStep("units", bool(list_units())),
        FirstStep("staff", bool(list_appointments(on=today()))),
        FirstStep("lists", bool(list_versions(actor=SYSTEM))),
        FirstStep("addresses", any(places.values())),
        FirstStep("shifts", bool(list_shifts(from_at=now(), to_at=now() + NEXT_DAYS))),
        FirstStep("dispatch_units", bool(list_units_now(actor=SYSTEM))),
    )
    return () if all(step.is_done for step in steps) else steps
