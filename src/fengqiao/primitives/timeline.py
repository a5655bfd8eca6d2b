"""What happened to one thing, line by line, as rooms hand it out and pages show it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`what` is a code that the room's wording turns into words; `note` is what somebody wrote."""

    at: datetime.datetime
    actor_name: str
    what: str
    note: str = ""
