from __future__ import annotations

import datetime
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction

from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.events.contracts import Cursor, DomainEvent
from fengqiao.foundation.events.delivering import MAX_ATTEMPTS, deliver_pending
from fengqiao.foundation.events.models import Delivery, Event
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.events.reading import StreamedEvent, read_after
from fengqiao.foundation.events.subscriptions import register_subscriptions
from fengqiao.foundation.scoping.contracts import SYSTEM

STREAM_SECONDS = 20.0

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LampMended(DomainEvent):
    kind: ClassVar[str] = "test.lamp_mended"
    permission: ClassVar[str] = "test.view"

    on: datetime.date


handled: list[LampMended] = []
failures: list[Exception] = []


def note_lamp(event: LampMended) -> None:
    if failures:
        raise failures[-1]
    handled.append(event)


EVENT = LampMended(scope_path="0001", object_id="7", on=datetime.date(2026, 6, 11))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    Event.objects.all().delete()
    handled.clear()
    failures.clear()
    register_subscriptions({LampMended: [note_lamp]})
    set_clock(at=datetime.datetime(2026, 6, 11, tzinfo=datetime.UTC), rate=0)


def _publish() -> None:
    with transaction.atomic():
        publish(EVENT, actor=SYSTEM)


def _read_both() -> Sequence[StreamedEvent]:
    """The stream waits for every older transaction of the cluster, so for an ANALYZE of the server's own too."""
    deadline = time.monotonic() + STREAM_SECONDS
    while len(lines := read_after(Cursor(0, 0))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    return lines


def test_a_handler_gets_the_event_once_with_its_types() -> None:
    _publish()
    deliver_pending()
    deliver_pending()
    assert handled == [EVENT]


def test_a_rollback_publishes_nothing() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(EVENT, actor=SYSTEM)
        raise RuntimeError
    deliver_pending()
    assert handled == []
    assert Event.objects.count() == 0


def test_publishing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        publish(EVENT, actor=SYSTEM)


def test_a_failed_delivery_is_tried_again_later() -> None:
    failures.append(ValueError("lamp"))
    _publish()
    deliver_pending()
    failures.clear()
    assert deliver_pending() == 0
    set_clock(at=now() + datetime.timedelta(minutes=1), rate=0)
    deliver_pending()
    assert handled == [EVENT]


def test_a_delivery_that_always_fails_ends_visibly_dead() -> None:
    failures.append(ValueError("lamp"))
    _publish()
    for _ in range(MAX_ATTEMPTS + 2):
        deliver_pending()
        set_clock(at=now() + datetime.timedelta(hours=1), rate=0)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("dead", MAX_ATTEMPTS)
    assert "lamp" in delivery.error


def test_the_stream_is_read_in_commit_order_from_a_cursor() -> None:
    _publish()
    _publish()
    first, second = _read_both()
    assert first.cursor < second.cursor
    assert [event.cursor for event in read_after(first.cursor)] == [second.cursor]
    assert Cursor.parse(str(second.cursor)) == second.cursor
