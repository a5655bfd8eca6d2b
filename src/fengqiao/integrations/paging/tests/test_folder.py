from __future__ import annotations

import datetime
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings

from fengqiao.domains.incidents.contracts import AlarmKind, AlarmMessage, Rung
from fengqiao.integrations.paging.folder import page_by_folder, write_page

MESSAGE = AlarmMessage(
    id="7-2",
    kind=AlarmKind.LONE_OFFICER,
    rung=Rung.COMMAND_ROOM,
    subject="林小满",
    incident_number="",
    staff_numbers=("100003",),
    is_repeated=False,
    at=datetime.datetime(2026, 9, 16, 0, 15, tzinfo=datetime.UTC),
)


def test_a_gateway_finds_whole_messages_that_only_their_owner_reads(tmp_path: Path) -> None:
    path = write_page(folder=tmp_path / "pages", message=MESSAGE)
    assert [one.name for one in (tmp_path / "pages").iterdir()] == [path.name]
    assert json.loads(path.read_text(encoding="utf-8"))["staff_numbers"] == ["100003"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_sent_again_stands_beside_the_first_and_says_so(tmp_path: Path) -> None:
    write_page(folder=tmp_path, message=MESSAGE)
    again = write_page(folder=tmp_path, message=replace(MESSAGE, is_repeated=True))
    assert json.loads(again.read_text(encoding="utf-8"))["is_repeated"] is True
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("is_configured", [True, False])
def test_without_a_folder_nobody_is_paged(tmp_path: Path, settings: LazySettings, is_configured: bool) -> None:
    settings.PAGER_FOLDER = tmp_path / "pages" if is_configured else None
    page_by_folder(MESSAGE)
    assert (tmp_path / "pages").exists() is is_configured
