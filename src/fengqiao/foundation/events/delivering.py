"""Delivering: each pending delivery is handled and marked in one transaction, retried later when it fails."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import QuerySet
from pydantic import TypeAdapter

from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.models import Delivery
from fengqiao.foundation.events.subscriptions import find_event_type, find_handler

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
FIRST_RETRY_SECONDS = 2
"""Doubled at each attempt: the eighth follows after about four minutes, then a person must look."""


def deliver_pending(*, limit: int = 1000) -> int:
    """This function will handle up to `limit` due deliveries and return how many it took up."""
    if not _due().exists():
        return 0
    count = 0
    while count < limit and _deliver_next():
        count += 1
    return count


def _due() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.PENDING, not_before_at__lte=now())


def _deliver_next() -> bool:
    with transaction.atomic():
        delivery = (
            _due().select_for_update(skip_locked=True, of=("self",)).select_related("event").order_by("id").first()
        )
        if delivery is None:
            return False
        try:
            with transaction.atomic():
                _handle(delivery)
            delivery.state = Delivery.State.DONE
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is stored, shown and retried
            _postpone(delivery, error)
        delivery.attempts += 1
        delivery.save(update_fields=["state", "attempts", "not_before_at", "error"])
    return True


def _handle(delivery: Delivery) -> None:
    handler = find_handler(delivery.handler)
    if handler is None:
        raise LookupError(f"no handler is called {delivery.handler} any more")
    event_type = find_event_type(delivery.event.kind)
    handler(TypeAdapter(event_type).validate_python(delivery.event.payload))


def _postpone(delivery: Delivery, error: Exception) -> None:
    delivery.error = f"{type(error).__name__}: {error}"
    delivery.not_before_at = now() + datetime.timedelta(seconds=FIRST_RETRY_SECONDS * 2**delivery.attempts)
    if delivery.attempts + 1 >= MAX_ATTEMPTS:
        delivery.state = Delivery.State.DEAD
    logger.exception("delivery %s of %s to %s failed", delivery.pk, delivery.event.kind, delivery.handler)
