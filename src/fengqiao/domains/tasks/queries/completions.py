"""What was done before, as the duty engine reads it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

from django.db.models import Count

from fengqiao.domains.tasks.models import CompletionRecord
from fengqiao.engines.duties.contracts import Completion, SubjectKey
from fengqiao.foundation.clock.clock import local_zone

LOOK_BACK = datetime.timedelta(days=800)
"""A yearly duty that is a year late still knows its last time; older rows change no due day."""


def list_completions(*, list_code: str, under: str, until: datetime.date) -> list[Completion]:
    """This function will list what counts for the cycles of one list below a path, up to the end of a day."""
    zone = local_zone()
    end = _end_of(until)
    rows = (
        CompletionRecord.objects.filter(
            list_code=list_code,
            scope_path__startswith=under,
            counts=True,
            completed_at__lt=end,
            completed_at__gte=end - LOOK_BACK,
        )
        .order_by("completed_at", "pk")
        .values_list("uid", "row_number", "subject_kind", "subject_id", "completed_at")
    )
    return [
        Completion(uid, number, SubjectKey(kind, key), at.astimezone(zone).date())
        for uid, number, kind, key, at in rows.iterator(chunk_size=5000)
    ]


KNOWS_BEAT_FROM = datetime.timedelta(days=180)


def last_done_by(*, under: str, until: datetime.date) -> Mapping[tuple[str, int, SubjectKey], int]:
    """This function will return who did each duty last: (list code, row, subject) → staff id."""
    end = _end_of(until)
    rows = (
        CompletionRecord.objects.filter(scope_path__startswith=under, completed_at__lt=end, staff__isnull=False)
        .filter(completed_at__gte=end - LOOK_BACK)
        .order_by("completed_at", "pk")
        .values_list("list_code", "row_number", "subject_kind", "subject_id", "staff_id")
    )
    return {(code, number, SubjectKey(kind, key)): staff for code, number, kind, key, staff in rows}


def done_in_beats(*, under: str, until: datetime.date) -> Mapping[tuple[str, int], int]:
    """This function will count what each person has done in each beat in the last half year."""
    end = _end_of(until)
    rows = (
        CompletionRecord.objects.filter(scope_path__startswith=under, completed_at__lt=end, staff__isnull=False)
        .filter(completed_at__gte=end - KNOWS_BEAT_FROM)
        .values_list("scope_path", "staff_id")
        .annotate(done=Count("pk"))
    )
    return Counter({(path, staff): done for path, staff, done in rows})


def _end_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), local_zone())
