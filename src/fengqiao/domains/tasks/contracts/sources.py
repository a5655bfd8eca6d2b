"""What the morning asks other rooms for: subjects and events."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fengqiao.engines.duties.contracts import Event as DutyEvent
from fengqiao.engines.duties.contracts import Subject


@dataclass(frozen=True, slots=True)
class DutySourceQuery:
    """What the morning asks a source for: everything below `under`, events back to `since`."""

    under: str
    today: datetime.date
    since: datetime.datetime


@dataclass(frozen=True, slots=True)
class DutySourceAnswer:
    """Subjects and events that a domain knows. Facts may name `officer_number`: whose task it is."""

    subjects: Sequence[Subject] = ()
    events: Sequence[DutyEvent] = ()


DutySource = Callable[[DutySourceQuery], DutySourceAnswer]
"""Registered in config/wiring.py with `register_duty_source(name, source)` of tasks.public."""
