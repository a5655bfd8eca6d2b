from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.cameras.contracts import (
    PROHIBITED_PLACES,
    BadZoneError,
    CameraKnownDifferentlyError,
    NewZone,
    PlaceType,
    ProhibitedPlaceError,
    RetentionTooShortError,
    SceneNotAllowedError,
    UnknownPlaceTypeError,
)
from fengqiao.domains.cameras.models import Camera, CameraZone
from fengqiao.domains.cameras.public import list_cameras, load_cameras
from fengqiao.domains.cameras.tests.conftest import CAR_PARK, YARD, camera_like
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError


def test_a_camera_is_registered_with_filing_sign_angle_and_retention(stage: Stage) -> None:
    assert load_cameras(actor=SYSTEM, cameras=[CAR_PARK]) == 1
    (camera,) = list_cameras(actor=stage.actor("chief"))
    assert (camera.filing_number, camera.has_sign, camera.retention_days) == ("枫公视备〔2025〕001号", True, 30)
    assert (camera.bearing_degrees, camera.view_degrees, camera.scope_path) == (205, 84, stage.paths[OLD_TOWN])
    assert camera.zones == (YARD,)
    assert AuditEntry.objects.filter(action="load_cameras").count() == 1


def test_the_same_file_twice_registers_nothing_twice(stage: Stage) -> None:
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    assert load_cameras(actor=SYSTEM, cameras=[CAR_PARK]) == 0
    with pytest.raises(CameraKnownDifferentlyError):
        load_cameras(actor=SYSTEM, cameras=[camera_like(place_type="street")])


@pytest.mark.parametrize("place", sorted(PROHIBITED_PLACES))
def test_a_camera_where_people_undress_or_sleep_is_refused(stage: Stage, place: str) -> None:
    with pytest.raises(ProhibitedPlaceError):
        load_cameras(actor=SYSTEM, cameras=[CAR_PARK, camera_like(code="CAM-2", place_type=place)])
    assert not Camera.objects.exists()


def test_the_database_refuses_a_changing_room_too(stage: Stage) -> None:
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    with pytest.raises(IntegrityError, match="camera_place_lawful"), transaction.atomic():
        Camera.objects.update(place_type="changing_room")


def test_an_unknown_place_type_is_refused(stage: Stage) -> None:
    with pytest.raises(UnknownPlaceTypeError):
        load_cameras(actor=SYSTEM, cameras=[camera_like(place_type="roof")])


def test_less_than_thirty_days_of_retention_is_refused_by_both(stage: Stage) -> None:
    with pytest.raises(RetentionTooShortError):
        load_cameras(actor=SYSTEM, cameras=[camera_like(retention_days=29)])
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    with pytest.raises(IntegrityError, match="camera_keeps_30_days"), transaction.atomic():
        Camera.objects.update(retention_days=29)


@pytest.mark.parametrize("place", [PlaceType.PETITION_OFFICE, PlaceType.COURT, PlaceType.PLACE_OF_WORSHIP])
@pytest.mark.parametrize("scene", ["crowd_density", "loitering"])
def test_crowd_and_lingering_are_refused_at_petition_office_court_and_place_of_worship(
    stage: Stage, place: str, scene: str
) -> None:
    zone = NewZone("门前", scene, YARD.corners)
    with pytest.raises(SceneNotAllowedError):
        load_cameras(actor=SYSTEM, cameras=[camera_like(place_type=place, zones=(zone,))])


def test_crowd_density_is_allowed_where_a_crowd_is_a_danger(stage: Stage) -> None:
    zone = NewZone("广场", "crowd_density", YARD.corners)
    assert load_cameras(actor=SYSTEM, cameras=[camera_like(place_type="station_forecourt", zones=(zone,))]) == 1


def test_the_database_refuses_a_crowd_scene_at_a_court_too(stage: Stage) -> None:
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    with pytest.raises(IntegrityError, match="scene_allowed_at_place"), transaction.atomic():
        CameraZone.objects.update(scene="crowd_density", place_type="court")


@pytest.mark.parametrize("scene", ["face_recognition", "protest"])
def test_a_scene_that_is_not_built_cannot_be_written_down(stage: Stage, scene: str) -> None:
    with pytest.raises(BadZoneError):
        load_cameras(actor=SYSTEM, cameras=[camera_like(zones=(NewZone("门", scene, YARD.corners),))])


def test_a_zone_that_crosses_itself_is_refused(stage: Stage) -> None:
    bow = NewZone("蝴蝶", "zone_intrusion", ((0.1, 0.1), (0.9, 0.9), (0.9, 0.2), (0.1, 0.5)))
    with pytest.raises(BadZoneError, match="crosses_itself"):
        load_cameras(actor=SYSTEM, cameras=[camera_like(zones=(bow,))])


def test_an_officer_of_a_beat_does_not_register_cameras(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        load_cameras(actor=stage.actor("officer"), cameras=[CAR_PARK])


def test_another_station_does_not_see_the_camera(stage: Stage) -> None:
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK])
    assert list_cameras(actor=stage.actor("other_chief")) == []
