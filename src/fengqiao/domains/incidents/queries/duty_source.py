"""What incidents offer to the duty lists: quarrels, violence at home, frauds and closed incidents, each at its door."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Case, FloatField, Func, Q, When

from fengqiao.domains.disputes.public import households_of_incidents, incidents_between
from fengqiao.domains.incidents.contracts import Category, IncidentState
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.workflow.transitions import OUTCOMES
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.places.public import list_address_subjects
from fengqiao.domains.tasks.contracts import DutyEvent, DutySourceAnswer, DutySourceQuery, Subject
from fengqiao.engines.duties.conditions import FactValue
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.postgres.many_codes import any_of
from fengqiao.primitives.position import Position


class _Row(NamedTuple):
    """The columns of an incident that its events are made from; moments as seconds, read ten times as quickly."""

    number: str
    category: str
    subcategory: str
    state: str
    place_text: str
    address_code: str
    longitude: float | None
    latitude: float | None
    scope_path: str
    received: float
    closed: float | None
    is_to_ring: bool


DOMESTIC_VIOLENCE = "domestic_violence"
TELECOM_FRAUD = "telecom_fraud"
_LATE = datetime.timedelta(days=2)
"""Closed since the moment asked for, though received a little before it."""


def duty_source(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will answer the morning: events since the moment asked for, and the addresses they happened at.

    Kinds: quarrel (dispute calls; also to the households of the dispute that came out of it, where they are named),
    domestic_violence, fraud_warning (telecom fraud, done or tried: somebody visits the same address,
    反电信网络诈骗法), incident_closed (a unit was there and the caller has not been rung). Duplicates that were merged
    are left out.
    """
    rows = _rows(query)
    sides = _sides(rows)
    if query.only is not None:
        rows = [*rows, *_elsewhere(query, rows, sides)]
        sides = _sides(rows)
    events = [event for row in rows for event in _events(row, query.since, sides.get(row.number, ()))]
    latest = {row.address_code: row for row in rows}
    codes = {key.id for event in events for key in event.subjects if key.kind == SubjectKind.ADDRESS}
    known = {subject.id: subject for subject in list_address_subjects(codes=codes)}
    subjects = tuple(_at_its_station(known.get(code), latest[code]) for code in sorted(codes))
    return DutySourceAnswer(subjects=subjects, events=tuple(events))


def asks_for_work(category: str, subcategory: str) -> bool:
    """This function will tell whether a call of such a kind may ask for a visit on the very day."""
    return category == Category.DISPUTE or subcategory in (DOMESTIC_VIOLENCE, TELECOM_FRAUD)


def _sides(rows: Sequence[_Row]) -> Mapping[str, tuple[str, ...]]:
    return households_of_incidents(numbers=[row.number for row in rows if row.category == Category.DISPUTE])


def _elsewhere(query: DutySourceQuery, rows: Sequence[_Row], sides: Mapping[str, tuple[str, ...]]) -> Sequence[_Row]:
    """Other quarrels of the same households: a rule over the same two counts them wherever they were."""
    households = {*(query.ids_of(SubjectKind.HOUSEHOLD) or ()), *(code for codes in sides.values() for code in codes)}
    others = incidents_between(households=households) - {row.number for row in rows} if households else frozenset()
    return _rows(replace(query, only=None), numbers=others) if others else ()


def _rows(query: DutySourceQuery, *, numbers: Collection[str] | None = None) -> Sequence[_Row]:
    """Only what becomes an event: most calls ask nothing of a duty list. `numbers`: no more than these."""
    is_to_ring = Q(state__in=list(OUTCOMES), on_scene_at__isnull=False, called_back_at=None)
    is_event = Q(category=Category.DISPUTE) | Q(subcategory__in=(DOMESTIC_VIOLENCE, TELECOM_FRAUD)) | is_to_ring
    rows = (
        Incident.objects.filter(is_event, scope_path__startswith=query.under, received_at__gte=query.since - _LATE)
        .exclude(address_code="")
        .annotate(
            received=_seconds("received_at"),
            closed=_seconds("closed_at"),
            is_to_ring=Case(When(is_to_ring, then=True), default=False),
        )
    )
    if numbers is not None:
        rows = rows.filter(number__in=any_of(numbers))
    codes = query.ids_of(SubjectKind.ADDRESS)
    if codes is not None:
        rows = rows.filter(address_code__in=any_of(codes))
    found = rows.exclude(state=IncidentState.MERGED).order_by("received_at", "id").values_list(*_Row._fields)
    # No cursor: for the sake of a quick first row it would read all calls of the province by their time.
    return [_Row(*row) for row in found]


def _at_its_station(known: Subject | None, row: _Row) -> Subject:
    """The beat of the address, or where the incident lies when that is another station's."""
    if known is None:
        return _subject(row)
    return known if known.beat_path.startswith(row.scope_path) else replace(known, beat_path=row.scope_path)


def _subject(row: _Row) -> Subject:
    """An address that the incident knows and places does not (an import's own code)."""
    return Subject(
        kind=SubjectKind.ADDRESS,
        id=row.address_code,
        label=row.place_text,
        position=None if row.longitude is None or row.latitude is None else Position(row.longitude, row.latitude),
        beat_path=row.scope_path,
    )


def _events(row: _Row, since: datetime.datetime, households: Sequence[str]) -> Iterator[DutyEvent]:
    subjects, received = (SubjectKey(SubjectKind.ADDRESS, row.address_code),), _moment(row.received)
    parties = tuple(SubjectKey(SubjectKind.HOUSEHOLD, code) for code in households)
    facts: dict[str, FactValue] = {"category": row.category, "subcategory": row.subcategory}
    if received >= since and row.category == Category.DISPUTE:
        yield DutyEvent("quarrel", row.number, (*subjects, *parties), received, facts)
    if received >= since and row.subcategory == DOMESTIC_VIOLENCE:
        yield DutyEvent("domestic_violence", row.number, subjects, received, facts)
    if received >= since and row.subcategory == TELECOM_FRAUD and row.state != IncidentState.FALSE_ALARM:
        yield DutyEvent("fraud_warning", row.number, subjects, received, facts)
    if row.is_to_ring and row.closed is not None:
        closed = _moment(row.closed)
        if closed >= since:
            yield DutyEvent("incident_closed", row.number, subjects, closed, facts)


def _seconds(column: str) -> Func:
    return Func(column, template="EXTRACT(epoch FROM %(expressions)s)::float8", output_field=FloatField())


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
