"""What the morning lists are about: premises, households, people with a live fact, spots, beats, linked villages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_linked_villages, list_units
from fengqiao.domains.places.contracts import (
    KEY_VENUES,
    PROTECTED_UNITS,
    SCHOOLS,
    PremisesKind,
    SubjectKind,
)
from fengqiao.domains.places.models import Address, Household, Premises, ResidentFact, TroubleSpot
from fengqiao.domains.places.wording import masked_name
from fengqiao.engines.duties.contracts import Subject
from fengqiao.primitives.position import Position

PLACE = ("address__longitude", "address__latitude", "address__short_text")


def list_duty_subjects(*, under: str, today: datetime.date) -> Sequence[Subject]:
    """This function will list every subject below a path that a duty may be about today."""
    return [
        *_premises(under, today),
        *_households(under),
        *_residents(under, today),
        *_trouble_spots(under, today),
        *_beats(under),
        *_linked_villages(under, today),
    ]


def list_address_subjects(*, codes: Iterable[str]) -> Sequence[Subject]:
    """This function will list addresses as subjects, for those at which something happened."""
    return [
        Subject(
            kind=SubjectKind.ADDRESS,
            id=row.code,
            label=row.short_text,
            position=Position(longitude=row.longitude, latitude=row.latitude),
            beat_path=row.scope_path,
        )
        for row in Address.objects.filter(code__in=set(codes)).order_by("code")
    ]


def _premises(under: str, today: datetime.date) -> Iterator[Subject]:
    rows = (
        Premises.objects.filter(
            scope_path__startswith=under,
            opened_date__lte=today,
            kind__in=[*KEY_VENUES, *PROTECTED_UNITS, *SCHOOLS, PremisesKind.RENTAL_HOUSING],
        )
        .order_by("code")
        .values("code", "name", "kind", "opened_date", "has_car_park", "rental_tier", "capacity", "scope_path", *PLACE)
    )
    for row in rows:
        kind = PremisesKind(row["kind"])
        yield Subject(
            kind=_subject_kind(kind),
            id=row["code"],
            label=row["name"],
            position=_position(row),
            beat_path=row["scope_path"],
            since_date=row["opened_date"],
            facts=_premises_facts(kind, row),
        )


def _subject_kind(kind: PremisesKind) -> SubjectKind:
    if kind in KEY_VENUES:
        return SubjectKind.KEY_VENUE
    if kind in SCHOOLS:
        return SubjectKind.SCHOOL
    return SubjectKind.RENTAL_HOUSING if kind is PremisesKind.RENTAL_HOUSING else SubjectKind.PROTECTED_UNIT


def _premises_facts(kind: PremisesKind, row: dict[str, Any]) -> dict[str, Any]:
    if kind is PremisesKind.RENTAL_HOUSING:
        return {"tier": row["rental_tier"], "capacity": row["capacity"]}
    return {"kind": kind.value, "capacity": row["capacity"], "has_car_park": row["has_car_park"]}


def _households(under: str) -> Iterator[Subject]:
    rows = (
        Household.objects.filter(scope_path__startswith=under)
        .order_by("code")
        .values("code", "is_renting", "scope_path", *PLACE)
    )
    for row in rows:
        yield Subject(
            kind=SubjectKind.HOUSEHOLD,
            id=row["code"],
            label=row["address__short_text"],
            position=_position(row),
            beat_path=row["scope_path"],
            facts={"is_renting": row["is_renting"]},
        )


def _residents(under: str, today: datetime.date) -> Iterator[Subject]:
    """Give each resident with a live fact once; `kinds` holds them all where there are several."""
    rows = (
        ResidentFact.objects.filter(resident__scope_path__startswith=under, from_date__lte=today, to_date__gt=today)
        .order_by("resident__code", "from_date", "kind")
        .values(
            "kind",
            "from_date",
            "resident__code",
            "resident__name",
            "resident__scope_path",
            *(f"resident__household__{column}" for column in PLACE),
        )
    )
    by_resident: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_resident.setdefault(row["resident__code"], []).append(row)
    for code, facts in by_resident.items():
        first = facts[0]
        place = {column: first[f"resident__household__{column}"] for column in PLACE}
        yield Subject(
            kind=SubjectKind.RESIDENT,
            id=code,
            label=f"{masked_name(first['resident__name'])} {place['address__short_text']}",
            position=_position(place),
            beat_path=first["resident__scope_path"],
            since_date=first["from_date"],
            facts={"kind": first["kind"], "kinds": tuple(fact["kind"] for fact in facts)},
        )


def _trouble_spots(under: str, today: datetime.date) -> Iterator[Subject]:
    rows = (
        TroubleSpot.objects.filter(scope_path__startswith=under, listed_date__lte=today)
        .order_by("code")
        .values("code", "name", "listed_date", "deadline_date", "owner_number", "scope_path", *PLACE)
    )
    for row in rows:
        yield Subject(
            kind=SubjectKind.TROUBLE_SPOT,
            id=row["code"],
            label=row["name"],
            position=_position(row),
            beat_path=row["scope_path"],
            since_date=row["listed_date"],
            facts={"officer_number": row["owner_number"], "deadline_date": row["deadline_date"]},
        )


def _beats(under: str) -> Iterator[Subject]:
    for unit in list_units(kind=UnitKind.BEAT, under=under):
        yield Subject(
            kind=SubjectKind.BEAT,
            id=unit.code,
            label=unit.name,
            position=_middle_of(unit),
            beat_path=unit.path,
        )


def _middle_of(unit: UnitRecord) -> Position | None:
    if unit.longitude is not None and unit.latitude is not None:
        return Position(longitude=unit.longitude, latitude=unit.latitude)
    corners = set(unit.boundary)
    if not corners:
        return None
    return Position(
        longitude=sum(corner[0] for corner in corners) / len(corners),
        latitude=sum(corner[1] for corner in corners) / len(corners),
    )


def _linked_villages(under: str, today: datetime.date) -> Iterator[Subject]:
    """Give one subject per linked village; its stays are counted from the last one known at loading."""
    links = list_linked_villages(on=today, under=under)
    committees = _committee_positions({link.division_code for link in links})
    seen: set[str] = set()
    for link in links:
        if link.division_code in seen:
            continue
        seen.add(link.division_code)
        yield Subject(
            kind=SubjectKind.LINKED_VILLAGE,
            id=link.division_code,
            label=link.village_name,
            position=committees.get(link.division_code),
            beat_path=link.path,
            since_date=link.last_stay_date or link.from_date,
            facts={"officer_number": link.staff.number},
        )


def _committee_positions(division_codes: set[str]) -> dict[str, Position]:
    rows = Premises.objects.filter(kind=PremisesKind.COMMITTEE, address__division_code__in=division_codes).values(
        "address__division_code", *PLACE
    )
    return {row["address__division_code"]: _position(row) for row in rows.order_by("-code")}


def _position(row: dict[str, Any]) -> Position:
    return Position(longitude=row["address__longitude"], latitude=row["address__latitude"])
