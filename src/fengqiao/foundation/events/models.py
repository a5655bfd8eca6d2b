from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import RawSQL

from fengqiao.foundation.scoping.fields import ScopePathField

CURRENT_TRANSACTION = RawSQL("(pg_current_xact_id()::text::bigint)", ())


class Event(models.Model):
    transaction_id = models.BigIntegerField(db_default=CURRENT_TRANSACTION)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    scope_path = ScopePathField()
    permission = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    actor_name = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["transaction_id", "id"], name="event_in_commit_order")]


class Delivery(models.Model):
    """One event for one handler. Handler and mark commit together: each effect happens exactly once."""

    class State(models.TextChoices):
        PENDING = "pending"
        DONE = "done"
        DEAD = "dead"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_per_event_and_handler"),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "done", "dead"]), name="delivery_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(state="pending"), name="pending_deliveries"),
        ]
