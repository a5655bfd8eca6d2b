"""Tables of a day that changes: every revision of a plan, what holds somebody up, what is asked to be postponed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fengqiao.domains.tasks.contracts import PostponementState, RevisionKind
from fengqiao.domains.tasks.models.tasks import MINUTES_PER_DAY, DayPlan, PlanRun, Task, staff_link
from fengqiao.foundation.scoping.fields import ScopePathField


class PlanRevision(models.Model):
    """A plan as it stood after a change: added to, never changed. `inputs` make the system's part of it again."""

    plan = models.ForeignKey(DayPlan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RevisionKind])
    made_at = models.DateTimeField()
    made_by = staff_link(null=True)
    actor_name = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    items = models.JSONField()
    left_out = models.JSONField()
    work_minutes = models.FloatField()
    travel_minutes = models.FloatField()
    inputs = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)
    client_id = models.CharField(max_length=64, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_plan_revision_each"),
            models.UniqueConstraint(fields=["plan", "client_id"], name="plan_changed_once_by_a_client"),
            models.CheckConstraint(condition=Q(kind__in=list(RevisionKind)), name="plan_revision_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[RevisionKind.MORNING, RevisionKind.REPLANNED]) | ~Q(digest=""),
                name="plan_revision_can_be_made_again",
            ),
        ]


class HoldUp(models.Model):
    """From when to when somebody could not work on the list, and why."""

    station_path = ScopePathField()
    staff = staff_link()
    date = models.DateField()
    from_minute = models.PositiveSmallIntegerField()
    to_minute = models.PositiveSmallIntegerField()
    incident_number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_minute__lt=F("to_minute"), to_minute__lte=MINUTES_PER_DAY), name="hold_up_takes_time"
            ),
            models.CheckConstraint(condition=~Q(incident_number="", note=""), name="hold_up_has_a_cause"),
        ]
        indexes: ClassVar = [models.Index(fields=["date", "station_path"], name="hold_ups_of_day")]


class Postponement(models.Model):
    """A task put off to a later day, or asked to be: what must be done needs a leader's agreement."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="postponements")
    station_path = ScopePathField()
    asked_by = staff_link()
    asked_at = models.DateTimeField()
    from_date = models.DateField()
    to_date = models.DateField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in PostponementState])
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    promised_minute = models.SmallIntegerField(null=True)
    promised_to = models.CharField(max_length=80, blank=True)
    client_id = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(promised_minute=None, promised_to="")
                | (Q(promised_minute__gte=0, promised_minute__lt=MINUTES_PER_DAY) & ~Q(promised_to="")),
                name="postponement_promise_names_somebody",
            ),
            models.UniqueConstraint(fields=["asked_by", "client_id"], name="postponement_asked_once_by_a_client"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(state=PostponementState.ASKED), name="one_open_postponement_a_task"
            ),
            models.CheckConstraint(condition=Q(to_date__gt=F("from_date")), name="postponement_goes_on"),
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state=PostponementState.ASKED, decided_at=None)
                | (~Q(state=PostponementState.ASKED) & Q(decided_at__isnull=False)),
                name="postponement_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=PostponementState.REFUSED) | ~Q(answer=""), name="postponement_refused_with_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["station_path", "state"], name="postponements_of_station")]
