from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fengqiao.domains.duties.contracts import GiverKind, OutsideState
from fengqiao.foundation.scoping.fields import ScopePathField

DECIDED = (OutsideState.REFUSED_BY_DECISION, OutsideState.TAKEN_ON)
LONGEST_TASK_MINUTES = 30 * 24 * 60


class OutsideTask(models.Model):
    """Work that somebody outside the lists asked of an officer, and what became of it. Nobody's record of work:
    minutes are counted by month, unit and kind of giver only."""

    scope_path = ScopePathField()
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in OutsideState])
    giver = models.CharField(max_length=120)
    giver_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in GiverKind])
    what = models.CharField(max_length=500)
    minutes = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=80)
    reporter_key = models.CharField(max_length=40)
    clause = models.JSONField(null=True)
    due_at = models.DateTimeField(null=True)
    is_with_county = models.BooleanField(default=False)
    escalated_because = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_by_key = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(OutsideState)), name="outside_task_state_known"),
            models.CheckConstraint(condition=Q(giver_kind__in=list(GiverKind)), name="outside_task_giver_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_TASK_MINUTES), name="outside_task_takes_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[OutsideState.REFUSED, OutsideState.WITHIN]) | Q(clause__isnull=False),
                name="outside_task_refused_by_a_clause",
            ),
            models.CheckConstraint(
                condition=Q(state=OutsideState.ESCALATED, due_at__isnull=False) | ~Q(state=OutsideState.ESCALATED),
                name="outside_task_escalated_with_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False) & ~Q(decided_by_key="") & ~Q(reason="")
                | ~Q(state__in=DECIDED) & Q(decided_at__isnull=True),
                name="outside_task_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by_key=models.F("reporter_key")), name="outside_task_decided_by_another"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "state", "asked_at"], name="outside_tasks_of_unit")]
