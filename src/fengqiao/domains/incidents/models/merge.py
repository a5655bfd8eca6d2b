"""What a merge changed, so that it can be taken back: the call returns with its own clock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fengqiao.domains.incidents.models.incident import Incident


class Merge(models.Model):
    """One merge of an incident into another. Undone once, or never; a later merge is another row."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="merges_here")
    merged_at = models.DateTimeField()
    state_before = models.CharField(max_length=24)
    state_since_before = models.DateTimeField()
    into_was_danger = models.BooleanField()
    into_priority_before = models.PositiveSmallIntegerField()
    moved_orders = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(undone_at=None), name="one_standing_merge_of_an_incident"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=models.F("merged_at")), name="merge_undone_after_it"
            ),
        ]
