"""The registry of handlers, filled once at start from `config/subscriptions.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fengqiao.foundation.events.contracts import DomainEvent, Handler

_handlers: dict[str, Handler[Any]] = {}
_handler_names: dict[str, tuple[str, ...]] = {}
_event_types: dict[str, type[DomainEvent]] = {}


def handler_name(handler: Handler[Any]) -> str:
    """This function will name a handler the way deliveries store it."""
    return f"{handler.__module__}.{handler.__qualname__}"


def register_subscriptions(table: Mapping[type[DomainEvent], Sequence[Handler[Any]]]) -> None:
    """This function will take the whole table event → handlers; called once."""
    for event_type, handlers in table.items():
        _event_types[event_type.kind] = event_type
        names = tuple(handler_name(handler) for handler in handlers)
        _handler_names[event_type.kind] = names
        _handlers.update(zip(names, handlers, strict=True))


def handler_names_for(kind: str) -> tuple[str, ...]:
    """This function will name the handlers of a kind of event."""
    return _handler_names.get(kind, ())


def find_handler(name: str) -> Handler[Any] | None:
    """This function will return the handler, None when a newer version no longer has it."""
    return _handlers.get(name)


def find_event_type(kind: str) -> type[DomainEvent]:
    """This function will return the class of a subscribed kind. Raises KeyError otherwise."""
    return _event_types[kind]
