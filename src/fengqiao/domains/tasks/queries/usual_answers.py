"""What a row's evidence usually says in a station: offered as a preset, shown before it is sent, never sent unseen."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext

from fengqiao.domains.tasks.contracts import CompletionResult, TaskKind, TaskRecord, TaskState
from fengqiao.domains.tasks.models import Task
from fengqiao.foundation.clock.clock import now

LOOK_BACK = datetime.timedelta(days=90)
MOST_READ = 60
LEAST_SAID = 2
"""What was written once is one visit's answer; twice in the same words is how such visits go."""


def usual_answers(*, task: TaskRecord, asked: Iterable[str]) -> dict[str, str]:
    """This function will return for each question the words that the station's officers most often gave lately.

    What was pushed by an event is never as usual: it has no usual answers.
    """
    if task.kind is not TaskKind.PRESCRIBED or task.is_own_initiative:
        return {}
    rows = Task.objects.filter(
        station_path=task.station_path,
        list_code=task.list_code,
        row_number=task.row_number,
        state=TaskState.COMPLETED,
        result=CompletionResult.DONE,
        completed_at__gte=now() - LOOK_BACK,
    )
    given = list(rows.order_by("-completed_at").values_list("answers", flat=True)[:MOST_READ])
    return {question: _usual(answer.get(question, "") for answer in given) for question in asked}


def _usual(words: Iterable[str]) -> str:
    counted = Counter(one for one in words if one)
    most = counted.most_common(1)
    return most[0][0] if most and most[0][1] >= LEAST_SAID else gettext("as usual, nothing found")
