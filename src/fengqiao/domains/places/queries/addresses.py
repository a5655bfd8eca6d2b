"""Addresses by code and by position."""

from __future__ import annotations

import math
from collections.abc import Iterable

from fengqiao.domains.places.contracts import AddressRecord, UnknownAddressError
from fengqiao.domains.places.models import Address
from fengqiao.domains.places.queries.records import address_record
from fengqiao.primitives.position import EARTH_RADIUS_METRES, Position, distance_metres

METRES_PER_DEGREE = EARTH_RADIUS_METRES * math.pi / 180
FIRST_LOOK_METRES = 60
"""In a street the door is nearer than this; a small box keeps the search from reading the whole town."""


def get_address(*, code: str) -> AddressRecord:
    """This function will return the address of a code. Raises UnknownAddressError."""
    row = Address.objects.filter(code=code).first()
    if row is None:
        raise UnknownAddressError(code=code)
    return address_record(row)


def list_addresses_by_code(*, codes: Iterable[str]) -> dict[str, AddressRecord]:
    """This function will return addresses by code; unknown codes are absent."""
    return {row.code: address_record(row) for row in Address.objects.filter(code__in=set(codes))}


def nearest_address(*, position: Position, within_metres: float = 300) -> AddressRecord | None:
    """This function will return the nearest door to a position, None when there is none that near."""
    for metres in (min(FIRST_LOOK_METRES, within_metres), within_metres):
        found = _nearest_in_box(position, metres)
        if found is not None:
            return found
    return None


def _nearest_in_box(position: Position, metres: float) -> AddressRecord | None:
    north = metres / METRES_PER_DEGREE
    east = north / max(math.cos(math.radians(position.latitude)), 0.01)
    rows = Address.objects.filter(
        longitude__range=(position.longitude - east, position.longitude + east),
        latitude__range=(position.latitude - north, position.latitude + north),
    )
    records = [address_record(row) for row in rows]
    near = [(distance_metres(record.position, position), record.code, record) for record in records]
    distance, _, record = min(near, default=(math.inf, "", None))
    return record if distance <= metres else None
