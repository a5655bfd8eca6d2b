"""The note that a serving station leaves under its state folder, so that `fq status` and `fq stop` find it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

STOP_SECONDS = 20.0
LOOK_SECONDS = 0.1
NOTE = "serving.json"


@dataclass(frozen=True, slots=True)
class ServingNote:
    """Who serves: the supervisor's process, where its pages are, and what it serves (station or demonstration)."""

    pid: int
    address: str
    what: str


@contextmanager
def serving_note(*, state_dir: Path, address: str, what: str) -> Iterator[None]:
    """This function will leave the note while the body runs."""
    path = state_dir / NOTE
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(asdict(ServingNote(os.getpid(), address, what))))
    partial.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def read_serving_note(*, state_dir: Path) -> ServingNote | None:
    """This function will return the note of a living process, None otherwise (a dead one leaves none behind)."""
    path = state_dir / NOTE
    try:
        note = ServingNote(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    if not _is_alive(note.pid):
        path.unlink(missing_ok=True)
        return None
    return note


def stop_serving(*, note: ServingNote) -> bool:
    """This function will ask the supervisor to end and wait; True when it has ended."""
    os.kill(note.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(note.pid) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    return not _is_alive(note.pid)


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
