from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import ShiftKind, UnitKind
from fengqiao.foundation.scoping.fields import ScopePathField


class Division(models.Model):
    """The administrative tree (GB/T 2260 and its 9- and 12-digit extensions)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")


class OrgUnit(models.Model):
    """One unit of the police tree."""

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in UnitKind])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = ScopePathField(unique=True)
    is_traffic_merged = models.BooleanField(default=False)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    boundary = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(kind__in=list(UnitKind)), name="unit_kind_known")]


class Jurisdiction(models.Model):
    """Which division a unit is responsible for, from a day to a day; overlap is refused (migration 0002)."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="jurisdictions")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="jurisdictions")
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gt=F("from_date")), name="jurisdiction_in_order"
            )
        ]


class StaffMember(models.Model):
    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    birth_year = models.PositiveSmallIntegerField(null=True)
    is_auxiliary = models.BooleanField(default=False)
    skills = ArrayField(models.CharField(max_length=30), default=list)
    phone = models.CharField(max_length=20, blank=True)
    joined_date = models.DateField(null=True)
    user_id = models.BigIntegerField(null=True, unique=True)


class Appointment(models.Model):
    """A person in a role at a unit, dated; its end ends the access that came with it. No overlap (migration 0006)."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="appointments")
    path = ScopePathField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="appointment_in_order"
            ),
            models.UniqueConstraint(
                fields=["staff", "role", "unit"], condition=Q(to_date=None), name="one_open_appointment_each"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["path", "role"], name="appointments_of_place")]


class DutyShift(models.Model):
    """A person on duty from a moment to a moment (half-open); overlap is refused (migration 0002)."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="shifts")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="shifts")
    path = ScopePathField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ShiftKind])
    title = models.CharField(max_length=40, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_in_order"),
            models.CheckConstraint(condition=Q(kind__in=list(ShiftKind)), name="shift_kind_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at", "ends_at"], name="shifts_by_time")]


class Leave(models.Model):
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="leaves")
    substitute = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="leave_in_order"),
            models.CheckConstraint(condition=~Q(substitute=F("staff")), name="nobody_stands_in_for_himself"),
        ]


class LinkedVillage(models.Model):
    """An officer linked to a village (包联村), dated; the same pair overlaps never (migration 0004)."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="linked_villages")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="linked_staff")
    village_name = models.CharField(max_length=60)
    path = ScopePathField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    last_stay_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gt=F("from_date")), name="link_in_order")
        ]
        indexes: ClassVar = [models.Index(fields=["path"], name="links_of_place")]
