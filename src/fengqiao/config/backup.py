"""A backup is one archive: the database's dump, every stored file, and a list of what it holds."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from fengqiao.config.environment import environment
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.files.storage import make_private_folder
from fengqiao.foundation.postgres import Cluster, ConnectionParts
from fengqiao.foundation.postgres.dumping import dump_database, restore_database

FORMAT = 1
_RESET_TRANSACTIONS = (
    "UPDATE foundation_events_event SET transaction_id = 0",
    "ALTER TABLE foundation_audit_auditentry DISABLE TRIGGER audit_append_only",
    "UPDATE foundation_audit_auditentry SET transaction_id = 0",
    "ALTER TABLE foundation_audit_auditentry ENABLE TRIGGER audit_append_only",
)
"""A new cluster counts transactions from the start: old numbers would hide old events and outrank new ones."""


class BackupError(RuntimeError):
    """The archive cannot be written, read, or put where something already is."""

    code = "backup"


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    made_at: str
    audit_sealed: int
    audit_head: str
    files: int


def write_backup(*, target: Path) -> Manifest:
    """This function will write the archive beside `target` first and rename it when it is whole. Raises BackupError."""
    if target.exists():
        raise BackupError(f"{target} is there already; choose another name. Nothing was written.")
    files = Path(settings.FILES_DIR)
    stored = [path for path in files.rglob("*") if path.is_file() and path.suffix != ".part"] if files.exists() else []
    report = verify_chain()
    manifest = Manifest(FORMAT, now().isoformat(), report.sealed, report.head, len(stored))
    partial = target.with_name(target.name + ".part")
    try:
        with (
            tempfile.TemporaryDirectory(dir=target.parent) as folder,
            _create_private(partial) as file,
            tarfile.open(fileobj=file, mode="w") as archive,
        ):
            dump = Path(folder) / "database.dump"
            dump_database(binaries=_binaries(), connection=_connection(), target=dump)
            (Path(folder) / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2))
            archive.add(Path(folder) / "manifest.json", "manifest.json")
            archive.add(dump, "database.dump")
            for path in stored:
                archive.add(path, f"files/{path.relative_to(files)}")
        partial.replace(target)
    except OSError as error:
        raise BackupError(f"{target} cannot be written ({error.strerror}). Make room or write elsewhere.") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _create_private(path: Path) -> IO[bytes]:
    """It holds every personal record and every password's hash: readable by its owner only, from the first byte."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def read_backup(*, source: Path) -> Manifest:
    """This function will fill the empty database and the files folder from an archive.

    Raises BackupError for a file that is no backup and for a database that already holds data.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
        if cursor.fetchone()[0]:
            raise BackupError("The database already holds data. Restore into a new state folder (FENGQIAO_STATE_DIR).")
    try:
        archive = tarfile.open(source)  # noqa: SIM115 - closed by the with below
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{source} cannot be read as a backup of Fengqiao.") from error
    with archive, tempfile.TemporaryDirectory(dir=environment().state_dir) as folder:
        try:
            archive.extractall(folder, filter="data")
            manifest = Manifest(**json.loads((Path(folder) / "manifest.json").read_text()))
        except (OSError, tarfile.TarError, TypeError, ValueError) as error:
            raise BackupError(f"{source} is damaged or not a backup of Fengqiao: {error}.") from error
        restore_database(binaries=_binaries(), connection=_connection(), source=Path(folder) / "database.dump")
        _put_files_back(Path(folder) / "files")
    with connection.cursor() as cursor:
        for statement in _RESET_TRANSACTIONS:
            cursor.execute(statement)
    return manifest


def _put_files_back(folder: Path) -> None:
    for path in folder.rglob("*") if folder.exists() else ():
        if path.is_file():
            place = Path(settings.FILES_DIR) / path.relative_to(folder)
            make_private_folder(place.parent)
            path.chmod(0o600)
            os.replace(path, place)


def _connection() -> ConnectionParts:
    database = environment().database
    if database is None:
        raise BackupError("No database is open.")
    return database


def _binaries() -> Path:
    return Cluster(state=environment().state_dir).binaries
