"""What runs by itself: the lists of the day, half an hour before they are opened."""

from __future__ import annotations

import datetime

from fengqiao.domains.tasks.public import generate_morning_lists
from fengqiao.foundation.scoping.contracts import SYSTEM


def make_morning_lists(date: datetime.date) -> None:
    """This job will make the lists of every station for a day."""
    generate_morning_lists(actor=SYSTEM, date=date)
