"""Event → handlers: the one table. A handler is a function of a domain's `jobs.py` (or of an integration)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fengqiao.foundation.events.contracts import DomainEvent, Handler

SUBSCRIPTIONS: dict[type[DomainEvent], Sequence[Handler[Any]]] = {}
