from __future__ import annotations

from typing import ClassVar

from django.db import models


class ClockRow(models.Model):
    """The one row that every process tells the time from: time = origin + (real − real_origin) × rate."""

    only = models.BooleanField(primary_key=True, default=True)
    origin_at = models.DateTimeField()
    real_origin_at = models.DateTimeField()
    rate = models.FloatField()
    is_simulated = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(only=True), name="clock_has_one_row"),
            models.CheckConstraint(condition=models.Q(rate__gte=0), name="clock_never_runs_backwards"),
        ]


class ScheduleMark(models.Model):
    """Up to which moment a scheduled job has run."""

    name = models.CharField(max_length=60, primary_key=True)
    last_due_at = models.DateTimeField(null=True)
