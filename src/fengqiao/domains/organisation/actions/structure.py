"""Units, divisions and who is responsible for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.actions.announcing import BATCH, announce
from fengqiao.domains.organisation.contracts import (
    NewDivision,
    NewJurisdiction,
    NewUnit,
    OverlappingError,
    UnitKind,
    UnknownUnitError,
    WrongParentError,
)
from fengqiao.domains.organisation.models import Division, Jurisdiction, OrgUnit
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import path_step
from fengqiao.foundation.scoping.permissions import require

ALLOWED_PARENTS: dict[UnitKind, frozenset[UnitKind | None]] = {
    UnitKind.PROVINCE: frozenset({None}),
    UnitKind.MUNICIPAL_BUREAU: frozenset({UnitKind.PROVINCE, None}),
    UnitKind.COUNTY_BUREAU: frozenset({UnitKind.MUNICIPAL_BUREAU, UnitKind.PROVINCE, None}),
    UnitKind.BRANCH_BUREAU: frozenset({UnitKind.MUNICIPAL_BUREAU, UnitKind.PROVINCE, None}),
    UnitKind.POLICE_STATION: frozenset({UnitKind.COUNTY_BUREAU, UnitKind.BRANCH_BUREAU, None}),
    UnitKind.BEAT: frozenset({UnitKind.POLICE_STATION}),
}


@transaction.atomic
def load_units(*, actor: Actor, units: Iterable[NewUnit]) -> dict[str, str]:
    """This function will add units, parents first, and return the path of each code; known codes are left as they are.

    Raises UnknownUnitError for a parent that is neither known nor earlier in the list, WrongParentError.
    """
    known = {row.code: row for row in OrgUnit.objects.all()}
    children = Counter(row.parent_id for row in known.values())
    added: Counter[str] = Counter()
    for unit in units:
        if unit.code in known:
            continue
        parent = _parent_of(unit, known)
        parent_id = parent.pk if parent else None
        path = (parent.path if parent else "") + path_step(children[parent_id])
        require(actor, "organisation.manage", path)
        children[parent_id] += 1
        known[unit.code] = OrgUnit.objects.create(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent=parent,
            path=path,
            is_traffic_merged=unit.is_traffic_merged,
            longitude=unit.longitude,
            latitude=unit.latitude,
            boundary=[list(point) for point in unit.boundary],
        )
        added[unit.kind] += 1
    announce(actor=actor, what="units", counts=dict(added))
    return {code: row.path for code, row in known.items()}


def _parent_of(unit: NewUnit, known: dict[str, OrgUnit]) -> OrgUnit | None:
    if unit.parent_code is not None and unit.parent_code not in known:
        raise UnknownUnitError(code=unit.parent_code, child=unit.code)
    parent = known[unit.parent_code] if unit.parent_code is not None else None
    parent_kind = UnitKind(parent.kind) if parent else None
    if parent_kind not in ALLOWED_PARENTS[unit.kind]:
        raise WrongParentError(code=unit.code, kind=unit.kind, parent_kind=parent_kind)
    return parent


@transaction.atomic
def load_divisions(*, actor: Actor, divisions: Iterable[NewDivision]) -> None:
    """This function will add administrative divisions, parents first; known ones take the new name."""
    require(actor, "organisation.manage", "")
    rows = [Division(code=row.code, name=row.name, parent_id=row.parent_code) for row in divisions]
    Division.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, update_fields=["name"], unique_fields=["code"]
    )
    announce(actor=actor, what="divisions", counts={"divisions": len(rows)})


@transaction.atomic
def load_jurisdictions(*, actor: Actor, jurisdictions: Iterable[NewJurisdiction]) -> None:
    """This function will make units responsible for divisions. Raises UnknownUnitError, OverlappingError."""
    require(actor, "organisation.manage", "")
    wanted = list(jurisdictions)
    units = {row.code: row.pk for row in OrgUnit.objects.filter(code__in={row.unit_code for row in wanted})}
    for row in wanted:
        if row.unit_code not in units:
            raise UnknownUnitError(code=row.unit_code)
    rows = [
        Jurisdiction(unit_id=units[row.unit_code], division_id=row.division_code, from_date=row.from_date)
        for row in wanted
    ]
    try:
        with transaction.atomic():
            Jurisdiction.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise OverlappingError(what="jurisdiction") from error
    announce(actor=actor, what="jurisdictions", counts={"jurisdictions": len(rows)})
