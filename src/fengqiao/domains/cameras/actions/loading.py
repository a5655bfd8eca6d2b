"""Registering cameras in the inventory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from fengqiao.domains.cameras.contracts import (
    CameraKnownDifferentlyError,
    CamerasLoaded,
    NewCamera,
    NewZone,
    PlaceType,
)
from fengqiao.domains.cameras.models import Camera, CameraZone
from fengqiao.domains.cameras.workflow import check_corners, check_place, check_retention, check_scene
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def load_cameras(*, actor: Actor, cameras: Iterable[NewCamera]) -> int:
    """This function will register cameras, all or none, and return how many are new; a known code is left as it is.

    Raises ProhibitedPlaceError, UnknownPlaceTypeError, RetentionTooShortError, BadZoneError, SceneNotAllowedError,
    CameraKnownDifferentlyError, and UnknownUnitError of the organisation.
    """
    wanted = list(cameras)
    known = {row.code: row for row in Camera.objects.filter(code__in=[camera.code for camera in wanted])}
    paths: dict[str, str] = {}
    added = 0
    for camera in wanted:
        place = _checked(camera)
        path = _path_of(camera.unit_code, paths)
        require(actor, "cameras.manage", path)
        if camera.code in known:
            _refuse_another(known[camera.code], camera)
            continue
        known[camera.code] = _add(camera, place=place, path=path)
        added += 1
    record(
        actor=actor,
        action="load_cameras",
        object_kind="camera",
        object_id="inventory",
        scope_path="",
        details={"added": added, "known": len(wanted) - added},
    )
    publish(CamerasLoaded(scope_path="", object_id="inventory", count=added), actor=actor)
    return added


def _checked(camera: NewCamera) -> PlaceType:
    place = check_place(camera.place_type)
    check_retention(camera.retention_days)
    for zone in camera.zones:
        check_scene(zone.scene, place)
        check_corners(zone.name, zone.corners)
    return place


def _path_of(unit_code: str, paths: dict[str, str]) -> str:
    if unit_code not in paths:
        paths[unit_code] = get_unit(code=unit_code).path
    return paths[unit_code]


def _refuse_another(row: Camera, camera: NewCamera) -> None:
    same: Mapping[str, bool] = {
        "place_type": row.place_type == camera.place_type,
        "unit_code": row.unit_code == camera.unit_code,
    }
    different = [field for field, is_same in same.items() if not is_same]
    if different:
        raise CameraKnownDifferentlyError(code=camera.code, fields=different)


def _add(camera: NewCamera, *, place: PlaceType, path: str) -> Camera:
    row = Camera.objects.create(
        code=camera.code,
        name=camera.name,
        place_type=place,
        longitude=camera.position.longitude,
        latitude=camera.position.latitude,
        bearing_degrees=camera.bearing_degrees,
        view_degrees=camera.view_degrees,
        height_metres=camera.height_metres,
        filing_number=camera.filing_number,
        filed_date=camera.filed_date,
        has_sign=camera.has_sign,
        retention_days=camera.retention_days,
        unit_code=camera.unit_code,
        scope_path=path,
        address_code=camera.address_code,
    )
    CameraZone.objects.bulk_create(_zone(zone, camera=row) for zone in camera.zones)
    return row


def _zone(zone: NewZone, *, camera: Camera) -> CameraZone:
    watches_all_day = zone.active_from == zone.active_to
    return CameraZone(
        camera=camera,
        name=zone.name,
        scene=zone.scene,
        place_type=camera.place_type,
        corners=[list(corner) for corner in zone.corners],
        active_from=None if watches_all_day else zone.active_from,
        active_to=None if watches_all_day else zone.active_to,
    )
