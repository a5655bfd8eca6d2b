"""Publishing: an event row, its deliveries and the wake-up, all inside the caller's transaction."""

from __future__ import annotations

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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.kind} was published outside a transaction")
    at = now()
    row = Event.objects.create(
        at=at,
        kind=event.kind,
        scope_path=event.scope_path,
        permission=event.permission,
        object_id=event.object_id,
        payload=asdict(event),
        actor_name=actor.name,
    )
    Delivery.objects.bulk_create(
        Delivery(event=row, handler=name, not_before_at=at) for name in handler_names_for(event.kind)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
