"""The ladders of alarms as typed rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fengqiao.domains.incidents.contracts.alarms import AlarmKind, Rung
from fengqiao.domains.incidents.data.documents import read_document


@dataclass(frozen=True, slots=True)
class LadderStep:
    rung: Rung
    after: datetime.timedelta


@dataclass(frozen=True, slots=True)
class Ladder:
    """The chain of an alarm; `repeat`: how often the last rung hears it again, None where once is enough."""

    chain: tuple[LadderStep, ...]
    repeat: datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class AlarmRules:
    version: int
    ladders: Mapping[AlarmKind, Ladder]
    taken_pause: datetime.timedelta
    set_out: datetime.timedelta
    on_scene: datetime.timedelta
    transfer_retry: datetime.timedelta
    shortest_minutes: int
    longest_minutes: int
    offered_minutes: tuple[int, ...]
    extended_by: int


class LadderWithoutEndError(ValueError):
    """A chain that does not end at the command room could end at nobody."""


@cache
def alarm_rules() -> AlarmRules:
    """This function will return the ladders. Raises LadderWithoutEndError for a chain without the command room."""
    document = read_document("ladders")
    timer = document["safety_timer"]
    return AlarmRules(
        version=document["version"],
        ladders={AlarmKind(kind): _ladder(kind, entry) for kind, entry in document["ladders"].items()},
        taken_pause=datetime.timedelta(seconds=document["taken_pause"]),
        set_out=datetime.timedelta(minutes=document["overdue"]["set_out"]),
        on_scene=datetime.timedelta(minutes=document["overdue"]["on_scene"]),
        transfer_retry=datetime.timedelta(minutes=document["overdue"]["transfer_again"]),
        shortest_minutes=timer["shortest"],
        longest_minutes=timer["longest"],
        offered_minutes=tuple(timer["offered"]),
        extended_by=timer["extended_by"],
    )


def _ladder(kind: str, entry: Mapping[str, object]) -> Ladder:
    steps: list[LadderStep] = []
    for step in entry["chain"]:  # type: ignore[attr-defined]
        steps.append(LadderStep(Rung(step["rung"]), datetime.timedelta(seconds=step["after"])))
    if not steps or steps[-1].rung is not Rung.COMMAND_ROOM:
        raise LadderWithoutEndError(kind)
    repeat = entry.get("repeat")
    return Ladder(tuple(steps), datetime.timedelta(seconds=float(str(repeat))) if repeat else None)
