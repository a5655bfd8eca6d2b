"""Tables of evaluation: monthly counts by row and place (never by person), samples, questions about visits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.tasks.contracts.verifying import (
    TO_CALL,
    AnswerKind,
    QuestionKind,
    QuestionState,
    VerificationState,
)
from fengqiao.domains.tasks.models.tasks import Task, staff_link
from fengqiao.foundation.scoping.fields import ScopePathField


def _count(**options: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(default=0, **options)


class RowMonth(models.Model):
    """What became of one duty row in one place (beat) in one month. It has no column for a person."""

    month = models.DateField()
    station_path = ScopePathField()
    scope_path = ScopePathField()
    list_code = models.CharField(max_length=60)
    row_number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField()
    officers = models.PositiveSmallIntegerField(default=1)
    questions = models.JSONField(default=list)
    times_per_month = models.FloatField(null=True)
    due = _count()
    on_time = _count()
    completed = _count()
    done = _count()
    nobody_there = _count()
    declined = _count()
    minutes_asked = _count()
    minutes_spent = _count()
    fields_answered = _count()
    repeated = _count()
    entered_late = _count()
    subjects = models.PositiveIntegerField(null=True)
    kept = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "scope_path", "list_code", "row_number"], name="row_month_counted_once"
            ),
            models.CheckConstraint(condition=Q(on_time__lte=F("due")), name="row_month_on_time_of_due"),
            models.CheckConstraint(
                condition=Q(completed=F("done") + F("nobody_there") + F("declined")), name="row_month_results_add_up"
            ),
            models.CheckConstraint(condition=Q(repeated__lte=F("done")), name="row_month_repeated_of_done"),
            models.CheckConstraint(condition=Q(kept__lte=F("subjects")), name="row_month_kept_of_subjects"),
        ]
        indexes: ClassVar = [models.Index(fields=["station_path", "month"], name="row_months_of_station")]


class RowOverlap(models.Model):
    """Two rows that came to the same subjects in a station in a month."""

    month = models.DateField()
    station_path = ScopePathField()
    list_code = models.CharField(max_length=60)
    row_number = models.PositiveIntegerField()
    other_code = models.CharField(max_length=60)
    other_number = models.PositiveIntegerField()
    subjects = models.PositiveIntegerField()
    visits = models.PositiveIntegerField()
    common_questions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "station_path", "list_code", "row_number", "other_code", "other_number"],
                name="row_overlap_counted_once",
            ),
        ]


class EvaluationRulesVersion(models.Model):
    """The rules of evaluation that a bureau wrote; the latest of the nearest unit above applies."""

    unit_path = ScopePathField()
    version = models.PositiveIntegerField()
    document = models.TextField()
    saved_by = models.CharField(max_length=80)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit_path", "version"], name="evaluation_rules_version_once")
        ]


class VerificationDraw(models.Model):
    """One drawing with all that repeats it."""

    station_path = ScopePathField()
    from_date = models.DateField()
    to_date = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=80)
    seed = models.BigIntegerField()
    places = models.PositiveSmallIntegerField()
    candidates = models.PositiveIntegerField()
    left_out = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="draw_dates_in_order")
        ]
        indexes: ClassVar = [models.Index(fields=["station_path", "drawn_at"], name="draws_of_station")]


class Verification(models.Model):
    """A drawn visit: who did it, who calls (never the same, never who was there too), what was heard, both notes.

    One call a household in thirty days: an exclusion constraint of its migration.
    """

    draw = models.ForeignKey(VerificationDraw, on_delete=models.PROTECT, related_name="visits")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="verification")
    station_path = ScopePathField()
    scope_path = ScopePathField()
    household_key = models.CharField(max_length=140)
    drawn_date = models.DateField()
    doer = staff_link()
    companions = ArrayField(models.BigIntegerField(), default=list)
    verifier = staff_link(null=True)
    state = models.CharField(max_length=14, choices=[(one.value, one.value) for one in VerificationState])
    calls = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    call_note = models.TextField(blank=True)
    officer_note = models.TextField(blank=True)
    talk_note = models.TextField(blank=True)
    is_explained = models.BooleanField(null=True)
    closed_by = staff_link(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(VerificationState)), name="verification_state_known"),
            models.CheckConstraint(
                condition=Q(verifier=None) | ~Q(verifier=F("doer")), name="verifier_is_not_the_doer"
            ),
            models.CheckConstraint(
                condition=Q(state=VerificationState.DRAWN, calls=0, called_at=None, verifier=None)
                | (
                    ~Q(state=VerificationState.DRAWN) & Q(calls__gte=1, called_at__isnull=False, verifier__isnull=False)
                ),
                name="verification_called_or_not",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=VerificationState.TALKED,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    is_explained__isnull=False,
                )
                | (~Q(state=VerificationState.TALKED) & Q(closed_at=None, closed_by=None, is_explained=None)),
                name="verification_talk_closed",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("doer")), name="talk_not_closed_by_the_doer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*TO_CALL, VerificationState.CONFIRMED]) | ~Q(call_note=""),
                name="verification_says_what_was_heard",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["station_path", "state"], name="verifications_of_station")]


class VisitQuestion(models.Model):
    """A visit that cannot have been as it is recorded: a question to the officer, answered and closed, never public."""

    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in QuestionKind])
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in QuestionState])
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", null=True)
    staff = staff_link()
    station_path = ScopePathField()
    scope_path = ScopePathField()
    visited_date = models.DateField()
    raised_at = models.DateTimeField()
    measured = models.JSONField(default=dict)
    answer = models.CharField(max_length=14, blank=True, choices=[(one.value, one.value) for one in AnswerKind])
    answer_note = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    close_note = models.TextField(blank=True)
    closed_by = staff_link(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "task", "other", "staff"], name="visit_asked_about_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(kind__in=list(QuestionKind)), name="visit_question_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.TOO_SHORT, other=None)
                | (~Q(kind=QuestionKind.TOO_SHORT) & Q(other__isnull=False)),
                name="visit_question_has_both_visits",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.OPEN, answer="", answered_at=None, closed_at=None)
                | Q(
                    state=QuestionState.ANSWERED,
                    answer__in=list(AnswerKind),
                    answered_at__isnull=False,
                    closed_at=None,
                )
                | Q(state=QuestionState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
                name="visit_question_state_with_its_facts",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("staff")), name="question_not_closed_by_the_officer"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["station_path", "state"], name="questions_of_station"),
            models.Index(fields=["staff", "state"], name="questions_of_officer"),
        ]
