"""Minutes that the boundary of the lists spared: told by whoever keeps them, through a provider."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

Provider = Callable[[str, datetime.date], "Spared"]


@dataclass(frozen=True, slots=True)
class Spared:
    """Work outside the lists that was refused or handed on in a month, and the minutes so spared."""

    tasks: int
    minutes: int


_providers: dict[str, Provider] = {}


def register_spared_minutes(*, provider: Provider) -> None:
    """This function will set who tells the spared minutes of a place and month."""
    _providers["boundary"] = provider


def spared_minutes(*, path: str, month: datetime.date) -> Spared | None:
    """This function will return what the boundary spared, None while nobody keeps it."""
    provider = _providers.get("boundary")
    return provider(path, month) if provider else None
