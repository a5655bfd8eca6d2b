from __future__ import annotations

from typing import ClassVar

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from fengqiao.domains.incidents.contracts import (
    Category,
    FeedbackResult,
    IncidentState,
    Origin,
    Route,
    TransferState,
)
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES
from fengqiao.foundation.scoping.fields import ScopePathField


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(row=pghistory.Old), append_only=True)
class Incident(models.Model):
    """One incident (警情) with the moment of every stage. Earlier versions are kept; inserts cost nothing extra."""

    number = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=24, default=IncidentState.RECEIVED)
    state_since_at = models.DateTimeField()
    origin = models.CharField(max_length=16)
    category = models.CharField(max_length=16)
    subcategory = models.CharField(max_length=40, blank=True)
    suggested_category = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    caller_name = models.CharField(max_length=60, blank=True)
    caller_phone = models.CharField(max_length=40, blank=True)
    address_code = models.CharField(max_length=40, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    scope_path = ScopePathField()
    priority = models.PositiveSmallIntegerField(default=3)
    is_danger = models.BooleanField(default=False)
    danger_words = models.JSONField(default=list)
    route = models.CharField(max_length=8, default=Route.DISPATCH)
    route_reason = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    repeats_at_address = models.PositiveSmallIntegerField(default=0)
    arrival_target_minutes = models.PositiveSmallIntegerField()

    received_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True)
    signed_for_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    feedback_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    feedback_text = models.TextField(blank=True)
    feedback_result = models.CharField(max_length=24, blank=True)
    is_without_unit = models.BooleanField(default=False)
    receipt_given = models.BooleanField(default=False)
    was_satisfied = models.BooleanField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_ones")
    transfer_state = models.CharField(max_length=10, blank=True)
    transferred_at = models.DateTimeField(null=True)
    transfer_answered_at = models.DateTimeField(null=True)
    report_number = models.CharField(max_length=60, blank=True)
    dispute_code = models.CharField(max_length=60, blank=True)
    camera_code = models.CharField(max_length=60, blank=True)
    warning_id = models.CharField(max_length=60, blank=True)
    client_key = models.CharField(max_length=80, blank=True)
    taken_by_user_id = models.BigIntegerField(null=True)
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    is_generated = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(IncidentState)), name="incident_state_known"),
            models.CheckConstraint(condition=Q(origin__in=list(Origin)), name="incident_origin_known"),
            models.CheckConstraint(condition=Q(category__in=list(Category)), name="incident_category_known"),
            models.CheckConstraint(condition=Q(route__in=list(Route)), name="incident_route_known"),
            models.CheckConstraint(
                condition=Q(feedback_result="") | Q(feedback_result__in=list(FeedbackResult)),
                name="incident_result_known",
            ),
            models.CheckConstraint(
                condition=Q(transfer_state="") | Q(transfer_state__in=list(TransferState)),
                name="incident_transfer_known",
            ),
            models.CheckConstraint(condition=Q(priority__range=(1, 5)), name="incident_priority_1_to_5"),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="incident_on_the_globe",
            ),
            models.CheckConstraint(
                condition=Q(dispatched_at=None) | Q(dispatched_at__gte=F("received_at")),
                name="incident_dispatch_after_call",
            ),
            models.CheckConstraint(
                condition=Q(on_scene_at=None)
                | Q(on_scene_at__gte=Greatest("received_at", "dispatched_at", "signed_for_at", "en_route_at")),
                name="incident_arrival_in_order",
            ),
            models.CheckConstraint(
                condition=Q(handled_at=None) | Q(handled_at__gte=Greatest("received_at", "on_scene_at")),
                name="incident_handled_after_arrival",
            ),
            models.CheckConstraint(
                condition=Q(feedback_at=None) | Q(feedback_at__gte=Greatest("received_at", "on_scene_at")),
                name="incident_feedback_after_arrival",
            ),
            models.CheckConstraint(
                condition=Q(feedback_at=None) | Q(on_scene_at__isnull=False) | Q(is_without_unit=True) | ~Q(source=""),
                name="incident_feedback_needs_arrival",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=Greatest("received_at", "feedback_at")),
                name="incident_closed_last",
            ),
            models.CheckConstraint(
                condition=Q(state=IncidentState.MERGED) | Q(merged_into=None), name="incident_merged_says_so"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="incident_not_merged_into_itself"),
            models.UniqueConstraint(
                fields=["client_key"], condition=~Q(client_key=""), name="one_incident_per_client_key"
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(source=""), name="one_incident_per_imported_call"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["scope_path", "received_at"],
                condition=Q(state__in=list(LIVE_STATES)),
                name="incidents_live",
            ),
            models.Index(fields=["scope_path", "received_at"], name="incidents_of_place"),
            models.Index(
                fields=["received_at", "id"], include=["scope_path", "category", "state"], name="incidents_by_time"
            ),
            models.Index(
                fields=["address_code", "received_at"], condition=~Q(address_code=""), name="incidents_at_address"
            ),
        ]


class IncidentEntry(models.Model):
    """A line of the timeline. Added, never changed (migration 0002)."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "id"], name="timeline_of_incident")]


class DailyNumber(models.Model):
    """The last running number that a unit gave on a day."""

    unit_code = models.CharField(max_length=16)
    date = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit_code", "date"], name="one_series_per_unit_and_day")
        ]
