"""What has changed since the tasks were last worked out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.foundation.scoping.fields import ScopePathField


class ChangedSubject(models.Model):
    """A subject whose tasks must be worked out again; written in the transaction of the change.

    Without a subject everything below the path is meant, with its people: a new list version, a leave.
    One subject has more than one note only where a change came while the note before was taken.
    """

    scope_path = ScopePathField()
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=40)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(subject_kind="", subject_id="")
                | (~models.Q(subject_kind="") & ~models.Q(subject_id="")),
                name="changed_subject_is_whole",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="change_has_a_reason"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "subject_kind", "subject_id"], name="changes_of_subject")
        ]
