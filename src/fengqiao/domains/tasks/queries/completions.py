"""What was done before, as the duty engine reads it task by task; and who knows a beat."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Count

from fengqiao.domains.tasks.models import CompletionRecord
from fengqiao.domains.tasks.queries.county_past import LOOK_BACK
from fengqiao.engines.duties.contracts import Completion, SubjectKey
from fengqiao.foundation.clock.clock import local_zone

KNOWS_BEAT_FROM = datetime.timedelta(days=180)


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


def done_in_beats(*, paths: Collection[str], until: datetime.date) -> Mapping[tuple[str, int], int]:
    """This function will count what each person has done in each of the beats in the last half year."""
    if not paths:
        return {}
    end = _end_of(until)
    rows = (
        CompletionRecord.objects.filter(scope_path__in=paths, completed_at__lt=end, staff__isnull=False)
        .filter(completed_at__gte=end - KNOWS_BEAT_FROM)
        .values_list("scope_path", "staff_id")
        .annotate(done=Count("pk"))
    )
    return Counter({(path, staff): done for path, staff, done in rows})


def _end_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), local_zone())
