"""Which step of its ladder an alarm takes next, and when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts.alarms import Rung
from fengqiao.domains.incidents.data.ladders import Ladder


@dataclass(frozen=True, slots=True)
class NextStep:
    rung: Rung
    due_at: datetime.datetime


def next_step_of(
    *, ladder: Ladder, steps_done: int, since_at: datetime.datetime, last_at: datetime.datetime
) -> NextStep | None:
    """This function will name the step after so many, the last of which was taken at `last_at`.

    Past its end the last rung is told again, once per repeat also after a long silence; None where once is enough.
    """
    if steps_done < len(ladder.chain):
        step = ladder.chain[steps_done]
        return NextStep(step.rung, since_at + step.after)
    if ladder.repeat is None:
        return None
    return NextStep(ladder.chain[-1].rung, last_at + ladder.repeat)
