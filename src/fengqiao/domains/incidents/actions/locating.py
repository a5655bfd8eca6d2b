"""Where a signal belongs: the address, else the position, else the named unit, else the station of the taker."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.domains.incidents.contracts import NewSignal
from fengqiao.domains.incidents.workflow.deadlines import arrival_target_minutes
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import get_unit
from fengqiao.domains.places.contracts import UnknownAddressError
from fengqiao.domains.places.public import get_address, nearest_address, path_at
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.primitives.position import Position

TAKE = "incidents.take"


@dataclass(frozen=True, slots=True)
class Location:
    """`outside_path`: where the place really lies when that is not the taker's area; it stays with the taker."""

    path: str
    address_code: str
    place_text: str
    position: Position | None
    arrival_target_minutes: int
    outside_path: str = ""


def locate(*, actor: Actor, signal: NewSignal) -> Location:
    """This function will find the place and the beat of a signal. Raises NotAllowedError when the actor takes none."""
    own = require_somewhere(actor, TAKE)[0]
    found = _by_address(signal) or _by_position(signal)
    if found is None:
        path = _path_by_unit(actor, signal) or own
        return Location(path, "", signal.place_text, signal.position, arrival_target_minutes(community=""))
    if not found.path:
        return _moved(found, _path_by_unit(actor, signal) or own, "")
    return found if holds(actor, TAKE, found.path) else _moved(found, own, found.path)


def _by_address(signal: NewSignal) -> Location | None:
    if not signal.address_code:
        return None
    try:
        address = get_address(code=signal.address_code)
    except UnknownAddressError:
        return None
    return Location(
        address.scope_path,
        address.code,
        signal.place_text or address.short_text,
        signal.position or address.position,
        arrival_target_minutes(community=address.community),
    )


def _by_position(signal: NewSignal) -> Location | None:
    if signal.position is None:
        return None
    near = nearest_address(position=signal.position)
    path = path_at(position=signal.position) or (near.scope_path if near else "")
    return Location(
        path,
        "",
        signal.place_text or (near.short_text if near else ""),
        signal.position,
        arrival_target_minutes(community=near.community if near else ""),
    )


def _path_by_unit(actor: Actor, signal: NewSignal) -> str:
    """The sender's own words for whose area it is; "" when it names none that the taker works for."""
    if not signal.unit_code:
        return ""
    try:
        path = get_unit(code=signal.unit_code).path
    except UnknownUnitError:
        return ""
    return path if holds(actor, TAKE, path) else ""


def _moved(location: Location, path: str, outside_path: str) -> Location:
    return Location(
        path,
        location.address_code,
        location.place_text,
        location.position,
        location.arrival_target_minutes,
        outside_path,
    )
