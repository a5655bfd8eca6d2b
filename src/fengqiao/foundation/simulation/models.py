from __future__ import annotations

from typing import ClassVar

from django.db import models


class BeatState(models.TextChoices):
    TO_COME = "to_come"
    RUNNING = "running"
    DONE = "done"
    MISSING = "missing"


class StoryBeat(models.Model):
    """One beat of a simulated day: when, what happened, why, where to look. A real station has none."""

    code = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    what_zh = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    why_zh = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    page = models.CharField(max_length=200, blank=True)
    records = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=BeatState.choices, default=BeatState.TO_COME)

    class Meta:
        ordering: ClassVar = ["at", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=BeatState.values), name="beat_state_known"),
        ]


class TimeJump(models.Model):
    """A wish to move a simulated clock on; the storyteller plays everything in between, then arrives."""

    wished_at = models.DateTimeField()
    to_at = models.DateTimeField()
    wished_by = models.CharField(max_length=80)
    done = models.BooleanField(default=False)
