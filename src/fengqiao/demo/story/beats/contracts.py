"""What a beat is to the storyteller."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from fengqiao.demo.story.strands import Played
from fengqiao.foundation.simulation.contracts import BeatTold


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat that is built: over when the acts that it rests on have been played, then told from their records."""

    code: str
    at: datetime.datetime
    rests_on: tuple[str, ...]
    tell: Callable[[Played], BeatTold]

    def is_over(self, played: Played) -> bool:
        return all(code in played for code in self.rests_on)
