from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.domains.duties.contracts import ListKind, ListState
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
    drafted_by = ArrayField(models.CharField(max_length=80), default=list, db_default=[])
    signed_by = models.CharField(max_length=80, blank=True, db_default="")
    signed_at = models.DateTimeField(null=True)
    is_installed = models.BooleanField(default=False, db_default=True)
    """Put in place by the platform with the station itself, from a file, without drafting and signing."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(ListKind)), name="list_kind_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="list_version_from_one"),
            models.CheckConstraint(
                condition=Q(is_installed=True) | (~Q(signed_by="") & Q(signed_at__isnull=False)),
                name="list_is_signed_or_installed",
            ),
            models.UniqueConstraint(fields=["code", "scope_path", "version"], name="one_text_per_list_version"),
            models.UniqueConstraint(fields=["code", "scope_path", "effective_from"], name="one_list_version_per_day"),
            models.UniqueConstraint(
                fields=["scope_path", "effective_from"],
                condition=Q(kind=ListKind.NEGATIVE_LIST),
                name="one_negative_list_per_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "effective_from"], name="lists_in_force")]


DRAFT_STATES = (ListState.DRAFT, ListState.REVIEWED, ListState.PUBLISHED, ListState.WITHDRAWN)
SIGNED_STATES = (ListState.REVIEWED, ListState.PUBLISHED)


class ListDraft(models.Model):
    """A text on its way to a version. The database keeps authors from signing, and signed texts as they were signed
    (migration 0004)."""

    scope_path = ScopePathField()
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in DRAFT_STATES])
    code = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(null=True)
    title_zh = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    author_keys = ArrayField(models.CharField(max_length=40))
    author_names = ArrayField(models.CharField(max_length=80))
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_by_key = models.CharField(max_length=40, blank=True)
    signed_by = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    backtest_waiver = models.TextField(blank=True, default="", db_default="")
    """Why it was signed without a backtest of this very text."""
    published_as = models.OneToOneField(ListVersion, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=DRAFT_STATES), name="draft_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=SIGNED_STATES, signed_at__isnull=False) & ~Q(signed_by_key="")
                | ~Q(state__in=SIGNED_STATES) & Q(signed_by_key="", signed_at__isnull=True),
                name="draft_signed_when_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(state=ListState.PUBLISHED, published_as__isnull=False)
                | ~Q(state=ListState.PUBLISHED) & Q(published_as__isnull=True),
                name="draft_published_as_a_version",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "state"], name="drafts_of_a_unit")]
