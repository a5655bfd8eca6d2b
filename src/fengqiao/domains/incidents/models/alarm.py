from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.incidents.contracts.alarms import AlarmKind, Rung, SettledBy, TimerEnd
from fengqiao.domains.incidents.models.incident import Incident
from fengqiao.domains.incidents.models.unit import Order
from fengqiao.foundation.scoping.fields import ScopePathField


class SafetyTimer(models.Model):
    """A lone officer's own time: "I am safe" before `due_at`, or the chain is alarmed."""

    staff_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    scope_path = ScopePathField()
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="safety_timers")
    place_text = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=16, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    end_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_at__gt=F("started_at")), name="safety_timer_in_order"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | Q(ended_at__isnull=False, ended_how__in=list(TimerEnd)),
                name="safety_timer_end_says_how",
            ),
            models.UniqueConstraint(
                fields=["staff_id"], condition=Q(ended_at=None), name="one_running_safety_timer_per_person"
            ),
        ]


class Alarm(models.Model):
    """Something overdue that people are told of, step by step, until it is done. `key`: one alarm for one lapse."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="alarms")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="alarms")
    timer = models.ForeignKey(SafetyTimer, on_delete=models.PROTECT, null=True, related_name="alarms")
    subject = models.CharField(max_length=80)
    scope_path = ScopePathField()
    since_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    steps_done = models.PositiveIntegerField(default=0)
    next_due_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(AlarmKind)), name="alarm_kind_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_how="")
                | Q(settled_at__isnull=False, settled_how__in=list(SettledBy)),
                name="alarm_end_says_how",
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=False) | Q(timer__isnull=False), name="alarm_is_about_something"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_due_at"], condition=Q(settled_at=None), name="alarms_due"),
            models.Index(fields=["scope_path"], condition=Q(settled_at=None), name="alarms_open"),
        ]


class AlarmStep(models.Model):
    """A step of the chain. Claimed, sent and marked commit one after the other: what was claimed and not marked when
    its process died is sent again, with the mark "repeated". `not_before_at`: a way out that failed is given a pause.
    """

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="steps")
    ordinal = models.PositiveIntegerField()
    rung = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)
    not_before_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)
    is_repeated = models.BooleanField(default=False)
    staff_ids = ArrayField(models.BigIntegerField(), default=list)
    people = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alarm", "ordinal"], name="one_alarm_step_per_ordinal"),
            models.CheckConstraint(condition=Q(rung__in=list(Rung)), name="alarm_rung_known"),
            models.CheckConstraint(
                condition=Q(marked_at=None) | Q(sent_at__isnull=False), name="alarm_step_marked_after_sent"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(marked_at=None), name="alarm_steps_unmarked"),
        ]
