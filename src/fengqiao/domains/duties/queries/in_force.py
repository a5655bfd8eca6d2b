"""Reads of the lists: what is in force on a day at a place, and what people look at."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from django.db.models import Q, QuerySet

from fengqiao.domains.duties.contracts import (
    Decision,
    DutyListInForce,
    ListInvalidError,
    ListKind,
    ListNotInForceError,
    ListProblem,
    ListState,
    ListVersionRecord,
    NegativeListInForce,
    Outcome,
    RowRecord,
    Text,
    UnknownListError,
)
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries.campaigns import area_of, lies_in
from fengqiao.domains.duties.workflow.admission import admission_problems
from fengqiao.domains.duties.workflow.documents import ParsedList, read_document
from fengqiao.engines.duties.conditions import Facts
from fengqiao.engines.duties.contracts import DutyList
from fengqiao.engines.duties.decision_table import decide
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import WHOLE_TREE, require_somewhere
from fengqiao.primitives.reason import Reason

DUTY_LIST_KINDS = (ListKind.COMMUNITY_DUTY_LIST, ListKind.PREVENTION_DUTY_LIST, ListKind.CAMPAIGN)
DATA_DIR = Path(__file__).parents[1] / "data"
SINCE = re.compile(r"^(\s+since: )\d{4}-\d\d-\d\d$", re.MULTILINE)
SHIPPED = ("community_duty_list", "prevention_duty_list", "negative_list")


def digest_of(document: str) -> str:
    """This function will return the SHA-256 of a document's UTF-8 text."""
    return hashlib.sha256(document.encode()).hexdigest()


@lru_cache(maxsize=64)
def parsed_document(document: str) -> ParsedList:
    """This function will read a stored document, once per process. Raises ListInvalidError."""
    parsed, problems = read_document(document)
    if parsed is None:
        raise ListInvalidError(problems)
    return parsed


def check_document(*, document: str) -> Sequence[ListProblem]:
    """This function will return every problem of a document, by line; none when it can be published."""
    parsed, problems = read_document(document)
    return problems if parsed is None else admission_problems(parsed)


def shipped_documents(*, effective_from: datetime.date | None = None) -> Mapping[str, str]:
    """This function will return the lists that a new station starts from, by code; in force from the given day.

    Its duties count from that day too: nothing is overdue from a time before the station.
    """
    documents = {name: (DATA_DIR / f"{name}.yaml").read_text(encoding="utf-8") for name in SHIPPED}
    if effective_from is None:
        return documents
    return {name: _from_day(document, effective_from) for name, document in documents.items()}


def _from_day(document: str, day: datetime.date) -> str:
    lines = document.splitlines(keepends=True)
    [position] = [index for index, line in enumerate(lines) if line.startswith("effective_from:")]
    lines[position] = f"effective_from: {day.isoformat()}\n"
    return SINCE.sub(rf"\g<1>{day.isoformat()}", "".join(lines))


def steps_to(path: str) -> list[str]:
    """This function will list the paths from the root down to a path, itself included."""
    return [path[:length] for length in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def visible_versions(actor: Actor) -> QuerySet[ListVersion]:
    """This function will select what an actor may read: lists of the own subtree and those that apply to it from above.

    Raises NotAllowedError for somebody who may read no list at all.
    """
    paths = require_somewhere(actor, "duties.view")
    condition = Q(pk__in=[])
    for path in paths:
        if path == WHOLE_TREE:
            return ListVersion.objects.order_by("code", "scope_path", "-effective_from")
        condition |= Q(scope_path__startswith=path) | Q(scope_path__in=steps_to(path))
    return ListVersion.objects.filter(condition).order_by("code", "scope_path", "-effective_from")


def list_versions(*, actor: Actor) -> Sequence[ListVersionRecord]:
    """This function will list every published version that the actor may read, the latest of each list first."""
    return records_of(visible_versions(actor))


def records_of(rows: Iterable[ListVersion], *, on: datetime.date | None = None) -> list[ListVersionRecord]:
    """This function will turn versions, the latest of each list first, into values with their state of a day."""
    on = on or today()
    later: set[tuple[str, str]] = set()
    records = []
    for row in rows:
        key = (row.code, row.scope_path)
        records.append(record_of(row, is_superseded=key in later))
        if row.effective_from <= on:
            later.add(key)
    return records


def record_of(row: ListVersion, *, is_superseded: bool = False) -> ListVersionRecord:
    """This function will turn a row into the value that others may hold."""
    return ListVersionRecord(
        id=row.pk,
        kind=ListKind(row.kind),
        code=row.code,
        version=row.version,
        title=Text(row.title_zh, row.title_en),
        state=ListState.SUPERSEDED if is_superseded else ListState.PUBLISHED,
        effective_from=row.effective_from,
        published_at=row.published_at,
        published_by=row.published_by,
        scope_path=row.scope_path,
        digest=row.digest,
        document=row.document,
        drafted_by=tuple(row.drafted_by),
        signed_by=row.signed_by,
        signed_at=row.signed_at,
    )


def _in_force(*, on: datetime.date, path: str, kinds: Iterable[ListKind]) -> list[ListVersion]:
    """The version of each list that applies: of the nearest unit upwards that has one, the latest in effect."""
    rows = ListVersion.objects.filter(kind__in=list(kinds), scope_path__in=steps_to(path), effective_from__lte=on)
    nearest: dict[str, ListVersion] = {}
    for row in sorted(rows, key=lambda row: (len(row.scope_path), row.effective_from)):
        nearest[row.code] = row
    return [nearest[code] for code in sorted(nearest)]


def duty_lists_in_force(*, on: datetime.date, path: str) -> Sequence[DutyListInForce]:
    """This function will return the duty lists and campaigns that apply on a day at a place, by code."""
    lists = []
    for row in _in_force(on=on, path=path, kinds=DUTY_LIST_KINDS):
        parsed = parsed_document(row.document)
        is_over = parsed.last_date is not None and parsed.last_date < on
        if parsed.duty_list is not None and not is_over and lies_in(path, area_of(parsed.units)):
            record = record_of(row)
            lists.append(DutyListInForce(record, parsed.duty_list, parsed.rows, parsed.boundary, parsed.units))
    return lists


def duty_lists_of(*, versions: Mapping[str, int], path: str, by: datetime.datetime) -> Sequence[DutyList]:
    """This function will return lists by code and version, as they applied at a place at a moment of the past.

    Of versions with one number that of the nearest unit; one that was not there yet only where nothing else is.
    What is not stored is missing from the answer.
    """
    rows = ListVersion.objects.filter(code__in=list(versions), scope_path__in=steps_to(path))
    nearest: dict[str, ListVersion] = {}
    for row in sorted(rows, key=lambda row: (row.published_at <= by, len(row.scope_path))):
        if versions[row.code] == row.version:
            nearest[row.code] = row
    lists = (parsed_document(nearest[code].document).duty_list for code in sorted(nearest))
    return [one for one in lists if one is not None]


def negative_list_in_force(*, on: datetime.date, path: str) -> NegativeListInForce:
    """This function will return the negative list that applies on a day at a place. Raises ListNotInForceError."""
    rows = _in_force(on=on, path=path, kinds=(ListKind.NEGATIVE_LIST,))
    if not rows:
        raise ListNotInForceError(kind=ListKind.NEGATIVE_LIST, on=on, path=path)
    row = max(rows, key=lambda row: (len(row.scope_path), row.effective_from))
    parsed = parsed_document(row.document)
    if parsed.table is None:
        raise ListNotInForceError(kind=ListKind.NEGATIVE_LIST, on=on, path=path)
    return NegativeListInForce(
        record_of(row), parsed.table, parsed.boundary, parsed.negative_rows, parsed.facts, parsed.handlers
    )


def decide_handler(*, facts: Facts, on: datetime.date, path: str) -> Decision:
    """This function will say who handles a case. A report is never refused: without a list a person decides."""
    try:
        table = negative_list_in_force(on=on, path=path).table
    except ListNotInForceError:
        reason = Reason(ListNotInForceError.code, {"on": on})
        return Decision(Outcome.NEEDS_REVIEW, "", 0, None, "", None, (), reason, dict(facts))
    return decide(table=table, facts=facts)


def get_row(*, code: str, version: int, number: int, path: str = "") -> RowRecord:
    """This function will return a duty row of a version, of the unit nearest above `path` where one is given.

    Raises UnknownListError.
    """
    rows = ListVersion.objects.filter(code=code, version=version)
    if path:
        rows = rows.filter(scope_path__in=steps_to(path))
    for row in sorted(rows, key=lambda row: -len(row.scope_path))[:1]:
        for record in parsed_document(row.document).rows:
            if record.number == number:
                return record
    raise UnknownListError(code=code, version=version, number=number)
