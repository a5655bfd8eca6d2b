"""The hours before the doors open: the product's own schedule runs, so the day's lists are there for who signs in."""

from __future__ import annotations

import datetime

from fengqiao.config.jobs import run_due_work
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.simulation.contracts import Text

EARLY_HOURS = Text("当天早上的清单", "The morning's lists")
STRIDE = datetime.timedelta(minutes=15)


def live_until(*, moment: datetime.datetime) -> None:
    """This function will move the standing clock to a moment and do what the schedule owes on the way.

    What was killed in between goes on where the clock stands.
    """
    run_due_work()
    while now() < moment:
        set_clock(at=min(now() + STRIDE, moment), rate=0)
        run_due_work()
