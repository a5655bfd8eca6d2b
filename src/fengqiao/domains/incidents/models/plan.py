from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.domains.incidents.models.incident import Incident
from fengqiao.foundation.scoping.fields import ScopePathField


class ContingencyPlan(models.Model):
    """One version of a plan, for good; a change is the next version."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    path = ScopePathField()
    unit_code = models.CharField(max_length=16)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    categories = ArrayField(models.CharField(max_length=60), default=list)
    items = models.JSONField()
    is_current = models.BooleanField(default=True)
    published_by = models.CharField(max_length=80)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["path", "code", "version"], name="one_plan_per_version"),
            models.UniqueConstraint(
                fields=["path", "code"], condition=Q(is_current=True), name="one_current_version_per_plan"
            ),
        ]


class PlanRun(models.Model):
    """A plan in use. A drill has no incident, and an incident's run is no drill: they can never be mixed up."""

    plan = models.ForeignKey(ContingencyPlan, on_delete=models.PROTECT, related_name="runs")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="plan_runs")
    is_drill = models.BooleanField()
    scope_path = ScopePathField()
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=80)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.CharField(max_length=80, blank=True)
    sign_off_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_drill=True, incident=None) | Q(is_drill=False, incident__isnull=False),
                name="drill_has_no_incident",
            ),
            models.UniqueConstraint(
                fields=["plan", "incident"],
                condition=Q(signed_off_at=None, is_drill=False),
                name="one_open_run_per_plan_and_incident",
            ),
        ]


class PlanTick(models.Model):
    """Who did (or left out) which item, when. Added once."""

    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="ticks")
    item = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_user_id = models.BigIntegerField(null=True)
    is_needed = models.BooleanField(default=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "item"], name="one_tick_per_item"),
            models.CheckConstraint(condition=Q(is_needed=True) | ~Q(note=""), name="left_out_with_a_reason"),
        ]
