"""Tables of the movement downwards: seats, duty time, the written standards, and advice."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.organisation.contracts import AdviceDecision, BodyKind, MatterKind, Movement, TimeKind, TimeOrigin
from fengqiao.domains.organisation.models.units import Division, OrgUnit, StaffMember
from fengqiao.foundation.scoping.fields import ScopePathField

MINUTES_PER_DAY = 24 * 60


class CommitteeSeat(models.Model):
    """A seat on a body of town, community or village, dated; overlap is refused (migration 0006). No right to data."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="seats")
    body_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in BodyKind])
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=40, blank=True)
    path = ScopePathField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(body_kind__in=list(BodyKind)), name="seat_body_known"),
            models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="seat_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["path"], name="seats_of_place")]


class SeatMatter(models.Model):
    """A matter brought to the body or taken home from it."""

    seat = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in MatterKind])
    text = models.TextField()
    on_date = models.DateField()
    due_date = models.DateField(null=True)
    answered_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(MatterKind)), name="matter_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="matter_says_something"),
            models.CheckConstraint(condition=Q(due_date=None) | Q(due_date__gte=F("on_date")), name="matter_in_order"),
            models.CheckConstraint(
                condition=Q(answered_date=None) | Q(answered_date__gte=F("on_date")), name="matter_answered_after"
            ),
        ]


class SeatFollowUp(models.Model):
    """What was done about a matter; the one that is the answer closes it."""

    matter = models.ForeignKey(SeatMatter, on_delete=models.PROTECT, related_name="follow_ups")
    on_date = models.DateField()
    text = models.TextField()
    is_answer = models.BooleanField(default=False)
    by_name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_says_something"),
            models.UniqueConstraint(fields=["matter"], condition=Q(is_answer=True), name="one_answer_each"),
        ]


class DutyTime(models.Model):
    """A part of an officer's day: so many minutes of one kind. A day's parts fit into a day (migration 0006)."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="duty_times")
    path = ScopePathField()
    date = models.DateField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TimeKind])
    origin = models.CharField(max_length=8, choices=[(origin.value, origin.value) for origin in TimeOrigin])
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "date", "kind", "origin"], name="one_part_of_a_day_each"),
            models.CheckConstraint(condition=Q(kind__in=list(TimeKind)), name="duty_time_kind_known"),
            models.CheckConstraint(condition=Q(origin__in=list(TimeOrigin)), name="duty_time_origin_known"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=MINUTES_PER_DAY), name="part_in_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["path", "date"], name="duty_times_of_place")]


class Standard(models.Model):
    """What is written down for the units below a path from a day on; the nearest and latest holds."""

    path = ScopePathField()
    from_date = models.DateField()
    community_hours_per_week = models.PositiveSmallIntegerField()
    community_share_percent = models.PositiveSmallIntegerField()
    new_officer_years = models.PositiveSmallIntegerField()
    station_minimum = models.PositiveSmallIntegerField()
    officer_hours_per_week = models.PositiveSmallIntegerField()
    minutes_per_call = models.PositiveSmallIntegerField()
    near_metres = models.PositiveIntegerField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["path", "from_date"], name="one_standard_a_day"),
            models.CheckConstraint(
                condition=Q(
                    community_hours_per_week__lte=60,
                    community_share_percent__lte=100,
                    officer_hours_per_week__gte=1,
                    officer_hours_per_week__lte=60,
                )
                & ~Q(basis=""),
                name="standard_within_reason",
            ),
        ]


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(row=pghistory.Old))
class StaffingAdvice(models.Model):
    """Where the next officers do most, with all that replays it, and what a person decided."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    path = ScopePathField()
    movement = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Movement])
    officers = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    method = models.CharField(max_length=20)
    inputs = models.JSONField()
    digest = models.CharField(max_length=64)
    result = models.JSONField()
    decision = models.CharField(max_length=10, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_units = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(movement__in=list(Movement)), name="movement_known"),
            models.CheckConstraint(condition=Q(officers__gte=1), name="somebody_to_place"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by="", decision_reason="")
                | (Q(decision__in=list(AdviceDecision), decided_at__isnull=False) & ~Q(decision_reason="")),
                name="decided_with_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["path", "made_at"], name="advice_of_place")]
