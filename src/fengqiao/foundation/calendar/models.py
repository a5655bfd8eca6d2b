"""What localities enter on the calendar. A row is never changed or removed, only withdrawn (migration 0003)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.scoping.fields import ScopePathField


def _withdrawn_by_somebody(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(withdrawn_at=None, withdrawn_by="", withdrawn_reason="")
        | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason="")),
        name=name,
    )


class CalendarEntry(models.Model):
    """Who entered what for which place, on whose word; and who withdrew it, why."""

    scope_path = ScopePathField(blank=True)
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class SchoolBreak(CalendarEntry):
    """Days without school in a place. Two that stand do not overlap in one place (migration 0003)."""

    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in BreakKind])
    first_date = models.DateField()
    last_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(BreakKind)), name="school_break_kind_known"),
            models.CheckConstraint(condition=Q(last_date__gte=F("first_date")), name="school_break_in_order"),
            models.CheckConstraint(condition=~Q(source=""), name="school_break_has_a_source"),
            _withdrawn_by_somebody("school_break_withdrawn_by_somebody"),
        ]


class ChangedDay(CalendarEntry):
    """A day that differs from what the calendar package says: a local holiday, a later announcement, a correction.

    `moves_periods`: it is a public holiday or its make-up day, so periods of law go by it too.
    """

    date = models.DateField()
    is_working_day = models.BooleanField()
    name = models.CharField(max_length=60)
    moves_periods = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope_path", "date"], condition=Q(withdrawn_at=None), name="one_standing_change_of_a_day"
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(name=""), name="changed_day_has_a_source"),
            _withdrawn_by_somebody("changed_day_withdrawn_by_somebody"),
        ]
