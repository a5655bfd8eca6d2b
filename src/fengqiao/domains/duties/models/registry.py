from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.duties.contracts import ModelKind, ModelState
from fengqiao.domains.duties.models.lists import ListDraft
from fengqiao.foundation.scoping.fields import ScopePathField


class ApplicationModel(models.Model):
    """A version of an application model: a rule across subjects, or a camera scene. What it does is written once,
    while it is a draft (migration 0006); a change is a new version."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in ModelKind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in ModelState])
    scope_path = ScopePathField()
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    purpose_zh = models.TextField()
    purpose_en = models.TextField(blank=True)
    rule_text = models.TextField(blank=True)
    scene = models.CharField(max_length=40, blank=True)
    is_personal = models.BooleanField(default=False)
    impact_number = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField()
    author_key = models.CharField(max_length=40)
    author_keys = ArrayField(models.CharField(max_length=40), default=list)
    """Everybody who wrote any of it: none of them signs it (migration 0008)."""
    author_name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_by_key = models.CharField(max_length=40, blank=True)
    signed_by = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    was_stopped = models.BooleanField(default=False, db_default=False)
    """Ended by somebody who signs models and wrote none of it: a decision, which an author alone cannot take."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(ModelKind)), name="model_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(ModelState)), name="model_state_known"),
            models.CheckConstraint(
                condition=Q(kind=ModelKind.RULE, scene="") & ~Q(rule_text="")
                | Q(kind=ModelKind.SCENE, rule_text="") & ~Q(scene=""),
                name="model_is_a_rule_or_a_scene",
            ),
            models.CheckConstraint(
                condition=Q(kind=ModelKind.RULE, is_personal=False) | ~Q(impact_number=""),
                name="model_with_an_impact_number",
            ),
            models.CheckConstraint(
                condition=Q(signed_by_key="", signed_at__isnull=True)
                & ~Q(state__in=[ModelState.IN_FORCE, ModelState.SUPERSEDED])
                | ~Q(signed_by_key="")
                & ~Q(signed_by_key=F("author_key"))
                & Q(signed_at__isnull=False)
                & ~Q(state__in=[ModelState.DRAFT, ModelState.IN_TRIAL]),
                name="model_signed_by_a_second_person",
            ),
            models.UniqueConstraint(fields=["code", "version"], name="one_model_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=ModelState.IN_FORCE), name="one_model_version_in_force"
            ),
        ]


class ModelUse(models.Model):
    """A model at a unit. Days before `trial_from` are stored ones that it was tried on; from then on it runs in the
    shadow. `parts`: how far each station is."""

    model = models.ForeignKey(ApplicationModel, on_delete=models.PROTECT, related_name="uses")
    scope_path = ScopePathField()
    past_from = models.DateField()
    trial_from = models.DateField()
    ended_on = models.DateField(null=True)
    until_date = models.DateField(null=True)
    started_by = models.CharField(max_length=80)
    parts = models.JSONField(default=dict)
    draft = models.ForeignKey(ListDraft, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["model", "scope_path"], name="model_used_once_by_a_unit"),
            models.CheckConstraint(condition=Q(past_from__lte=F("trial_from")), name="model_use_days_in_order"),
        ]


class ModelFinding(models.Model):
    """What a model would have raised; it raised nothing. No name: kind and code of the subject only."""

    use = models.ForeignKey(ModelUse, on_delete=models.CASCADE, related_name="findings")
    station_path = ScopePathField()
    scope_path = ScopePathField()
    uid = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    found_date = models.DateField()
    minutes = models.PositiveIntegerField()
    is_asked_already = models.BooleanField()
    followed_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["use", "uid"], name="model_finding_once"),
            models.CheckConstraint(
                condition=Q(followed_date__isnull=True) | Q(followed_date__gt=F("found_date")),
                name="model_finding_followed_later",
            ),
        ]


class ModelEntry(models.Model):
    """The history of a model: added to, never changed (migration 0006)."""

    model = models.ForeignKey(ApplicationModel, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)
    act = models.CharField(max_length=20)
    unit_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
