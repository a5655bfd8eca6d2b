"""Bulletins that were issued: their figures stay those of the time at which they were."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.indicators.contracts import BulletinKind
from fengqiao.foundation.scoping.fields import ScopePathField


class IssuedBulletin(models.Model):
    """警情通报 of one unit and span, once issued. Never changed (migration 0002)."""

    kind = models.CharField(max_length=8)
    scope_path = ScopePathField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope_path", "kind", "from_at"], name="one_bulletin_of_a_unit_and_span"),
            models.CheckConstraint(condition=Q(kind__in=list(BulletinKind)), name="bulletin_kind_known"),
            models.CheckConstraint(
                condition=Q(to_at__gt=F("from_at")) & Q(issued_at__gte=F("to_at")), name="bulletin_after_its_span"
            ),
        ]
