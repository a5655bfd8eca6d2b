"""What has happened to incidents and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTaken(DomainEvent):
    kind: ClassVar[str] = "incidents.taken"
    permission: ClassVar[str] = "incidents.view"

    number: str
    category: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMoved(DomainEvent):
    """An incident changed its state."""

    kind: ClassVar[str] = "incidents.moved"
    permission: ClassVar[str] = "incidents.view"

    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoved(DomainEvent):
    """A unit changed its status or position."""

    kind: ClassVar[str] = "incidents.unit_moved"
    permission: ClassVar[str] = "incidents.view"

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGiven(DomainEvent):
    """A unit has been sent; the officers of the unit must know at once."""

    kind: ClassVar[str] = "incidents.order_given"
    permission: ClassVar[str] = "incidents.act_on_own_orders"

    number: str
    unit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(DomainEvent):
    kind: ClassVar[str] = "incidents.closed"
    permission: ClassVar[str] = "incidents.view"

    number: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsLoaded(DomainEvent):
    kind: ClassVar[str] = "incidents.calls_loaded"
    permission: ClassVar[str] = "incidents.view"

    source: str
    added: int
