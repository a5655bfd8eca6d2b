from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.stage import Stage

from fengqiao.domains.cameras import api
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.tests.conftest import CLIP, event_of


def post(client: Client, *, key: str, clip: bytes = CLIP, event: dict[str, Any] | None = None) -> Any:
    """This function will send one warning as a form."""
    form = {
        "event": json.dumps(event or event_of(clip)),
        "clip": SimpleUploadedFile("x.mp4", clip, content_type="video/mp4"),
    }
    return client.post("/api/cameras/warnings", form, headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def strict_client() -> Client:
    """A client that is held to the CSRF rule, as a browser is."""
    return Client(enforce_csrf_checks=True)


def test_a_key_needs_no_csrf_token(strict_client: Client, key: str) -> None:
    assert post(strict_client, key=key).status_code == 201


def test_without_a_key_or_with_a_wrong_one_the_answer_is_401(client: Client, key: str) -> None:
    assert client.post("/api/cameras/warnings").status_code == 401
    assert post(client, key="wrong").status_code == 401
    assert not CameraWarning.objects.exists()


def test_a_signed_in_person_is_no_camera_side(client: Client, cameras: Stage) -> None:
    client.force_login(cameras.user("chief"))
    assert client.get("/api/cameras/CAM-1/configuration").status_code == 401


def test_a_camera_of_another_key_is_404(client: Client, key: str) -> None:
    answer = client.get("/api/cameras/CAM-9/configuration", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_camera")
    assert post(client, key=key, event=event_of(camera="CAM-9")).status_code == 404


def test_a_scene_against_policy_is_403(client: Client, key: str) -> None:
    answer = post(client, key=key, event=event_of(scene="crowd_density"))
    assert (answer.status_code, answer.json()["code"]) == (403, "scene_not_allowed")


def test_other_bytes_under_the_same_id_are_409(client: Client, key: str) -> None:
    event = event_of()
    assert post(client, key=key, event=event).status_code == 201
    other = CLIP + b"more"
    assert post(client, key=key, clip=other, event=event_of(other, id=event["id"])).status_code == 409


def test_a_wrong_event_and_a_missing_clip_are_422(client: Client, key: str) -> None:
    answer = post(client, key=key, event={"id": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_warning")
    headers = {"Authorization": f"Bearer {key}"}
    assert client.post("/api/cameras/warnings", {"event": "{}"}, headers=headers).status_code == 422


def test_a_request_above_the_limit_is_413_before_it_is_read(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "LARGEST_REQUEST_BYTES", 1000)
    assert post(client, key=key).status_code == 413


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/VIID/Faces", "/VIID/Persons", "/VIID/Dispositions"])
def test_faces_persons_and_dispositions_are_not_supported_by_policy(strict_client: Client, path: str) -> None:
    answer = strict_client.post(path, {"FaceListObject": {}}, content_type="application/json")
    assert (answer.status_code, answer.json()) == (403, {"code": "not_supported_by_policy"})


def test_the_description_of_the_api_is_for_signed_in_people(client: Client, stage: Stage) -> None:
    assert client.get("/api/openapi.json").status_code == 302
    client.force_login(stage.user("chief"))
    assert "/api/cameras/warnings" in client.get("/api/openapi.json").json()["paths"]


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "a\x00b"},
        {"reason": {"code": "x", "params": {"label": "\x00"}}},
        {"new_field": {"text": "\x00"}},
        {"reason": {"code": "x", "params": {"seconds": float("inf")}}},
    ],
)
def test_what_the_database_cannot_say_is_422(client: Client, key: str, changes: dict[str, Any]) -> None:
    answer = post(client, key=key, event=event_of(**changes))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_warning")
    assert not CameraWarning.objects.exists()


def test_a_body_is_not_read_for_a_key_that_nobody_has(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(self: object, *_: object) -> bytes:
        raise AssertionError("a stranger's body was read")

    monkeypatch.setattr("django.test.client.FakePayload.read", read)
    assert post(client, key="wrong").status_code == 401
