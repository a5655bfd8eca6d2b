"""Event → handlers: the one table. A handler is a function of a domain's `jobs.py` (or of an integration)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fengqiao.domains.cases.contracts import ReportTransferred
from fengqiao.foundation.events.contracts import DomainEvent, Handler
from fengqiao.integrations.receiving_bodies.handler import send_transfer

SUBSCRIPTIONS: dict[type[DomainEvent], Sequence[Handler[Any]]] = {
    ReportTransferred: (send_transfer,),
}
