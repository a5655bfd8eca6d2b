from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.stage import at, stop_clock

from fengqiao.foundation.files.models import StoredFile
from fengqiao.foundation.files.storage import FileGoneError, StorageError, file_path, is_gone, purge_expired, store_file

pytestmark = pytest.mark.django_db
MORNING = at(8)
ONE_MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_DIR = tmp_path / "files"
    stop_clock(MORNING)


def store(**values: object) -> StoredFile:
    stored = store_file(b"clip", media_type="video/mp4", purpose="test", expires_at=MORNING + ONE_MINUTE)
    StoredFile.objects.filter(pk=stored.pk).update(**values)
    stored.refresh_from_db()
    return stored


def test_stored_bytes_are_their_owners_only(tmp_path: Path) -> None:
    place = file_path(store())
    assert place.stat().st_mode & 0o077 == 0
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0
    assert place.read_bytes() == b"clip"


def test_an_expired_file_is_gone_before_the_purge_comes_round() -> None:
    stored = store()
    stop_clock(MORNING + ONE_MINUTE)
    assert is_gone(stored)
    with pytest.raises(FileGoneError):
        file_path(stored)


def test_a_hold_keeps_an_expired_file_and_its_bytes() -> None:
    stored = store(hold_number="H-1", held_until_at=MORNING + 3 * ONE_MINUTE)
    stop_clock(MORNING + 2 * ONE_MINUTE)
    assert purge_expired() == 0
    assert file_path(stored).read_bytes() == b"clip"
    stop_clock(MORNING + 3 * ONE_MINUTE)
    assert purge_expired() == 1
    with pytest.raises(FileGoneError):
        file_path(stored)


def test_bytes_that_another_row_still_needs_stay() -> None:
    store()
    kept = store_file(b"clip", media_type="video/mp4", purpose="test", expires_at=None)
    stop_clock(MORNING + ONE_MINUTE)
    assert purge_expired() == 1
    assert file_path(kept).read_bytes() == b"clip"


def test_a_disk_that_takes_nothing_is_told_and_no_row_is_left(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "taken").write_text("a file, where a folder should be")
    settings.FILES_DIR = tmp_path / "taken"
    with pytest.raises(StorageError):
        store_file(b"clip", media_type="video/mp4", purpose="test")
    assert not StoredFile.objects.exists()
