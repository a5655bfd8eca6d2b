from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fengqiao.domains.incidents.contracts import TransferState
from fengqiao.domains.incidents.models.incident import Incident


class Transfer(models.Model):
    """One hand-over of an incident to 12345, from the letter to what the caller was told."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="transfers")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=TransferState.SENT)
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)
    next_attempt_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    caller_told_at = models.DateTimeField(null=True)
    caller_told_by = models.CharField(max_length=80, blank=True)
    caller_told_text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "ordinal"], name="one_transfer_per_ordinal"),
            models.CheckConstraint(condition=Q(state__in=list(TransferState)), name="transfer_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[TransferState.SENT, TransferState.TIMED_OUT]) | Q(answered_at__isnull=False),
                name="transfer_answer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferState.RETURNED) | ~Q(reason=""), name="transfer_return_has_its_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=[TransferState.SENT, TransferState.TIMED_OUT]),
                name="transfers_waiting",
            ),
        ]
