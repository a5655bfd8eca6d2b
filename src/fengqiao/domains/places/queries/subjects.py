"""What the morning lists are about: premises, households, people with a live fact, spots, beats, linked villages."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

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
from fengqiao.engines.duties.contracts import Event, Subject, SubjectKey
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.postgres.many_codes import any_of
from fengqiao.primitives.position import Position

HOUSEHOLD = SubjectKind.HOUSEHOLD
PREMISES = (SubjectKind.KEY_VENUE, SubjectKind.SCHOOL, SubjectKind.PROTECTED_UNIT, SubjectKind.RENTAL_HOUSING)
DUTY_PREMISES = (*KEY_VENUES, *PROTECTED_UNITS, *SCHOOLS, PremisesKind.RENTAL_HOUSING)
PLACE = ("address__longitude", "address__latitude", "address__short_text")


def list_duty_subjects(
    *, under: str, today: datetime.date, only: Mapping[str, Collection[str]] | None = None, in_groups: bool = False
) -> Sequence[Subject]:
    """This function will list every subject below a path that a duty may be about today.

    `only`: no more than these ids by kind. `in_groups`: without those that `group_duty_subjects` answers.
    """

    def codes(*kinds: SubjectKind) -> list[str] | None:
        return None if only is None else sorted({code for kind in kinds for code in only.get(kind, ())})

    many = [] if in_groups else [*_premises(under, today, codes(*PREMISES)), *_households(under, codes(HOUSEHOLD))]
    return [
        *many,
        *_residents(under, today, codes(SubjectKind.RESIDENT)),
        *_trouble_spots(under, today, codes(SubjectKind.TROUBLE_SPOT)),
        *_units(SubjectKind.STATION, under, codes(SubjectKind.STATION)),
        *_units(SubjectKind.BEAT, under, codes(SubjectKind.BEAT)),
        *_linked_villages(under, today, codes(SubjectKind.LINKED_VILLAGE)),
    ]


def list_duty_events(
    *, under: str, since: datetime.datetime, today: datetime.date, only: Collection[str] | None = None
) -> Sequence[Event]:
    """This function will list what happened to places: trouble spots that were put on the list, at their day."""
    rows = TroubleSpot.objects.filter(scope_path__startswith=under, listed_date__lte=today).order_by("code")
    if only is not None:
        rows = rows.filter(code__in=only)
    zone = local_zone()
    events = []
    for code, listed, officer in rows.values_list("code", "listed_date", "owner_number"):
        at = datetime.datetime.combine(listed, datetime.time(), zone)
        if at >= since:
            key = SubjectKey(SubjectKind.TROUBLE_SPOT, code)
            events.append(Event("trouble_spot_reported", code, (key,), at, {"officer_number": officer}))
    return events


def list_address_subjects(*, codes: Iterable[str]) -> Sequence[Subject]:
    """This function will list addresses as subjects, for those at which something happened."""
    rows = Address.objects.filter(code__in=any_of(set(codes))).order_by("code")
    return [
        Subject(
            kind=SubjectKind.ADDRESS,
            id=code,
            label=text,
            position=Position(longitude=longitude, latitude=latitude),
            beat_path=path,
        )
        for code, text, longitude, latitude, path in rows.values_list(
            "code", "short_text", "longitude", "latitude", "scope_path"
        )
    ]


Row = TypeVar("Row", bound=Model)


def _among(rows: QuerySet[Row], codes: Collection[str] | None, field: str = "code") -> QuerySet[Row]:
    return rows if codes is None else rows.filter(**{f"{field}__in": any_of(codes)})


def _premises(under: str, today: datetime.date, codes: Collection[str] | None = None) -> Iterator[Subject]:
    rows = (
        _among(Premises.objects.all(), codes)
        .filter(scope_path__startswith=under, opened_date__lte=today, kind__in=DUTY_PREMISES)
        .order_by("code")
        .values("code", "name", "kind", "opened_date", "has_car_park", "rental_tier", "capacity", "scope_path", *PLACE)
    )
    for row in rows:
        kind = PremisesKind(row["kind"])
        yield Subject(
            kind=subject_kind_of(kind),
            id=row["code"],
            label=row["name"],
            position=_position(row),
            beat_path=row["scope_path"],
            since_date=row["opened_date"],
            facts=premises_facts(kind, row["rental_tier"], row["capacity"], has_car_park=row["has_car_park"]),
        )


def subject_kind_of(kind: PremisesKind) -> SubjectKind:
    """This function will return the kind of subject that premises are to a duty list."""
    if kind in KEY_VENUES:
        return SubjectKind.KEY_VENUE
    if kind in SCHOOLS:
        return SubjectKind.SCHOOL
    return SubjectKind.RENTAL_HOUSING if kind is PremisesKind.RENTAL_HOUSING else SubjectKind.PROTECTED_UNIT


def premises_facts(kind: PremisesKind, tier: str | None, capacity: int, *, has_car_park: bool) -> dict[str, Any]:
    """This function will return what conditions may look at."""
    if kind is PremisesKind.RENTAL_HOUSING:
        return {"tier": tier, "capacity": capacity}
    return {"kind": kind.value, "capacity": capacity, "has_car_park": has_car_park}


def _households(under: str, codes: Collection[str] | None = None) -> Iterator[Subject]:
    rows = (
        _among(Household.objects.all(), codes)
        .filter(scope_path__startswith=under)
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


def _residents(under: str, today: datetime.date, codes: Collection[str] | None) -> Iterator[Subject]:
    """Give each resident with a live fact once; `kinds` holds them all where there are several."""
    rows = (
        _among(ResidentFact.objects.all(), codes, "resident__code")
        .filter(resident__scope_path__startswith=under, from_date__lte=today, to_date__gt=today)
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


def _trouble_spots(under: str, today: datetime.date, codes: Collection[str] | None) -> Iterator[Subject]:
    rows = (
        _among(TroubleSpot.objects.all(), codes)
        .filter(scope_path__startswith=under, listed_date__lte=today)
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


def _units(kind: SubjectKind, under: str, codes: Collection[str] | None) -> Iterator[Subject]:
    """Give each beat, or each station: what a directive asks of one unit, and not of each beat."""
    if codes is not None and not codes:
        return
    unit_kind = UnitKind.BEAT if kind is SubjectKind.BEAT else UnitKind.POLICE_STATION
    for unit in list_units(kind=unit_kind, under=under):
        if codes is not None and unit.code not in codes:
            continue
        yield Subject(kind=kind, id=unit.code, label=unit.name, position=_middle_of(unit), beat_path=unit.path)


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


def _linked_villages(under: str, today: datetime.date, codes: Collection[str] | None) -> Iterator[Subject]:
    """Give one subject per station and linked village; its stays are counted from the last one known at loading."""
    if codes is not None and not codes:
        return
    links = [
        link for link in list_linked_villages(on=today, under=under) if codes is None or link.division_code in codes
    ]
    if not links:
        return
    committees = _committee_positions({link.division_code for link in links})
    stations = [unit.path for unit in list_units(kind=UnitKind.POLICE_STATION, under=under)]
    seen: set[tuple[str, str]] = set()
    for link in links:
        station = next((path for path in stations if link.path.startswith(path)), "")
        if (station, link.division_code) in seen:
            continue
        seen.add((station, link.division_code))
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
