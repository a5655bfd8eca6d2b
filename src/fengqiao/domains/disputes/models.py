from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.disputes.contracts import MOST_HOUSEHOLDS, DisputeState, ObligationState
from fengqiao.foundation.scoping.fields import ScopePathField


class DisputeCounter(models.Model):
    """The last number given at a station in a year; locked by whoever takes one."""

    station_path = ScopePathField()
    year = models.PositiveSmallIntegerField()
    last_ordinal = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["station_path", "year"], name="one_dispute_counter_per_year")
        ]


class Dispute(models.Model):
    """A quarrel between people (矛盾纠纷), where it is and how it stands."""

    code = models.CharField(max_length=40, unique=True)
    summary = models.TextField()
    kind = models.CharField(max_length=40)
    address_code = models.CharField(max_length=40, blank=True)
    scope_path = ScopePathField()
    incident_number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in DisputeState])
    registered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    household_codes = ArrayField(models.CharField(max_length=32), default=list, db_default=[])
    """The households of the sides, where they are known: never persons."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(household_codes__len__lte=MOST_HOUSEHOLDS), name="dispute_between_few_households"
            ),
            models.CheckConstraint(condition=Q(state__in=list(DisputeState)), name="dispute_state_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=F("registered_at")), name="dispute_settled_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["settled", "reopened"]) | Q(settled_at__isnull=False),
                name="dispute_settled_with_a_date",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "-registered_at"], name="disputes_of_place"),
            models.Index(fields=["settled_at"], name="disputes_by_settlement"),
            models.Index(fields=["incident_number"], condition=~Q(incident_number=""), name="disputes_of_incident"),
        ]


class MediationAgreement(models.Model):
    """What both sides agreed on (调解协议书), as it was written down; a reopened dispute may have several."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="agreements")
    text = models.TextField()
    reached_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="agreement_says_something")]


class Obligation(models.Model):
    """A dated promise out of a dispute (履行义务): pending until a person says that it was kept or broken."""

    code = models.CharField(max_length=40, unique=True)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="obligations")
    agreement = models.ForeignKey(MediationAgreement, null=True, on_delete=models.PROTECT, related_name="obligations")
    promisor_name = models.CharField(max_length=80)
    text = models.TextField()
    due_date = models.DateField()
    staff_number = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in ObligationState])
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(ObligationState)), name="obligation_state_known"),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | (~Q(state="pending") & Q(decided_at__isnull=False)),
                name="obligation_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="obligation_says_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_date"], condition=Q(state="pending"), name="obligations_due"),
            models.Index(fields=["decided_at"], name="obligations_by_decision"),
        ]
