"""Use cases: a change of something that duties are about is noted with it; soon after only that is worked out again."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from django.db import connection, transaction

from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.tasks.actions.generation.day_planning import report_station
from fengqiao.domains.tasks.actions.generation.working_out import work_out
from fengqiao.domains.tasks.contracts import ChangesReport
from fengqiao.domains.tasks.models import ChangedSubject, PlanRun
from fengqiao.domains.tasks.workflow.stations import NO_STATION, StationPaths, batches, county_of
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

MOST_AT_ONCE: Final = 1000
"""Notes in one transaction: whoever notes the same subject again waits no longer than for these (a second or two).
What is read for them is much the same for ten as for a thousand, in one county or in all."""
logger = logging.getLogger(__name__)
Change = tuple[str, str, str]
"""Path, kind of subject and its id; without a subject everything below the path."""


def note_changes(*, reason: str, subjects: Iterable[Change]) -> None:
    """This function will note what has changed, in the transaction of the change itself; noted twice it counts once.

    A note that stands is held until this change is there to be read, so that nobody follows it without the change;
    where it is being taken this moment, a new one is written. Two changes of one subject wait for nothing.
    """
    rows = sorted(set(subjects))
    if rows:
        paths, kinds, ids = (list(column) for column in zip(*rows, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO tasks_changedsubject (scope_path, subject_kind, subject_id, reason, changed_at) "
                "SELECT path, kind, id, %s, %s FROM unnest(%s::text[], %s::text[], %s::text[]) AS c(path, kind, id) "
                "WHERE NOT EXISTS (SELECT 1 FROM tasks_changedsubject n WHERE n.scope_path = c.path "
                "AND n.subject_kind = c.kind AND n.subject_id = c.id FOR KEY SHARE SKIP LOCKED)",
                [reason, now(), paths, kinds, ids],
            )


def regenerate_changed(*, actor: Actor) -> ChangesReport:
    """This function will work out the tasks of what was noted, and of nothing else; the day's plans stay.

    A new task comes beside its officer's list at once. Where everything below a path has changed, stations whose
    day is not made yet wait for their morning, which looks at everything. What is noted meanwhile is for the next run.
    Up to a thousand notes are one transaction. Where that raises, its halves are tried, and theirs: the note that
    raises by itself is kept for the next run, the others are followed.
    """
    require(actor, "tasks.generate", "")
    stations = list_units(kind=UnitKind.POLICE_STATION)
    report = ChangesReport(changes=0, created=0, moved=0)
    for ids in _batches_of_notes(stations):
        for made in _followed(actor, ids, stations):
            report = _added(report, made)
    return report


def _followed(actor: Actor, ids: Sequence[int], stations: Sequence[UnitRecord]) -> Iterator[ChangesReport]:
    """Yield what came of notes: all at once or, where that raises, of each half, down to the note that raises."""
    try:
        yield _follow(actor, ids, stations)
    except Exception:
        if not connection.is_usable():
            raise
        if len(ids) == 1:
            logger.exception("a change could not be followed; it is tried again")
            return
        for half in (ids[: len(ids) // 2], ids[len(ids) // 2 :]):
            yield from _followed(actor, half, stations)


def _added(one: ChangesReport, other: ChangesReport) -> ChangesReport:
    return ChangesReport(one.changes + other.changes, one.created + other.created, one.moved + other.moved)


def _batches_of_notes(stations: Sequence[UnitRecord]) -> Iterator[list[int]]:
    """Yield the notes' ids: each county that is wholly changed for itself, then what lies together."""
    counties = StationPaths({county_of(one.path) for one in stations})
    notes = _noted()
    wide = [(key, path, reason) for key, path, kind, reason in notes if not kind and counties.of(path) == NO_STATION]
    if wide:
        _split(wide, {county_of(one.path) for one in stations})
        notes = _noted()
    whole: dict[str, list[int]] = {}
    for key, path, kind, _ in notes:
        if not kind:
            whole.setdefault(counties.of(path), []).append(key)
    yield from (whole[county] for county in sorted(whole))
    single = [key for key, _, kind, _ in notes if kind]
    yield from (single[start : start + MOST_AT_ONCE] for start in range(0, len(single), MOST_AT_ONCE))


def _noted() -> list[tuple[int, str, str, str]]:
    rows = ChangedSubject.objects.order_by("scope_path", "pk")
    return list(rows.values_list("pk", "scope_path", "subject_kind", "reason"))


@transaction.atomic
def _split(wide: Iterable[tuple[int, str, str]], counties: Collection[str]) -> None:
    """A change of everything below several counties becomes one of each: they are worked out each for itself."""
    for key, path, reason in wide:
        note_changes(reason=reason, subjects=[(county, "", "") for county in counties if county.startswith(path)])
        ChangedSubject.objects.filter(pk=key).delete()


@transaction.atomic
def _follow(actor: Actor, ids: Sequence[int], stations: Sequence[UnitRecord]) -> ChangesReport:
    """Take a batch of notes and work it out, in one transaction."""
    changes = _take(ids)
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


def _take(ids: Sequence[int]) -> Sequence[Change]:
    """Take the notes off the table before anything is read, so that no change can slip in between."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM tasks_changedsubject WHERE id IN "
            "(SELECT id FROM tasks_changedsubject WHERE id = ANY(%s) ORDER BY id FOR UPDATE SKIP LOCKED) "
            "RETURNING scope_path, subject_kind, subject_id",
            [list(ids)],
        )
        return sorted(set(cursor.fetchall()))
