"""Tables of the morning list: tasks, their timeline, day plans with what replays them, and what was done."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.tasks.contracts import CompletionResult, TaskKind, TaskState
from fengqiao.foundation.scoping.fields import ScopePathField

MINUTES_PER_DAY = 24 * 60
NOBODY_ALONG = models.Value([], ArrayField(models.BigIntegerField()))


def old_rows() -> tuple[Any, ...]:
    """This function will track updates and deletes by their old rows: what a morning inserts costs nothing extra."""
    return pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(row=pghistory.Old)


def staff_link(**options: Any) -> models.ForeignKey:
    """This function will make a link to a person of the staff; the organisation knows nothing of it."""
    return models.ForeignKey("organisation.StaffMember", on_delete=models.PROTECT, related_name="+", **options)


@pghistory.track(*old_rows())
class Task(models.Model):
    """One thing to do. `uid` is the engine's identity; a further try after nobody was there is a new `attempt`."""

    station_path = ScopePathField()
    scope_path = ScopePathField()
    uid = models.CharField(max_length=200)
    attempt = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in TaskKind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in TaskState])
    list_code = models.CharField(max_length=60)
    list_version = models.PositiveIntegerField()
    row_number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=200)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    address_text = models.CharField(max_length=200, blank=True)
    owner_role = models.CharField(max_length=24)
    owner = staff_link(null=True)
    staff = staff_link(null=True)
    reassigned_from = models.CharField(max_length=40, blank=True)
    is_assigned_by_hand = models.BooleanField(default=False)
    opens_date = models.DateField()
    due_date = models.DateField()
    closes_date = models.DateField(null=True)
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    officers_needed = models.PositiveSmallIntegerField(default=1)
    priority = models.PositiveSmallIntegerField()
    mandatory = models.BooleanField(default=False)
    reason = models.JSONField()
    facts_used = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    listed_date = models.DateField()
    signed_for_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    minutes_spent = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=14, blank=True)
    note = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    postponed_to = models.DateField(null=True)
    promised_date = models.DateField(null=True)
    promised_minute = models.PositiveSmallIntegerField(null=True)
    promised_to = models.CharField(max_length=80, blank=True, default="", db_default="")
    is_own_initiative = models.BooleanField(default=False, db_default=False)
    basis = models.CharField(max_length=200, blank=True, default="", db_default="")
    companions = ArrayField(models.BigIntegerField(), default=list, db_default=NOBODY_ALONG)
    """Staff ids of who comes along beside the officer, by the plan; of completed work: who did come along."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["station_path", "uid", "attempt"], name="task_raised_once"),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | (Q(state=TaskState.CANCELLED) & ~Q(duplicate_of=F("id"))),
                name="task_duplicate_is_cancelled",
            ),
            models.CheckConstraint(condition=Q(state__in=list(TaskState)), name="task_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(TaskKind)), name="task_kind_known"),
            models.CheckConstraint(condition=Q(minutes__gte=1, officers_needed__gte=1), name="task_takes_time"),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=5), name="task_priority_in_range"),
            models.CheckConstraint(
                condition=Q(opens_minute__lt=F("closes_minute"), closes_minute__lte=MINUTES_PER_DAY),
                name="task_window_in_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_date__gte=F("opens_date"))
                & (Q(closes_date=None) | Q(closes_date__gte=F("opens_date"))),
                name="task_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.COMPLETED, completed_at__isnull=False, result__in=list(CompletionResult))
                | (~Q(state=TaskState.COMPLETED) & Q(completed_at=None, result="")),
                name="task_completed_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.IN_PROGRESS) | Q(started_at__isnull=False),
                name="task_in_progress_was_started",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False)
                | Q(state__in=[TaskState.READY, TaskState.SENT_BACK, TaskState.CANCELLED, TaskState.LAPSED]),
                name="task_moves_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(promised_date=None, promised_minute=None, promised_to="")
                | (Q(promised_date__isnull=False, promised_minute__isnull=False) & ~Q(promised_to="")),
                name="task_promised_to_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(companions=[]) | Q(officers_needed__gt=1), name="companions_are_asked_for"
            ),
            models.CheckConstraint(condition=Q(is_own_initiative=False) | ~Q(basis=""), name="own_work_has_a_basis"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "state", "due_date"], name="tasks_of_place"),
            models.Index(fields=["staff", "state", "due_date"], name="tasks_of_officer"),
            models.Index(fields=["station_path", "state"], name="tasks_of_station"),
            GinIndex(fields=["companions"], name="tasks_of_companion", condition=Q(officers_needed__gt=1)),
            BrinIndex(fields=["due_date"], name="tasks_by_due_date", autosummarize=True, pages_per_range=32),
            models.Index(
                fields=["subject_kind", "subject_id"], name="pushed_tasks_of_subject", condition=Q(kind=TaskKind.PUSHED)
            ),
        ]


class TaskEntry(models.Model):
    """The timeline of a task: added to, never changed (migration 0002)."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)
    what = models.CharField(max_length=30)
    note = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "at"], name="entries_of_task")]


class PlanRun(models.Model):
    """One planning of a station's day with all that replays it: the input as compressed JSON, seed and budget."""

    station_path = ScopePathField()
    date = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    algorithm = models.CharField(max_length=30)
    seed = models.BigIntegerField()
    iterations = models.PositiveIntegerField()
    was_stopped = models.BooleanField(default=False)
    inputs = models.BinaryField()
    digest = models.CharField(max_length=64)
    figures = models.JSONField()
    greedy_figures = models.JSONField()
    desk = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["station_path", "date", "revision"], name="one_plan_run_each")
        ]


@pghistory.track(*old_rows())
class DayPlan(models.Model):
    """An officer's day: items in route order, what is left out and why, and what waits in the queue of each duty."""

    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="plans")
    station_path = ScopePathField()
    staff = staff_link()
    date = models.DateField()
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()
    items = models.JSONField()
    left_out = models.JSONField()
    waiting = models.JSONField()
    work_minutes = models.FloatField()
    travel_minutes = models.FloatField()
    breaks = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    signed_for_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "date"], name="one_plan_a_day"),
            models.CheckConstraint(
                condition=Q(opens_minute__lt=F("closes_minute"), closes_minute__lte=MINUTES_PER_DAY),
                name="plan_hours_in_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["date", "station_path"], name="plans_of_day")]


class CompletionRecord(models.Model):
    """A duty done. `counts`: the cycle starts anew from it; nobody there counts only after the last try.

    `recorded_at`: when it was entered, later than done where there was no network; unknown for what was imported.
    """

    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="completion")
    uid = models.CharField(max_length=200, blank=True)
    list_code = models.CharField(max_length=60)
    row_number = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    scope_path = ScopePathField()
    staff = staff_link(null=True)
    completed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField()
    result = models.CharField(max_length=14, choices=[(one.value, one.value) for one in CompletionResult])
    counts = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_code", "row_number", "subject_kind", "subject_id", "completed_at"],
                name="completion_stored_once",
            ),
            models.CheckConstraint(condition=Q(result__in=list(CompletionResult)), name="completion_result_known"),
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(recorded_at__gte=F("completed_at")),
                name="completion_recorded_after_it_was_done",
            ),
        ]
        indexes: ClassVar = [
            BrinIndex(fields=["completed_at"], name="completions_by_time", autosummarize=True, pages_per_range=32),
            models.Index(
                fields=["list_code", "row_number", "scope_path", "completed_at"],
                include=["subject_kind", "subject_id"],
                condition=Q(counts=True),
                name="completions_of_row",
            ),
        ]
