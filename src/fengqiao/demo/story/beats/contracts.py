"""What a beat is to the storyteller."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from fengqiao.demo.story.strands import Played
from fengqiao.foundation.simulation.contracts import BeatTold, Text


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat that is built: over when the acts that it rests on have been played, then told from their records."""

    code: str
    at: datetime.datetime
    rests_on: tuple[str, ...]
    tell: Callable[[Played], BeatTold]
    so_far: Callable[[Played], Text] | None = None
    """What may be said while it runs: what stands already, and what it still waits for."""

    def is_over(self, played: Played, cut_short: Collection[str] = ()) -> bool:
        """Nothing more will come: every act was played, or its strand (named in `cut_short`) has ended before it."""
        return all(code in played or stem_of(code) in cut_short for code in self.rests_on)


def stem_of(code: str) -> str:
    """This function will name the strand that an act belongs to."""
    return code.rpartition("/")[0]
