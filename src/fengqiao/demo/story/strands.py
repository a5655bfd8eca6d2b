"""A strand is one thread of the day (a call, an officer's round): it knows its next step from what has been played."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fengqiao.foundation.simulation.contracts import ActTold

Played = Mapping[str, Mapping[str, Any]]
"""What every act played so far has left, by its code. `at` is always among it."""
REFUSED = "refused"
"""Key of an act that a room refused because somebody at a screen had been quicker."""

ENDED = "ended"
"""Key of an act after which its strand has nothing more to do, because somebody at a screen decided otherwise."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when, under which code it is remembered, and what is done."""

    at: datetime.datetime
    code: str
    act: Callable[[], ActTold]


class Strand(Protocol):
    """One thread of the day."""

    def next_step(self, played: Played) -> Step | None:
        """This function will return the next step, None when the thread has ended."""


def first_unplayed(steps: Sequence[Step], played: Played) -> Step | None:
    """This function will return the first step that has not been played; none after one that was the last."""
    for step in steps:
        if step.code not in played:
            return step
        if is_cut_short(played[step.code]):
            return None
    return None


def is_cut_short(result: Mapping[str, Any]) -> bool:
    """This function will tell whether an act left its strand with nothing more to do."""
    return REFUSED in result or bool(result.get(ENDED))


def when(result: Mapping[str, Any]) -> datetime.datetime:
    """This function will return when an act was played."""
    return datetime.datetime.fromisoformat(result["at"])


def seconds(count: float) -> datetime.timedelta:
    """This function will write a length of time."""
    return datetime.timedelta(seconds=count)


def minutes(count: float) -> datetime.timedelta:
    """This function will write a length of time."""
    return datetime.timedelta(minutes=count)
