"""A strand of one moment: the hour at which somebody reads what is there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.demo.story.strands import Played, Step, first_unplayed
from fengqiao.foundation.simulation.contracts import ActTold


@dataclass(frozen=True, slots=True)
class MomentStrand:
    """Comes once, at its time."""

    name: str
    at: datetime.datetime

    def next_step(self, played: Played) -> Step | None:
        return first_unplayed([Step(self.at, f"moment/{self.name}", ActTold)], played)
