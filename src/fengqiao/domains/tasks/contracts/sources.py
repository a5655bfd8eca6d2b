"""What the morning asks other rooms for: subjects and events."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from fengqiao.engines.duties.contracts import Event as DutyEvent
from fengqiao.engines.duties.contracts import Subject, SubjectKey
from fengqiao.engines.duties.groups import SubjectGroup


@dataclass(frozen=True, slots=True)
class DutySourceQuery:
    """What the morning asks a source for: everything below `under`, events back to `since`.

    `only`: no more than these subjects and the events that touch them; a source may answer with more.
    `in_groups`: many subjects of a kind may be answered as groups, with `describe` for the few that become tasks.
    `event_kinds`: the events that the lists in force look for; None for every kind.
    """

    under: str
    today: datetime.date
    since: datetime.datetime
    only: frozenset[SubjectKey] | None = None
    in_groups: bool = False
    event_kinds: frozenset[str] | None = None

    def ids_of(self, kind: str) -> list[str] | None:
        """This function will return which subjects of a kind are asked for; None: all."""
        return None if self.only is None else sorted(key.id for key in self.only if key.kind == kind)

    def wants(self, kind: str) -> bool:
        """This function will tell whether anybody looks for events of a kind."""
        return self.event_kinds is None or kind in self.event_kinds


Describe = Callable[[Collection[SubjectKey]], Sequence[Subject]]
"""Subjects with label and position."""


@dataclass(frozen=True, slots=True)
class DutySourceAnswer:
    """Subjects and events that a domain knows. Facts may name `officer_number`: whose task it is."""

    subjects: Sequence[Subject] = ()
    events: Sequence[DutyEvent] = ()
    groups: Sequence[SubjectGroup] = ()
    describe: Describe | None = None


DutySource = Callable[[DutySourceQuery], DutySourceAnswer]
"""Registered in config/wiring.py with `register_duty_source(name, source)` of tasks.public."""
