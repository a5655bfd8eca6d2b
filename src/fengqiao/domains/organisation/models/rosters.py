"""Tables of rosters: the dated rules of a station, rosters under way and made, swaps between colleagues."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fengqiao.domains.organisation.contracts.rosters import RosterState, SwapState
from fengqiao.domains.organisation.models.units import OrgUnit, StaffMember
from fengqiao.foundation.scoping.fields import ScopePathField


class RosterRuleSet(models.Model):
    """The rules of a station as one version of a text; the latest from a day on holds."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    path = ScopePathField()
    version = models.PositiveIntegerField()
    from_date = models.DateField()
    document = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "version"], name="one_rule_version_each"),
            models.CheckConstraint(condition=Q(version__gte=1) & ~Q(document=""), name="rules_say_something"),
        ]


class DutyRoster(models.Model):
    """A roster: `inputs` is the engine's problem, `rows` by police number the shift of each day."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    path = ScopePathField()
    first_date = models.DateField()
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in RosterState])
    rules_version = models.PositiveIntegerField()
    rules = models.JSONField()
    inputs = models.JSONField()
    rows = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    share_done = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=80)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(RosterState)), name="roster_state_known"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=42), name="roster_of_some_weeks"),
            models.CheckConstraint(
                condition=~Q(state=RosterState.PUBLISHED.value) | Q(published_at__isnull=False),
                name="published_at_some_time",
            ),
            models.UniqueConstraint(
                fields=["unit", "first_date"],
                condition=Q(state=RosterState.PUBLISHED.value),
                name="one_published_roster_from_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["path", "first_date"], name="rosters_of_place")]


class RosterSwap(models.Model):
    """The giver's day goes to the taker, and the taker's day to the giver."""

    roster = models.ForeignKey(DutyRoster, on_delete=models.PROTECT, related_name="swaps")
    path = ScopePathField()
    giver = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    giver_day = models.PositiveSmallIntegerField()
    taker = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    taker_day = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in SwapState])
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(SwapState)), name="swap_state_known"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="nobody_swaps_alone"),
        ]
