from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.cases.contracts import ReportState
from fengqiao.foundation.scoping.fields import ScopePathField

OUTCOMES = ("keep", "hand_over", "needs_review")


def _only_with(state: ReportState, condition: Q) -> Q:
    return ~Q(state=state) | condition


class ReportCounter(models.Model):
    """The last number given at a station in a year. The row is locked by whoever takes a number."""

    station_path = ScopePathField()
    year = models.PositiveSmallIntegerField()
    last_ordinal = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["station_path", "year"], name="one_counter_per_station_and_year")
        ]


class Report(models.Model):
    """A report as taken, who handles it by which row of which version, and what has become of it."""

    number = models.CharField(max_length=40, unique=True)
    receipt_number = models.CharField(max_length=40, unique=True)
    station_path = ScopePathField()
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    scope_path = ScopePathField()
    incident_number = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField()
    officer_user_id = models.BigIntegerField(null=True)
    officer_name = models.CharField(max_length=80)

    reporter_name = models.TextField(blank=True)
    reporter_phone = models.TextField(blank=True)
    is_anonymous = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    address_text = models.TextField(blank=True)
    property_taken = models.TextField(blank=True)
    urgent_measures = models.TextField(blank=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in ReportState])
    outcome = models.CharField(max_length=16, choices=[(one, one) for one in OUTCOMES])
    handler = models.CharField(max_length=80, blank=True)
    list_code = models.CharField(max_length=80, blank=True)
    list_version = models.PositiveIntegerField(null=True)
    row_number = models.PositiveIntegerField(null=True)
    reason = models.JSONField(encoder=DjangoJSONEncoder)
    matched_conditions = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    facts_used = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    words = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    decided_by = models.CharField(max_length=80, blank=True)

    transfer_due_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    transferred_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    reporter_informed_at = models.DateTimeField(null=True)
    informed_text = models.TextField(blank=True)
    solved_at = models.DateTimeField(null=True)
    solved_note = models.TextField(blank=True)
    property_returned_at = models.DateTimeField(null=True)
    property_receipt = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["station_path", "year", "ordinal"], name="one_report_per_number_of_the_register"
            ),
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="report_state_known"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="report_outcome_known"),
            models.CheckConstraint(
                condition=Q(row_number=None) | Q(list_version__isnull=False), name="report_row_of_a_version"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["needs_review", "returned", "to_transfer"]) | Q(transfer_due_at__isnull=False),
                name="report_clock_runs_while_it_is_here",
            ),
            models.CheckConstraint(
                condition=Q(transfer_due_at=None) | Q(transfer_due_at__gt=F("taken_at")),
                name="report_clock_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(transferred_at=None) | ~Q(urgent_measures=""), name="report_urgent_measures_first"
            ),
            models.CheckConstraint(
                condition=_only_with(ReportState.TRANSFERRED, Q(transferred_at__isnull=False, answered_at=None)),
                name="report_transferred_and_unanswered",
            ),
            models.CheckConstraint(
                condition=_only_with(ReportState.ACCEPTED, Q(answered_at__isnull=False)), name="report_accepted_whole"
            ),
            models.CheckConstraint(
                condition=_only_with(ReportState.RETURNED, Q(answered_at__isnull=False) & ~Q(return_reason="")),
                name="report_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=_only_with(ReportState.SOLVED, Q(solved_at__isnull=False)), name="report_solved_whole"
            ),
            models.CheckConstraint(
                condition=_only_with(
                    ReportState.CLOSED, Q(closed_at__isnull=False, reporter_informed_at__isnull=False)
                ),
                name="report_closed_after_informing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "-taken_at"], name="reports_of_place"),
            models.Index(fields=["taken_at"], name="reports_by_time"),
            models.Index(
                fields=["transfer_due_at"],
                condition=Q(state__in=["needs_review", "returned", "to_transfer"]),
                name="reports_with_a_running_clock",
            ),
            models.Index(fields=["incident_number"], name="reports_of_incident"),
        ]


class ReportEntry(models.Model):
    """One line of a report's timeline."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)
    what = models.CharField(max_length=40)
    note = models.TextField(blank=True)
