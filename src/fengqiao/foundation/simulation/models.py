from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from fengqiao.foundation.scoping.fields import ScopePathField


def _in_reader_language(row: models.Model, field: str) -> str:
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return str(getattr(row, f"{field}_{language}"))


class BeatState(models.TextChoices):
    TO_COME = "to_come"
    RUNNING = "running"
    DONE = "done"
    MISSING = "missing"


class SimulatedDay(models.Model):
    """Which day this database tells, and how far it has been told. A real station has none.

    `is_replayed`: its calls are those of an export; else everything is invented.
    """

    only = models.BooleanField(primary_key=True, default=True)
    seed = models.IntegerField()
    date = models.DateField()
    digest = models.CharField(max_length=64)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    told_until_at = models.DateTimeField()
    is_loaded = models.BooleanField(default=False)
    is_over = models.BooleanField(default=False)
    is_replayed = models.BooleanField(default=False)
    speed = models.FloatField(default=60.0)
    """Seconds of the day per second at the screen, as last wished; 0 stands still."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(only=True), name="one_simulated_day"),
            models.CheckConstraint(condition=models.Q(speed__gte=0), name="speed_not_backwards"),
        ]


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

    @property
    def title(self) -> str:
        return _in_reader_language(self, "title")

    @property
    def what(self) -> str:
        return _in_reader_language(self, "what")

    @property
    def why(self) -> str:
        return _in_reader_language(self, "why")


class PlayedAct(models.Model):
    """One act of the day that has been played. Act and row commit together, so that no act is ever played twice.

    `result` is what later acts need of it; the line is what is told of it, to those who may see its place.
    """

    code = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField()
    beat = models.CharField(max_length=40, blank=True)
    result = models.JSONField(default=dict)
    line_zh = models.TextField(blank=True)
    line_en = models.TextField(blank=True)
    page = models.CharField(max_length=200, blank=True)
    scope_path = ScopePathField(blank=True)
    permission = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "code"]
        indexes: ClassVar = [models.Index(fields=["at"], name="acts_by_time")]

    @property
    def line(self) -> str:
        return _in_reader_language(self, "line")


class TimeJump(models.Model):
    """A wish to move a simulated clock on; the storyteller plays everything in between, then arrives."""

    wished_at = models.DateTimeField()
    to_at = models.DateTimeField()
    wished_by = models.CharField(max_length=80)
    done = models.BooleanField(default=False)
