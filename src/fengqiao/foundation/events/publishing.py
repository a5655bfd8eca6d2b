"""Publishing: an event row, its deliveries and the wake-up, all inside the caller's transaction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict

from django.db import connection, transaction

from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.foundation.events.models import Delivery, Event
from fengqiao.foundation.events.subscriptions import handler_names_for
from fengqiao.foundation.scoping.contracts import Actor

CHANNEL = "fengqiao_events"


def publish(event: DomainEvent, *, actor: Actor) -> None:
    """This function will store the event and one delivery per handler. Must run inside a transaction."""
    publish_all([event], actor=actor)


def publish_all(events: Sequence[DomainEvent], *, actor: Actor) -> None:
    """This function will store events that happen together, in their order, and wake up once."""
    if not events:
        return
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{events[0].kind} was published outside a transaction")
    at = now()
    rows = Event.objects.bulk_create(_row(event, actor, at) for event in events)
    Delivery.objects.bulk_create(
        Delivery(event=row, handler=name, not_before_at=at) for row in rows for name in handler_names_for(row.kind)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def _row(event: DomainEvent, actor: Actor, at: datetime.datetime) -> Event:
    return Event(
        at=at,
        kind=event.kind,
        scope_path=event.scope_path,
        permission=event.permission,
        object_id=event.object_id,
        payload=asdict(event),
        actor_name=actor.name,
    )
