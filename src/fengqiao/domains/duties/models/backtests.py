from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.duties.contracts import BacktestState
from fengqiao.foundation.scoping.fields import ScopePathField


class BacktestJob(models.Model):
    """A text run over past days. `parts` holds what is done so far, station by station, so that a restart goes on;
    a finished one is never changed (migration 0006)."""

    scope_path = ScopePathField()
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in BacktestState])
    document = models.TextField()
    digest = models.CharField(max_length=64)
    list_code = models.CharField(max_length=60)
    list_version = models.PositiveIntegerField()
    first_date = models.DateField()
    last_date = models.DateField()
    share_percent = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    compared_with = ArrayField(models.CharField(max_length=80), default=list)
    done_steps = models.PositiveIntegerField(default=0)
    all_steps = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64, blank=True)
    result = models.JSONField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(BacktestState)), name="backtest_state_known"),
            models.CheckConstraint(condition=Q(first_date__lte=F("last_date")), name="backtest_has_days"),
            models.CheckConstraint(
                condition=Q(share_percent__gte=10, share_percent__lte=100), name="backtest_share_of_a_shift"
            ),
            models.CheckConstraint(
                condition=Q(state=BacktestState.DONE, result__isnull=False, finished_at__isnull=False)
                & ~Q(inputs_digest="")
                | ~Q(state=BacktestState.DONE) & Q(result__isnull=True),
                name="backtest_done_has_a_result",
            ),
            models.UniqueConstraint(
                fields=["scope_path", "digest", "first_date", "last_date", "share_percent"],
                condition=Q(state__in=[BacktestState.WAITING, BacktestState.RUNNING, BacktestState.DONE]),
                name="one_backtest_of_a_text",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "digest"], name="backtests_of_a_text")]
