from __future__ import annotations

from django.db import models


class CalendarDay(models.Model):
    """A day that differs from what the calendar package says: a local holiday, a later announcement, a correction."""

    date = models.DateField(primary_key=True)
    is_working_day = models.BooleanField()
    name = models.CharField(max_length=60)
