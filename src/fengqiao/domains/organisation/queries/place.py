"""The place that a page of staffing is about: the reader's own, or one below it."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.organisation.contracts import PlacePicture, UnitKind, UnitRecord
from fengqiao.domains.organisation.models import OrgUnit
from fengqiao.domains.organisation.queries.reading import list_ancestors, unit_record
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere, scoped


def place_for(*, actor: Actor, permission: str, unit_code: str = "") -> PlacePicture:
    """This function will return the unit asked for, or the topmost that the actor may see, with what lies around.

    Raises NotAllowedError, NotVisibleError.
    """
    paths = require_somewhere(actor, permission)
    row = _asked(actor, permission, unit_code) if unit_code else _topmost(paths)
    if row is None:
        raise NotVisibleError
    unit = unit_record(row)
    children = [unit_record(child) for child in OrgUnit.objects.filter(parent=row).order_by("path")]
    above = [
        one for one in list_ancestors(path=unit.path) if one.path != unit.path and one.path.startswith(tuple(paths))
    ]
    return PlacePicture(unit, children, above)


def _asked(actor: Actor, permission: str, code: str) -> OrgUnit | None:
    row = OrgUnit.objects.filter(code=code).first()
    if row is not None:
        require(actor, permission, row.path, view=permission)
    return row


def _topmost(paths: Sequence[str]) -> OrgUnit | None:
    return scoped(OrgUnit.objects.order_by("path"), paths, field="path").first()


def part_of(*, place: PlacePicture, path: str) -> str:
    """This function will return the path of the part of a place that a path lies in, or the place's own."""
    length = len(place.children[0].path) if place.children else len(place.unit.path)
    return path[:length] if len(path) >= length else place.unit.path


def is_station_or_below(unit: UnitRecord) -> bool:
    """This function will tell whether a unit is a station or a part of one."""
    return unit.kind in (UnitKind.POLICE_STATION, UnitKind.BEAT)
