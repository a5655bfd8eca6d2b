"""What was done before in a county: days of turns in groups, tasks of events one by one, and who did what last.

A subject that comes to another station of the county keeps its past; what was done elsewhere does not count here.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from fengqiao.engines.duties.contracts import Completion, SubjectKey, TaskProposal
from fengqiao.engines.duties.groups import DoneOn, LastDone
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.postgres.many_codes import SEPARATOR

LOOK_BACK: Final = datetime.timedelta(days=800)
"""A yearly duty that is a year late still knows its last time; older rows change no due day."""
BEYOND: Final = "~"
"""Above every letter of a path."""
RowKey = tuple[str, int]
"""List code and row number."""
DoneKey = tuple[str, int, str, str]
"""List code, row number, kind and id of the subject."""


@dataclass(frozen=True, slots=True)
class PastQuery:
    """Whose past: everything below `under`, up to the end of a day.

    `cycles`: rows of which only the last day matters; `others`: rows whose tasks have identities of their own.
    `county_length`: of the path of a county, by which the past of some subjects is told apart.
    """

    under: str
    until: datetime.date
    cycles: frozenset[RowKey]
    others: frozenset[RowKey]
    county_length: int = 0

    def county_of(self, path: str) -> str:
        """This function will return the county in which something was done."""
        return path[: self.county_length]

    def parameters(self, rows: Collection[RowKey]) -> dict[str, Any]:
        """This function will write place, time and rows for the database."""
        midnight = datetime.datetime.combine(self.until + datetime.timedelta(days=1), datetime.time(), local_zone())
        return {
            "zone": str(local_zone()),
            "first_path": self.under,
            "last_path": self.under + BEYOND,
            "since": midnight - LOOK_BACK,
            "until": midnight,
            "lists": sorted({code for code, _ in rows}),
            "numbers": sorted({number for _, number in rows}),
        }


@dataclass(slots=True)
class Past:
    """A county's past: per list when turns of its cycles were done last, the other completions, and the last doers."""

    turns: dict[str, LastDone] = field(default_factory=dict)
    completions: dict[str, list[Completion]] = field(default_factory=dict)
    doers: dict[DoneKey, int] = field(default_factory=dict)

    def last_done(self, code: str) -> LastDone:
        """This function will return when each turn of a list's rows was done last."""
        return self.turns.get(code, NOTHING_DONE)

    def doer(self, code: str, row: int, key: SubjectKey) -> int | None:
        """This function will return who did a duty last."""
        return self.doers.get((code, row, key.kind, key.id))

    def of_subjects(self, code: str, keys: Collection[SubjectKey]) -> list[Completion]:
        """This function will return what the tasks of some subjects follow from."""
        turns = self.last_done(code)
        found = [Completion("", number, key, day) for key in keys for number, day in turns.rows_of(key)]
        found.extend(one for one in self.completions.get(code, ()) if one.subject in keys)
        return found


NOTHING_DONE: Final = LastDone(done=(), until=datetime.date.min)


def read_past(*, query: PastQuery) -> Past:
    """This function will read the past of a county; who did what last is asked for by `read_doers`."""
    past, done = Past(), dict[str, list[DoneOn]]()
    for code, number, kind, day, ids in _ask(_GROUPED, query.parameters(query.cycles)):
        if (code, number) in query.cycles:
            done.setdefault(code, []).append(DoneOn(number, kind, day, ids.split(SEPARATOR)))
    past.turns = {code: LastDone(done=groups, until=query.until) for code, groups in done.items()}
    for code, number, uid, kind, key, day in _ask(_SINGLE, query.parameters(query.others)) if query.others else ():
        if (code, number) in query.others:
            one = Completion(uid, number, SubjectKey(kind, key), day)
            past.completions.setdefault(code, []).append(one)
    return past


def read_past_of_some(*, query: PastQuery, only: Collection[SubjectKey]) -> Mapping[str, Past]:
    """This function will read the past of some subjects, doers included, by the county in which it was."""
    rows = sorted(query.cycles | query.others)
    parameters = query.parameters(rows) | {
        "codes_of_rows": [code for code, _ in rows],
        "numbers_of_rows": [number for _, number in rows],
        "kinds": [key.kind for key in only],
        "ids": [key.id for key in only],
    }
    pasts: dict[str, Past] = {}
    done: dict[tuple[str, str], list[DoneOn]] = {}
    zone = local_zone()
    found = _ask(_OF_SUBJECTS, parameters) if rows and only else ()
    for code, number, uid, kind, key, at, path, staff, counts in found:
        county = query.county_of(path)
        past = pasts.setdefault(county, Past())
        if staff is not None:
            past.doers[code, number, kind, key] = staff
        if counts and (code, number) in query.cycles:
            done.setdefault((county, code), []).append(DoneOn(number, kind, at.astimezone(zone).date(), [key]))
        elif counts:
            one = Completion(uid, number, SubjectKey(kind, key), at.astimezone(zone).date())
            past.completions.setdefault(code, []).append(one)
    for (county, code), groups in done.items():
        pasts[county].turns[code] = LastDone(done=groups, until=query.until)
    return pasts


def read_doers(*, query: PastQuery, proposals: Iterable[TaskProposal]) -> dict[DoneKey, int]:
    """This function will return who did last what is asked for now: staff ids."""
    keys = [(one.list_code, str(one.row_number), one.subject.kind, one.subject.id) for one in proposals]
    if not keys:
        return {}
    # One text for each column: an array of thousands is quoted value by value.
    codes, numbers, kinds, ids = (SEPARATOR.join(column) for column in zip(*keys, strict=True))
    parameters = query.parameters(()) | {"codes": codes, "row_numbers": numbers, "kinds": kinds, "ids": ids}
    return {(code, number, kind, key): staff for code, number, kind, key, staff in _ask(_DOERS, parameters)}


def _ask(sql: str, parameters: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


_THEN = """
    AND c.scope_path >= %(first_path)s AND c.scope_path < %(last_path)s
    AND c.completed_at >= %(since)s AND c.completed_at < %(until)s"""
_OF_PLACE = f"""
    FROM tasks_completionrecord c
    WHERE c.list_code = ANY(%(lists)s) AND c.row_number = ANY(%(numbers)s) AND c.counts {_THEN}"""
# Per row and day the subjects in one text: millions of completions come as some ten thousand.
_GROUPED = f"""
    SELECT c.list_code, c.row_number, c.subject_kind, (c.completed_at AT TIME ZONE %(zone)s)::date AS day,
           string_agg(c.subject_id, E'\\x1f')
    {_OF_PLACE} GROUP BY c.list_code, c.row_number, c.subject_kind, day"""
_SINGLE = f"""
    SELECT c.list_code, c.row_number, c.uid, c.subject_kind, c.subject_id,
           (c.completed_at AT TIME ZONE %(zone)s)::date
    {_OF_PLACE} ORDER BY c.completed_at, c.id"""
_OF_SUBJECTS = f"""
    SELECT c.list_code, c.row_number, c.uid, c.subject_kind, c.subject_id, c.completed_at, c.scope_path,
           c.staff_id, c.counts
    FROM unnest(%(codes_of_rows)s::text[], %(numbers_of_rows)s::int[]) AS r(code, number)
    CROSS JOIN unnest(%(kinds)s::text[], %(ids)s::text[]) AS k(kind, id)
    JOIN tasks_completionrecord c ON c.list_code = r.code AND c.row_number = r.number
        AND c.subject_kind = k.kind AND c.subject_id = k.id
    WHERE true {_THEN}
    ORDER BY c.completed_at, c.id"""
_DOERS = f"""
    SELECT DISTINCT ON (c.list_code, c.row_number, c.subject_kind, c.subject_id)
           c.list_code, c.row_number, c.subject_kind, c.subject_id, c.staff_id
    FROM unnest(string_to_array(%(codes)s, E'\\x1f'), string_to_array(%(row_numbers)s, E'\\x1f')::int[],
        string_to_array(%(kinds)s, E'\\x1f'), string_to_array(%(ids)s, E'\\x1f')) AS p(code, number, kind, id)
    JOIN tasks_completionrecord c ON c.list_code = p.code AND c.row_number = p.number
        AND c.subject_kind = p.kind AND c.subject_id = p.id
    WHERE c.staff_id IS NOT NULL {_THEN}
    ORDER BY c.list_code, c.row_number, c.subject_kind, c.subject_id, c.completed_at DESC, c.id DESC"""
