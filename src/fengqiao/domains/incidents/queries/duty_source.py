"""What incidents offer to the duty lists: quarrels, violence at home and closed incidents, each at its address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from fengqiao.domains.incidents.contracts import Category
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.workflow.transitions import OUTCOMES
from fengqiao.domains.tasks.contracts import DutyEvent, DutySourceAnswer, DutySourceQuery, Subject
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.primitives.position import Position

ADDRESS = "address"
_FIELDS = (
    "number",
    "category",
    "subcategory",
    "state",
    "place_text",
    "address_code",
    "longitude",
    "latitude",
    "scope_path",
    "received_at",
    "closed_at",
    "was_satisfied",
    "called_back_at",
)


def duty_source(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will answer the morning: events since the moment asked for, and the addresses they happened at.

    Kinds: quarrel (dispute calls), domestic_violence, incident_closed. Duplicates that were merged are left out.
    """
    rows = _rows(query)
    subjects = {row.address_code: _subject(row) for row in rows}
    events = [event for row in rows for event in _events(row, query.since)]
    return DutySourceAnswer(subjects=tuple(subjects.values()), events=tuple(events))


def _rows(query: DutySourceQuery) -> Sequence[Incident]:
    since_day = query.since - datetime.timedelta(days=2)  # closed since, though received before
    return list(
        Incident.objects.filter(scope_path__startswith=query.under, received_at__gte=since_day)
        .exclude(address_code="")
        .exclude(merged_into__isnull=False)
        .only(*_FIELDS)
        .order_by("received_at", "id")
    )


def _subject(row: Incident) -> Subject:
    has_position = row.longitude is not None and row.latitude is not None
    return Subject(
        kind=ADDRESS,
        id=row.address_code,
        label=row.place_text,
        position=Position(row.longitude, row.latitude) if has_position else None,
        beat_path=row.scope_path,
    )


def _events(row: Incident, since: datetime.datetime) -> Iterator[DutyEvent]:
    subjects = (SubjectKey(ADDRESS, row.address_code),)
    facts = {"category": row.category, "subcategory": row.subcategory}
    if row.received_at >= since and row.category == Category.DISPUTE:
        yield DutyEvent("quarrel", row.number, subjects, row.received_at, facts)
    if row.received_at >= since and row.subcategory == "domestic_violence":
        yield DutyEvent("domestic_violence", row.number, subjects, row.received_at, facts)
    if row.closed_at is not None and row.closed_at >= since and row.state in OUTCOMES:
        closing = {**facts, "was_called_back": row.called_back_at is not None}
        yield DutyEvent("incident_closed", row.number, subjects, row.closed_at, closing)
