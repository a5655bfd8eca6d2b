from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fengqiao.domains.duties.contracts import ListKind
from fengqiao.foundation.scoping.fields import ScopePathField


class ListVersion(models.Model):
    """A published version of a list. It is never changed or removed (migration 0002); a later one takes its place."""

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in ListKind])
    version = models.PositiveIntegerField()
    scope_path = ScopePathField()
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    effective_from = models.DateField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(ListKind)), name="list_kind_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="list_version_from_one"),
            models.UniqueConstraint(fields=["code", "scope_path", "version"], name="one_text_per_list_version"),
            models.UniqueConstraint(fields=["code", "scope_path", "effective_from"], name="one_list_version_per_day"),
            models.UniqueConstraint(
                fields=["scope_path", "effective_from"],
                condition=Q(kind=ListKind.NEGATIVE_LIST),
                name="one_negative_list_per_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "effective_from"], name="lists_in_force")]
