from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from fengqiao.domains.incidents.contracts import OrderState, UnitKind, UnitStatus
from fengqiao.domains.incidents.models.incident import Incident
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES
from fengqiao.foundation.scoping.fields import ScopePathField

WITHOUT_POSITION = [
    "code",
    "call_sign",
    "kind",
    "path",
    "status",
    "starts_at",
    "ends_at",
    "is_community",
    "is_signed_off",
]
"""Kept of earlier versions: never where an officer was (R26)."""


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(row=pghistory.Old),
    fields=WITHOUT_POSITION,
    model_name="UnitEvent",
    append_only=True,
)
class Unit(models.Model):
    """A unit (处置单元) of a shift. Only its last position is known, and only while it is on duty.

    `start_longitude`, `start_latitude`: where the plan lets it stand when the shift begins.
    """

    code = models.CharField(max_length=60, unique=True)
    call_sign = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    path = ScopePathField()
    status = models.CharField(max_length=10, default=UnitStatus.OFF_DUTY)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    position_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    start_longitude = models.FloatField(null=True)
    start_latitude = models.FloatField(null=True)
    equipment = ArrayField(models.CharField(max_length=40), default=list)
    is_community = models.BooleanField(default=False)
    is_signed_off = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(UnitKind)), name="dispatch_unit_kind_known"),
            models.CheckConstraint(condition=Q(status__in=list(UnitStatus)), name="unit_status_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="unit_shift_in_order"),
            models.CheckConstraint(
                condition=~Q(status=UnitStatus.OFF_DUTY) | Q(longitude=None, latitude=None, position_at=None),
                name="no_position_off_duty",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="unit_on_the_globe",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["path", "status"], name="units_of_place")]


class UnitMember(models.Model):
    """A person of a unit, the one in charge first."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="members")
    staff_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    is_sworn = models.BooleanField()
    skills = ArrayField(models.CharField(max_length=30), default=list)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "staff_id"], name="nobody_twice_in_a_unit")]
        indexes: ClassVar = [models.Index(fields=["staff_id"], name="units_of_person")]


class RecommendationLog(models.Model):
    """What the dispatcher was shown, and whom he or she chose."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="recommendations")
    made_at = models.DateTimeField()
    made_for = models.CharField(max_length=80)
    shown = models.JSONField(encoder=DjangoJSONEncoder)
    chosen = models.JSONField(default=list)
    chosen_at = models.DateTimeField(null=True)


class Order(models.Model):
    """A dispatch order (派单): one unit sent to one incident. A unit has one open order at most."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="orders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders")
    recommendation = models.ForeignKey(RecommendationLog, on_delete=models.PROTECT, null=True, related_name="orders")
    state = models.CharField(max_length=10, default=OrderState.DISPATCHED)
    dispatched_at = models.DateTimeField()
    signed_for_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    dispatched_by = models.CharField(max_length=80)
    dispatched_by_user_id = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    recall_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(OrderState)), name="order_state_known"),
            models.CheckConstraint(
                condition=Q(on_scene_at=None)
                | Q(on_scene_at__gte=Greatest("dispatched_at", "signed_for_at", "en_route_at")),
                name="order_arrival_in_order",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=Greatest("dispatched_at", "on_scene_at")),
                name="order_done_last",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.ON_SCENE) | Q(on_scene_at__isnull=False), name="order_arrival_stamped"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state__in=list(OPEN_ORDER_STATES)), name="one_open_order_per_unit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["incident", "state"], name="orders_of_incident")]
