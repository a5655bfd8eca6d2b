from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from fengqiao.foundation.scoping.fields import ScopePathField


class MoveAdvice(models.Model):
    """Whom the room was advised to move up when cover fell, and what a person decided."""

    scope_path = ScopePathField()
    made_at = models.DateTimeField()
    unit_code = models.CharField(max_length=60)
    shown = models.JSONField(encoder=DjangoJSONEncoder)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    is_accepted = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at=None, is_accepted=None)
                | Q(decided_at__isnull=False, is_accepted__isnull=False) & ~Q(decided_by=""),
                name="move_decided_by_somebody",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "made_at"], name="moves_of_place")]
