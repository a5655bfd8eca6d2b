"""A clip is kept beyond its retention under a case number, by a named person who says why, until a day."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.cameras.contracts import (
    AlreadyHeldError,
    ClipGoneError,
    ClipHoldRecord,
    HoldIncompleteError,
    HoldTooLongError,
    HoldTooShortError,
    NotHeldError,
    WarningRecord,
)
from fengqiao.domains.cameras.models import ClipHold
from fengqiao.domains.cameras.public import get_warning, hold_clip, open_clip, release_clip
from fengqiao.domains.cameras.tests.conftest import Send
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.files.storage import purge_expired
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotAllowedError, NotVisibleError


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def hold(actor: Actor, warning_id: str, until: int = 90, number: str = "枫公(派)行受字〔2026〕7号") -> WarningRecord:
    return hold_clip(actor=actor, warning_id=warning_id, case_number=number, reason="作为证据", until_date=days(until))


def test_a_held_clip_outlives_its_retention_and_goes_after_the_hold(cameras: Stage, send: Send) -> None:
    held, other = send().id, send(clip=b"\x00\x00\x00\x18ftypisom" + b"other" * 99).id
    chief = cameras.actor("chief")
    record = hold(chief, held)
    assert record.hold == ClipHoldRecord("枫公(派)行受字〔2026〕7号", "作为证据", days(90), "赵志远", at(8))
    stop_clock(at(9, day=days(31)))
    assert purge_expired() == 1
    assert open_clip(actor=chief, warning_id=held).path.exists()
    with pytest.raises(ClipGoneError):
        open_clip(actor=chief, warning_id=other)
    stop_clock(at(23, 59, day=days(90)))
    assert purge_expired() == 0
    stop_clock(at(0, 1, day=days(91)))
    assert purge_expired() == 1
    assert not get_warning(actor=SYSTEM, warning_id=held).has_clip


def test_holding_and_releasing_leave_name_reason_event_and_audit(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    hold(cameras.actor("shift_leader"), warning_id)
    record = release_clip(actor=cameras.actor("chief"), warning_id=warning_id, reason="案件已办结")
    assert record.hold is None
    row = ClipHold.objects.get()
    assert (row.held_by, row.released_by, row.release_reason) == ("钱红梅", "赵志远", "案件已办结")
    assert AuditEntry.objects.get(action="hold_clip").details["reason"] == "作为证据"
    assert AuditEntry.objects.get(action="release_clip").details["reason"] == "案件已办结"
    kinds = Event.objects.filter(kind__startswith="cameras.clip_").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["cameras.clip_held", "cameras.clip_released"]
    hold(cameras.actor("chief"), warning_id)


def test_after_its_release_the_own_retention_counts(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    hold(cameras.actor("chief"), warning_id)
    stop_clock(at(9, day=days(40)))
    release_clip(actor=cameras.actor("chief"), warning_id=warning_id, reason="不再需要")
    assert purge_expired() == 1
    with pytest.raises(ClipGoneError):
        hold(cameras.actor("chief"), warning_id)


def test_a_hold_has_a_number_a_reason_and_an_end_in_reach(cameras: Stage, send: Send) -> None:
    warning_id, chief = send().id, cameras.actor("chief")
    with pytest.raises(HoldIncompleteError):
        hold(chief, warning_id, number=" ")
    with pytest.raises(HoldTooShortError):
        hold(chief, warning_id, until=29)
    hold_date_limit = 365
    with pytest.raises(HoldTooLongError):
        hold(chief, warning_id, until=hold_date_limit + 1)
    with pytest.raises(HoldTooLongError):
        hold(chief, warning_id, until=(datetime.date.max - DAY).days)
    with pytest.raises(NotHeldError):
        release_clip(actor=chief, warning_id=warning_id, reason="x")
    hold(chief, warning_id, until=hold_date_limit)
    with pytest.raises(AlreadyHeldError):
        hold(chief, warning_id)
    with pytest.raises(HoldIncompleteError):
        release_clip(actor=chief, warning_id=warning_id, reason=" ")


def test_who_only_reviews_does_not_hold_and_a_stranger_sees_nothing(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    for name in ("reviewer", "dispatcher"):
        with pytest.raises(NotAllowedError):
            hold(cameras.actor(name), warning_id)
    with pytest.raises(NotVisibleError):
        hold(cameras.actor("other_chief"), warning_id)


def test_the_database_refuses_two_holds_and_a_nameless_release(cameras: Stage, send: Send) -> None:
    hold(cameras.actor("chief"), send().id)
    row = ClipHold.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="one_hold_at_a_time"), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError, match="release_has_name_and_reason"), transaction.atomic():
        ClipHold.objects.update(released_at=at(9))


def test_the_page_holds_and_lets_go(client: Client, cameras: Stage, send: Send) -> None:
    warning_id = send().id
    client.force_login(cameras.user("chief"))  # type: ignore[arg-type]
    client.cookies["django_language"] = "en"
    address = f"/cameras/warnings/{warning_id}/clip/"
    data = {"case_number": "A-7", "reason": "evidence", "until_date": days(60).isoformat()}
    assert "Hold the clip" in client.get(f"/cameras/warnings/{warning_id}/").content.decode()
    assert "Say the case number" in client.post(f"{address}hold", {**data, "reason": ""}, follow=True).content.decode()
    page = client.post(f"{address}hold", data, follow=True).content.decode()
    assert "Held for case A-7 through" in page
    assert "The clip is deleted on" not in page
    assert "holds this clip already" in client.post(f"{address}hold", data, follow=True).content.decode()
    page = client.post(f"{address}release", {"reason": "closed"}, follow=True).content.decode()
    assert "The clip is deleted on" in page
