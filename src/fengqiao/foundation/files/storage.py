"""Storing, opening and expiring files."""

from __future__ import annotations

import datetime
import hashlib
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.files.models import StoredFile
from fengqiao.foundation.scoping.contracts import SYSTEM


class StorageError(Exception):
    code = "storage"


class FileGoneError(Exception):
    """The file's retention has ended, or its bytes are missing from the disk."""

    code = "file_gone"


def _place(sha256: str) -> Path:
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def store_file(
    content: bytes, *, media_type: str, purpose: str, expires_at: datetime.datetime | None = None
) -> StoredFile:
    """This function will write the bytes durably (fsync) and then the row. Raises StorageError."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(sha256)
    try:
        _write_durably(place, content)
    except OSError as error:
        raise StorageError(f"The file could not be stored under {settings.FILES_DIR}: {error.strerror}.") from error
    return StoredFile.objects.create(
        id=uuid.uuid4(),
        sha256=sha256,
        size_bytes=len(content),
        media_type=media_type,
        purpose=purpose,
        stored_at=now(),
        expires_at=expires_at,
    )


def _write_durably(place: Path, content: bytes) -> None:
    if place.exists():
        return
    make_private_folder(place.parent)
    partial = place.with_name(f"{place.name}.{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def make_private_folder(folder: Path) -> None:
    """This function will make a folder of files that is nobody else's on this machine, whatever its umask."""
    root = Path(settings.FILES_DIR)
    root.parent.mkdir(parents=True, exist_ok=True)
    root.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def is_gone(stored: StoredFile) -> bool:
    """This function will tell whether the retention has ended, be the bytes purged yet or not; a hold keeps a file."""
    moment = now()
    is_held = stored.held_until_at is not None and stored.held_until_at > moment
    has_expired = stored.expires_at is not None and stored.expires_at <= moment
    return stored.deleted_at is not None or (has_expired and not is_held)


def file_path(stored: StoredFile) -> Path:
    """This function will return where the bytes lie. Raises FileGoneError after expiry."""
    place = _place(stored.sha256)
    if is_gone(stored) or not place.exists():
        raise FileGoneError
    return place


def hold_file(stored: StoredFile, *, number: str, until_at: datetime.datetime) -> None:
    """This function will keep a file beyond its retention, under a case number, until a moment. Raises FileGoneError.

    Whoever asks for it records who and why; the row is locked, so that the purge does not overtake it.
    """
    row = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if is_gone(row):
        raise FileGoneError
    row.hold_number, row.held_until_at = number, until_at
    row.save(update_fields=["hold_number", "held_until_at"])


def release_file(stored: StoredFile) -> None:
    """This function will end a hold; from now on the file's own retention counts."""
    StoredFile.objects.filter(pk=stored.pk).update(hold_number="", held_until_at=None)


def purge_expired() -> int:
    """This function will delete every file past its retention that no hold keeps; each deletion is audited."""
    moment = now()
    due = StoredFile.objects.filter(deleted_at=None, expires_at__lte=moment).exclude(held_until_at__gt=moment)
    count = 0
    for stored in due:
        if not _purge(stored, moment):
            continue
        if not StoredFile.objects.filter(sha256=stored.sha256, deleted_at=None).exists():
            _place(stored.sha256).unlink(missing_ok=True)
        count += 1
    return count


@transaction.atomic
def _purge(stored: StoredFile, moment: datetime.datetime) -> bool:
    """One file at a time, looked at again under its lock: somebody may just have asked to keep it."""
    row = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if row.deleted_at is not None or (row.held_until_at is not None and row.held_until_at > moment):
        return False
    row.deleted_at = moment
    row.save(update_fields=["deleted_at"])
    record(
        actor=SYSTEM,
        action="delete_expired_file",
        object_kind="file",
        object_id=stored.pk,
        scope_path="",
        details={"purpose": stored.purpose, "sha256": stored.sha256},
    )
    return True
