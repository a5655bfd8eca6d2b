"""The team's day on one board: everybody on one axis of hours, never ranked."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.domains.tasks.contracts.changes import DayState, PostponementRecord
from fengqiao.domains.tasks.contracts.days import DayListRecord, OfficerLoad


@dataclass(frozen=True, slots=True)
class Lane:
    """An officer's line: the list and the state of the day; both None for somebody without a list."""

    load: OfficerLoad
    day: DayListRecord | None
    state: DayState | None

    @property
    def minutes(self) -> float:
        """Work and ways."""
        return self.load.work_minutes + self.load.travel_minutes


@dataclass(frozen=True, slots=True)
class BeatCover:
    """How a beat is covered today. `waiting`: open and due by today, in nobody's day."""

    name: str
    officers: tuple[str, ...]
    planned: int
    done: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """`gini`: of work and ways over those who have a list; None with fewer than two of them."""

    lanes: tuple[Lane, ...]
    beats: tuple[BeatCover, ...]
    gini: float | None
    asked: tuple[PostponementRecord, ...]
    postponed: tuple[PostponementRecord, ...]
    carried_days: dict[int, int]
    own_initiative: int
    own_minutes: int
