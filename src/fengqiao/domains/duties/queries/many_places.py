"""What is in force at many places at once: a province's morning asks for twelve hundred stations."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence

from fengqiao.domains.duties.contracts import DutyListInForce
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries.campaigns import area_of, lies_in
from fengqiao.domains.duties.queries.in_force import DUTY_LIST_KINDS, parsed_document, record_of, steps_to


def duty_lists_by_path(*, on: datetime.date, paths: Collection[str]) -> Mapping[str, Sequence[DutyListInForce]]:
    """This function will return for each path the duty lists that apply on a day, by code."""
    steps = {step for path in paths for step in steps_to(path)}
    rows = list(
        ListVersion.objects.filter(
            kind__in=list(DUTY_LIST_KINDS), scope_path__in=sorted(steps), effective_from__lte=on
        ).order_by("effective_from")
    )
    rows.sort(key=lambda row: (len(row.scope_path), row.effective_from))
    nearest = {path: {row.code: row for row in rows if path.startswith(row.scope_path)} for path in paths}
    lists = {row.pk: _in_force(row, on) for of_path in nearest.values() for row in of_path.values()}
    areas = {key: area_of(found.units) for key, found in lists.items() if found is not None}
    return {
        path: [
            found
            for code in sorted(of_path)
            if (found := lists[of_path[code].pk]) is not None and lies_in(path, areas[of_path[code].pk])
        ]
        for path, of_path in nearest.items()
    }


def days_of_new_lists(*, from_date: datetime.date, to_date: datetime.date) -> Sequence[datetime.date]:
    """This function will list the days of a span on which a version of a duty list or a campaign begins."""
    rows = ListVersion.objects.filter(
        kind__in=list(DUTY_LIST_KINDS), effective_from__gte=from_date, effective_from__lte=to_date
    )
    return sorted(set(rows.values_list("effective_from", flat=True)))


def _in_force(row: ListVersion, on: datetime.date) -> DutyListInForce | None:
    parsed = parsed_document(row.document)
    if parsed.duty_list is None or (parsed.last_date is not None and parsed.last_date < on):
        return None
    return DutyListInForce(record_of(row), parsed.duty_list, parsed.rows, parsed.boundary, parsed.units)
