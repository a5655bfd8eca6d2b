"""What was done before, as the duty engine reads it."""

from __future__ import annotations

import datetime

from fengqiao.domains.tasks.models import CompletionRecord
from fengqiao.domains.tasks.queries.team import local_zone
from fengqiao.engines.duties.contracts import Completion, SubjectKey

LOOK_BACK = datetime.timedelta(days=800)
"""A yearly duty that is a year late still knows its last time; older rows change no due day."""


def list_completions(*, list_code: str, under: str, until: datetime.date) -> list[Completion]:
    """This function will list what counts for the cycles of one list below a path, up to the end of a day."""
    zone = local_zone()
    end = datetime.datetime.combine(until + datetime.timedelta(days=1), datetime.time(), zone)
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
