"""One server for each database: a lock of the system that ends with its holder, and in it a note of who serves where.

`fq status` and `fq stop` find by it what this state folder serves: the station, the demonstration, or both.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from fengqiao.foundation.postgres import ConnectionParts

STOP_SECONDS = 20.0
LOOK_SECONDS = 0.1
TRIES = 5
"""`fq status` holds the lock for an instant while it looks."""
NOTES = "serving-*.json"


@dataclass(frozen=True, slots=True)
class ServingNote:
    """Who serves: the process to end, where its pages are (empty: it has none), and what it serves."""

    pid: int
    address: str
    what: str


class AlreadyServingError(RuntimeError):
    """The database is served by another process; `note` tells which, None where it has only just begun."""

    code = "already_serving"

    def __init__(self, note: ServingNote | None) -> None:
        self.note = note
        super().__init__(f"{_told(note)}. One server is enough for a database; ./fq stop ends it.")


@contextmanager
def sole_server(*, state_dir: Path, database: ConnectionParts | str, address: str, what: str) -> Iterator[None]:
    """This function will hold the one right to serve a database while the body runs. Raises AlreadyServingError.

    `database`: a name in the private PostgreSQL, or the address of an outside one. A request to end comes as
    KeyboardInterrupt as long as nothing else listens for it, so that what the body has opened is closed.
    """
    state_dir.mkdir(parents=True, exist_ok=True)
    with (state_dir / f"serving-{_name(database)}.json").open("a+") as file:
        if not _lock(file):
            raise AlreadyServingError(_read(file))
        file.truncate(0)
        file.write(json.dumps(asdict(ServingNote(os.getpid(), address, what))))
        file.flush()
        previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            yield
        finally:
            signal.signal(signal.SIGTERM, previous)
            file.truncate(0)


def read_serving_notes(*, state_dir: Path) -> Sequence[ServingNote]:
    """This function will return the notes of those who serve now; one that a dead process left counts for nothing."""
    notes = (_held_note(path) for path in sorted(state_dir.glob(NOTES)))
    return [note for note in notes if note is not None]


def stop_serving(*, note: ServingNote) -> bool:
    """This function will ask the supervisor to end and wait; True when it has ended."""
    os.kill(note.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(note.pid) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    return not _is_alive(note.pid)


def _told(note: ServingNote | None) -> str:
    if note is None:
        return "already running (it has only just been started)"
    place = f" at {note.address}" if note.address else ""
    return f"already running{place} (process {note.pid}): {note.what}"


def _name(database: ConnectionParts | str) -> str:
    if isinstance(database, str):
        return database
    place = f"{database.host}:{database.port}/{database.name}"
    return f"outside-{zlib.crc32(place.encode()):08x}"


def _lock(file: IO[str]) -> bool:
    for turn in range(TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_SECONDS if turn + 1 < TRIES else 0)
        else:
            return True
    return False


def _held_note(path: Path) -> ServingNote | None:
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(file)
    return None


def _read(file: IO[str]) -> ServingNote | None:
    file.seek(0)
    try:
        return ServingNote(**json.loads(file.read()))
    except (ValueError, TypeError):
        return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # A zombie answers to kill(0) until its parent collects it.
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return True
