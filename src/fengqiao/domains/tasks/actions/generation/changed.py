"""Use cases: a change of something that duties are about is noted with it; soon after only that is worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection, transaction

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.tasks.actions.generation.day_planning import report_station
from fengqiao.domains.tasks.actions.generation.working_out import work_out
from fengqiao.domains.tasks.contracts import ChangesReport
from fengqiao.domains.tasks.models import PlanRun
from fengqiao.domains.tasks.workflow.stations import NO_STATION, StationPaths, batches
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

MOST_AT_ONCE: Final = 5000
Change = tuple[str, str, str]
"""Path, kind of subject and its id; without a subject everything below the path."""


def note_changes(*, reason: str, subjects: Iterable[Change]) -> None:
    """This function will note what has changed, in the transaction of the change itself; noted twice it counts once."""
    rows = sorted(set(subjects))
    if rows:
        paths, kinds, ids = (list(column) for column in zip(*rows, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO tasks_changedsubject (scope_path, subject_kind, subject_id, reason, changed_at) "
                "SELECT path, kind, id, %s, %s FROM unnest(%s::text[], %s::text[], %s::text[]) AS c(path, kind, id) "
                "ON CONFLICT DO NOTHING",
                [reason, now(), paths, kinds, ids],
            )


@transaction.atomic
def regenerate_changed(*, actor: Actor) -> ChangesReport:
    """This function will work out the tasks of what was noted, and of nothing else; the day's plans stay.

    A new task comes beside its officer's list at once. Where everything below a path has changed, stations whose
    day is not made yet wait for their morning, which looks at everything. What is noted meanwhile is for the next run.
    """
    require(actor, "tasks.generate", "")
    changes = _take()
    if not changes:
        return ChangesReport(changes=0, created=0, moved=0)
    stations = list_units(kind=UnitKind.POLICE_STATION)
    paths = StationPaths([station.path for station in stations])
    whole = {path for path, kind, _ in changes if not kind}
    touched = {paths.of(path) for path, kind, _ in changes if kind} - {NO_STATION}
    made = set(PlanRun.objects.filter(date=today()).values_list("station_path", flat=True)) if whole else set()
    wholly = [one for one in stations if one.path in made and any(one.path.startswith(path) for path in whole)]
    partly = [one for one in stations if one.path in touched and one not in wholly]
    keys = frozenset(SubjectKey(kind, code) for _, kind, code in changes if kind)
    worked = []
    for batch, only in [*((batch, None) for batch in batches(wholly)), *([(partly, keys)] if partly else [])]:
        worked.extend(
            work_out(actor=actor, stations=batch, date=today(), only=only, keeps_plans=True, action="regenerate_tasks")
        )
    return ChangesReport(
        changes=len(changes),
        created=sum(report_station(one).created for one in worked),
        moved=sum(len(tasks) for one in worked for tasks in one.standing.moved.values()),
    )


def _take() -> Sequence[Change]:
    """Take the notes off the table before anything is read, so that no change can slip in between."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM tasks_changedsubject WHERE id IN "
            "(SELECT id FROM tasks_changedsubject ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED) "
            "RETURNING scope_path, subject_kind, subject_id",
            [MOST_AT_ONCE],
        )
        return list(cursor.fetchall())
