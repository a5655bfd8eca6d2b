from __future__ import annotations

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.utils import translation
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.cameras.contracts import PlaceType, RejectReason, Scene, WarningState
from fengqiao.domains.cameras.models import VideoAccess
from fengqiao.domains.cameras.public import open_clip
from fengqiao.domains.cameras.tests.conftest import CLIP, Send
from fengqiao.domains.cameras.wording import PLACE_WORDS, REJECT_WORDS, SCENE_WORDS, STATE_WORDS
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.files.storage import purge_expired
from fengqiao.foundation.scoping.contracts import NotVisibleError


def page(client: Client, path: str, *, language: str = "en") -> str:
    """This function will open a page and return it."""
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def test_without_a_warning_the_page_says_what_will_appear(client: Client, cameras: Stage) -> None:
    client.force_login(cameras.user("reviewer"))
    assert "Nothing to review" in page(client, "/cameras/warnings/")
    assert "没有待复核的预警" in page(client, "/cameras/warnings/", language="zh-hans")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_longest_waiting_is_shown_with_clip_zone_track_reason_model_and_keys(
    client: Client, cameras: Stage, send: Send, language: str
) -> None:
    warning_id = send().id
    client.force_login(cameras.user("reviewer"))
    shown = page(client, "/cameras/warnings/", language=language)
    assert f'src="/cameras/warnings/{warning_id}/clip"' in shown
    assert 'points="100,225 900,225 900,506 100,506"' in shown
    assert '<rect x="200" y="169" width="100" height="281"' in shown
    assert ("2人进入“停车场”区域" if language == "zh-hans" else "2 people stood in the zone “停车场”") in shown
    assert "yolox_nano 0.1.1rc0" in shown
    assert {"c", "r", "s"} <= set(re.findall(r'data-key="(\w)"', shown))


def test_a_dispatcher_sees_the_warning_and_is_offered_no_verdict(client: Client, cameras: Stage, send: Send) -> None:
    warning_id = send().id
    client.force_login(cameras.user("dispatcher"))
    assert 'name="decision"' not in page(client, f"/cameras/warnings/{warning_id}/")
    assert client.post(f"/cameras/warnings/{warning_id}/verdict", {"decision": "confirmed"}).status_code == 403


def test_outside_the_scope_there_is_no_such_warning_and_no_such_clip(
    client: Client, cameras: Stage, send: Send
) -> None:
    warning_id = send().id
    client.force_login(cameras.user("other_chief"))
    for path in ("", "clip", "state"):
        assert client.get(f"/cameras/warnings/{warning_id}/{path}").status_code == 404
    assert client.post(f"/cameras/warnings/{warning_id}/verdict", {"decision": "confirmed"}).status_code == 404
    assert client.get(f"/cameras/warnings/{uuid.uuid4()}/").status_code == 404
    assert not VideoAccess.objects.exists()


def test_an_officer_without_the_right_is_refused_the_list(client: Client, cameras: Stage) -> None:
    client.force_login(cameras.user("officer"))
    assert client.get("/cameras/warnings/").status_code == 403


def test_a_rejection_by_key_leads_back_to_the_verdict(client: Client, cameras: Stage, send: Send) -> None:
    warning_id = send().id
    client.force_login(cameras.user("reviewer"))
    path = f"/cameras/warnings/{warning_id}/"
    answer = client.post(f"{path}verdict", {"decision": "rejected:everyday", "note": "车主装货"})
    assert answer.status_code == 302
    shown = page(client, path)
    assert "An everyday act" in shown
    assert "车主装货" in shown
    assert "0 confirmed, 1 rejected so far" in shown
    answer = client.post(f"{path}verdict", {"decision": "rejected:everyday"}, follow=True)
    assert "Somebody has decided in the meantime" in answer.content.decode()


@pytest.mark.parametrize("decision", ["", "pending", "hang", "rejected:because"])
def test_a_verdict_that_is_none_changes_nothing(client: Client, cameras: Stage, send: Send, decision: str) -> None:
    warning_id = send().id
    client.force_login(cameras.user("reviewer"))
    client.post(f"/cameras/warnings/{warning_id}/verdict", {"decision": decision})
    assert 'name="decision"' in page(client, f"/cameras/warnings/{warning_id}/")


def test_a_clip_is_sent_whole_or_in_parts_and_kept_nowhere(client: Client, cameras: Stage, send: Send) -> None:
    path = f"/cameras/warnings/{send().id}/clip"
    client.force_login(cameras.user("reviewer"))
    whole = client.get(path)
    assert (whole.status_code, whole.content, whole["Content-Type"]) == (200, CLIP, "video/mp4")
    assert whole["Cache-Control"] == "private, no-store"
    assert whole["Accept-Ranges"] == "bytes"
    size = len(CLIP)
    for wanted, first, last in (
        ("0-", 0, size - 1),
        ("8-11", 8, 11),
        ("-16", size - 16, size - 1),
        ("5-999999", 5, size - 1),
    ):
        part = client.get(path, headers={"Range": f"bytes={wanted}"})
        assert (part.status_code, part.content) == (206, CLIP[first : last + 1])
        assert part["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert part["Cache-Control"] == "private, no-store"
    assert client.get(path, headers={"Range": f"bytes={size}-"}).status_code == 416
    assert client.get(path, headers={"Range": f"bytes={'9' * 5000}-"}).status_code == 200


def test_every_opening_stands_in_the_register_once_with_name_unit_and_reason(
    client: Client, cameras: Stage, send: Send
) -> None:
    warning_id = send().id
    client.force_login(cameras.user("reviewer"))
    for wanted in ("bytes=100-", "bytes=0-", "bytes=200-300"):
        client.get(f"/cameras/warnings/{warning_id}/clip", headers={"Range": wanted})
    opening = VideoAccess.objects.get()
    assert (opening.person, opening.unit_name, opening.reason_code) == ("吴倩", "城关派出所", "review")
    assert AuditEntry.objects.filter(action="open_clip", object_id=warning_id).count() == 1
    stop_clock(at(8, 11))
    open_clip(actor=cameras.actor("shift_leader"), warning_id=warning_id)
    open_clip(actor=cameras.actor("reviewer"), warning_id=warning_id)
    assert VideoAccess.objects.count() == 3
    client.force_login(cameras.user("chief"))
    shown = page(client, "/cameras/register/")
    assert shown.count("To review the warning") == 3
    client.force_login(cameras.user("reviewer"))
    assert client.get("/cameras/register/").status_code == 403


def test_nobody_outside_opens_a_clip(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    with pytest.raises(NotVisibleError):
        open_clip(actor=cameras.actor("other_chief"), warning_id=warning_id)


def test_an_expired_clip_is_said_to_be_gone(client: Client, cameras: Stage, send: Send) -> None:
    warning_id = send().id
    stop_clock(at(9, day=DAY + datetime.timedelta(days=31)))
    purge_expired()
    client.force_login(cameras.user("reviewer"))
    shown = page(client, f"/cameras/warnings/{warning_id}/")
    assert "The clip was deleted on" in shown
    assert "<video" not in shown
    assert client.get(f"/cameras/warnings/{warning_id}/clip").status_code == 410


def test_the_inventory_lists_the_own_cameras_with_their_points(client: Client, cameras: Stage) -> None:
    client.force_login(cameras.user("chief"))
    shown = page(client, "/cameras/", language="zh-hans")
    assert "枫公视备〔2025〕001号" in shown
    assert "CAM-9" not in shown
    (point,) = client.get("/cameras/points.json").json()["features"]
    assert point["geometry"]["coordinates"] == [108.877, 33.604]


def test_every_code_has_words_in_both_languages() -> None:
    tables = {Scene: SCENE_WORDS, PlaceType: PLACE_WORDS, WarningState: STATE_WORDS, RejectReason: REJECT_WORDS}
    for codes, words in tables.items():
        assert set(words) == set(codes)
        for word in words.values():
            with translation.override("zh-hans"):
                assert re.search(r"[一-鿿]", str(word))
