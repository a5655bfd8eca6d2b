"""What has happened: frozen values that a domain publishes and others subscribe to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Base of every event. A subclass names its `kind` (domain.past_tense) and the permission that may see it.

    `object_id` is what screens fetch again; the fields carry ids and codes, never personal data.
    """

    kind: ClassVar[str] = ""
    permission: ClassVar[str] = ""

    scope_path: str
    object_id: str


AnyEvent = TypeVar("AnyEvent", bound=DomainEvent)
Handler = Callable[[AnyEvent], None]


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the event stream. Ordered by transaction, then row: a low id that commits late is never skipped."""

    transaction_id: int
    event_id: int

    def __str__(self) -> str:
        return f"{self.transaction_id}.{self.event_id}"

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """This function will read a cursor. Raises ValueError on anything else than two numbers."""
        transaction_id, event_id = text.split(".")
        return cls(int(transaction_id), int(event_id))
