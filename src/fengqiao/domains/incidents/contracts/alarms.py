"""Alarms: what nobody took up in time, the chain of those on duty, and the safety timer of a lone officer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.incidents.contracts.errors import IncidentsError
from fengqiao.foundation.events.contracts import DomainEvent


class AlarmKind(StrEnum):
    """What is overdue. Only those in ALARMS make a sound; the others warn."""

    LONE_OFFICER = "lone_officer"
    NOT_SIGNED_FOR = "not_signed_for"
    TRANSFER_UNANSWERED = "transfer_unanswered"
    NOT_SET_OUT = "not_set_out"
    NOT_ARRIVED = "not_arrived"
    LONG_ON_SCENE = "long_on_scene"


SOUNDING = frozenset({AlarmKind.LONE_OFFICER, AlarmKind.NOT_SIGNED_FOR, AlarmKind.TRANSFER_UNANSWERED})
MOST_URGENT_FIRST = tuple(AlarmKind)


class Rung(StrEnum):
    """The steps of the chain: the unit itself, its leader, the leader of the station on duty, the command room."""

    UNIT = "unit"
    LEADER = "leader"
    DUTY_LEADER = "duty_leader"
    COMMAND_ROOM = "command_room"


class SettledBy(StrEnum):
    """Why an alarm is over."""

    ACT = "act"
    SAFE = "safe"
    ROOM = "room"


class TimerEnd(StrEnum):
    SAFE = "safe"
    ENDED_BY_ROOM = "ended_by_room"


@dataclass(frozen=True, slots=True)
class AlarmStepRecord:
    """A step as it went: claimed, sent, marked. `is_repeated`: perhaps heard before, sent again rather than lost."""

    ordinal: int
    rung: Rung
    due_at: datetime.datetime
    claimed_at: datetime.datetime
    sent_at: datetime.datetime | None
    marked_at: datetime.datetime | None
    people: tuple[str, ...]
    is_repeated: bool

    @property
    def reached_nobody(self) -> bool:
        """Nobody of this rung was on duty: the chain went on at once."""
        return self.sent_at is not None and not self.people and self.rung is not Rung.COMMAND_ROOM


@dataclass(frozen=True, slots=True)
class AlarmRecord:
    id: int
    kind: AlarmKind
    subject: str
    place_text: str
    incident_number: str
    scope_path: str
    since_at: datetime.datetime
    opened_at: datetime.datetime
    taken_at: datetime.datetime | None
    taken_by: str
    settled_at: datetime.datetime | None
    steps: tuple[AlarmStepRecord, ...]
    may_take: bool = False

    @property
    def is_sounding(self) -> bool:
        return self.kind in SOUNDING and self.settled_at is None and self.taken_at is None

    @property
    def has_reached_room(self) -> bool:
        return any(step.rung is Rung.COMMAND_ROOM and step.sent_at for step in self.steps)


@dataclass(frozen=True, slots=True)
class AlarmMessage:
    """What leaves the machine for a pager, a telephone or a siren: no caller, no words of the call."""

    id: str
    kind: AlarmKind
    rung: Rung
    subject: str
    incident_number: str
    staff_numbers: tuple[str, ...]
    is_repeated: bool
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class TimerRecord:
    """A lone officer's safety timer."""

    id: int
    staff_id: int
    name: str
    place_text: str
    incident_number: str
    scope_path: str
    started_at: datetime.datetime
    due_at: datetime.datetime
    ended_at: datetime.datetime | None
    is_run_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMoved(DomainEvent):
    """An alarm was raised, went a step on, was taken or is over: for the rooms."""

    kind: ClassVar[str] = "incidents.alarm_moved"
    permission: ClassVar[str] = "incidents.view"

    alarm_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTold(DomainEvent):
    """The same for those of the units, who see no rooms."""

    kind: ClassVar[str] = "incidents.alarm_told"
    permission: ClassVar[str] = "incidents.act_on_own_orders"

    alarm_kind: str


class TimerRunningError(IncidentsError):
    """One safety timer at a time: the running one is extended."""

    code = "timer_running"


class NoTimerError(IncidentsError):
    code = "no_timer"


class MinutesOutOfRangeError(IncidentsError):
    """A safety timer runs between one minute and three hours."""

    code = "minutes_out_of_range"
