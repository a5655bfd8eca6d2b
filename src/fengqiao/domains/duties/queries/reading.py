"""What people look at: the lists, one version as a document, the boundary."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from fengqiao.domains.duties.contracts import (
    Boundary,
    BoundaryEntry,
    ListCard,
    ListPage,
    ListState,
    ListVersionRecord,
)
from fengqiao.domains.duties.queries.campaigns import units_of
from fengqiao.domains.duties.queries.in_force import parsed_document, records_of, visible_versions
from fengqiao.domains.duties.workflow.differences import changes_between
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError


def list_cards(*, actor: Actor, on: datetime.date | None = None) -> Sequence[ListCard]:
    """This function will show each list that the actor may read by the version in force on a day, else by the next.

    Without `on`, today is meant.
    """
    on = on or today()
    groups: dict[tuple[str, str], list[ListVersionRecord]] = {}
    for record in records_of(visible_versions(actor), on=on):
        groups.setdefault((record.scope_path, record.code), []).append(record)
    return [_card(versions, on) for _, versions in sorted(groups.items())]


def _card(versions: Sequence[ListVersionRecord], on: datetime.date) -> ListCard:
    record = _current(versions, on)
    parsed, unit = parsed_document(record.document), get_unit_at(path=record.scope_path)
    return ListCard(
        record=record,
        is_in_force=record.effective_from <= on and not _is_over(parsed, on),
        is_over=_is_over(parsed, on),
        unit_name=unit.name,
        unit_code=unit.code,
        rows=len(parsed.rows) + len(parsed.negative_rows),
        versions=len(versions),
        boundary=dict(Counter(line.boundary for line in parsed.boundary)),
    )


def _current(versions: Sequence[ListVersionRecord], on: datetime.date) -> ListVersionRecord:
    """The version in force on a day; where none is yet, the first to come. Versions stand latest first."""
    return next((one for one in versions if one.effective_from <= on), versions[-1])


def list_boundary(*, actor: Actor, on: datetime.date | None = None) -> Mapping[Boundary, Sequence[BoundaryEntry]]:
    """This function will gather what the lists in force on a day draw: ours, handed over, never ours."""
    columns: dict[Boundary, list[BoundaryEntry]] = {side: [] for side in Boundary}
    for card in list_cards(actor=actor, on=on):
        if not card.is_in_force:
            continue
        for line in parsed_document(card.record.document).boundary:
            columns[line.boundary].append(BoundaryEntry(line, card.record))
    return columns


def get_list_page(
    *, actor: Actor, code: str, version: int, unit_code: str = "", against: int | None = None
) -> ListPage:
    """This function will return a version as people read it, with its difference to another version when asked.

    Without `unit_code` the list of the most particular unit is meant. Raises NotVisibleError.
    """
    records = [one for one in records_of(visible_versions(actor)) if one.code == code]
    wanted = [one for one in records if one.version == version and _is_of(one, unit_code)]
    if not wanted:
        raise NotVisibleError
    record = max(wanted, key=lambda one: len(one.scope_path))
    versions = [one for one in records if one.scope_path == record.scope_path]
    other = next((one for one in versions if one.version == against and one.version != version), None)
    parsed, unit = parsed_document(record.document), get_unit_at(path=record.scope_path)
    return ListPage(
        record=record,
        is_in_force=_is_in_force(record, parsed),
        is_over=_is_over(parsed, today()),
        units=[one.name for one in units_of(parsed.units)],
        unit_name=unit.name,
        unit_code=unit.code,
        versions=versions,
        rows=parsed.rows,
        negative_rows=parsed.negative_rows,
        facts=parsed.facts,
        boundary=parsed.boundary,
        compared_with=other,
        changes=changes_between(before=parsed_document(other.document), after=parsed) if other else (),
    )


def _is_in_force(record: ListVersionRecord, parsed: ParsedList) -> bool:
    day = today()
    return record.state is ListState.PUBLISHED and record.effective_from <= day and not _is_over(parsed, day)


def _is_over(parsed: ParsedList, day: datetime.date) -> bool:
    return parsed.last_date is not None and parsed.last_date < day


def _is_of(record: ListVersionRecord, unit_code: str) -> bool:
    return not unit_code or get_unit_at(path=record.scope_path).code == unit_code
