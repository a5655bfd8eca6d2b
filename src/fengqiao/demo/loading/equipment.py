"""What the command room works with: units of the shifts around the day, and the camera inventory."""

from __future__ import annotations

import datetime

from fengqiao.demo.county.contracts import Camera, County
from fengqiao.demo.county.contracts import UnitKind as Crew
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.domains.cameras.contracts import NewCamera, NewZone
from fengqiao.domains.cameras.public import load_cameras
from fengqiao.domains.incidents.contracts import NewUnit, UnitKind
from fengqiao.domains.incidents.public import load_units
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.position import Position

WATCHED_SCENE = "zone_intrusion"
"""The one scene that is built: presence in a zone at the hours when nobody should be there."""

MOVES_BY = {
    Crew.CAR: UnitKind.CAR,
    Crew.TRAFFIC: UnitKind.CAR,
    Crew.FOOT: UnitKind.FOOT,
    Crew.MOTORCYCLE: UnitKind.MOTORCYCLE,
}


def load_crews(county: County) -> int:
    """This function will load the units that can be sent, from the shift that ends this morning on."""
    shifts = {rota.code: rota for rota in county.shifts}
    dawn = datetime.datetime.combine(county.date, datetime.time(0), CHINA_TIME)
    units = [
        NewUnit(
            code=unit.code,
            call_sign=unit.call_sign,
            kind=MOVES_BY[unit.kind],
            unit_code=unit.organ_code,
            member_numbers=unit.member_numbers,
            starts_at=shifts[unit.shift_code].start_at,
            ends_at=shifts[unit.shift_code].end_at,
            position=Position(*unit.position),
            equipment=unit.equipment,
        )
        for unit in county.units
        if shifts[unit.shift_code].end_at > dawn
    ]
    load_units(actor=SYSTEM, units=units)
    return len(units)


def load_inventory(county: County) -> int:
    """This function will load the cameras with their filing and the zones that they watch."""
    return load_cameras(actor=SYSTEM, cameras=[_camera(row) for row in county.cameras])


def _camera(row: Camera) -> NewCamera:
    return NewCamera(
        code=row.code,
        name=row.name,
        place_type=row.place_type,
        position=Position(*row.position),
        bearing_degrees=row.bearing_degrees,
        view_degrees=row.view_degrees,
        height_metres=row.height_metres,
        filing_number=row.filing_number,
        filed_date=row.filed_date,
        has_sign=row.has_sign,
        retention_days=row.retention_days,
        unit_code=row.beat_code or row.station_code,
        address_code=row.address_code,
        zones=tuple(
            NewZone(
                zone.name,
                WATCHED_SCENE,
                zone.corners,
                datetime.time.fromisoformat(zone.active_from),
                datetime.time.fromisoformat(zone.active_to),
            )
            for zone in row.zones
        ),
    )
