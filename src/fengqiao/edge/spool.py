"""Warnings that are waiting for the server's receipt, on disk, so that kill -9 and a cut line lose none.

One folder per warning: `pending/ID/event.json` and `clip.mp4`. It is written under `writing/`, every file and
folder is flushed to the disk, and only then renamed into `pending/`, which is atomic. A warning leaves only
after a receipt, or into `refused/` with the server's words when it will never be taken.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from fengqiao.edge.contracts import WarningEvent
from fengqiao.edge.errors import SpoolUnwritableError

EVENT_NAME, CLIP_NAME, REFUSAL_NAME = "event.json", "clip.mp4", "refusal.json"


@dataclass(frozen=True, slots=True)
class SpooledWarning:
    event: WarningEvent
    event_bytes: bytes
    folder: Path

    def read_clip(self) -> bytes:
        return (self.folder / CLIP_NAME).read_bytes()


class Spool:
    def __init__(self, *, folder: Path, limit_bytes: int) -> None:
        self.folder = folder
        self._limit_bytes = limit_bytes
        self._pending, self._writing = folder / "pending", folder / "writing"
        self._refused, self._broken = folder / "refused", folder / "broken"

    def prepare(self) -> None:
        """This function will make the folders and try a write: a bad disk must show before work begins."""
        with self._telling_why():
            self._make_folder()
            for folder in (self._pending, self._writing, self._refused, self._broken):
                folder.mkdir(exist_ok=True)
            probe = self._writing / f"probe-{os.getpid()}"
            _write_durably(path=probe, content=b"probe")
            probe.unlink()

    def put(self, *, event: WarningEvent, clip: bytes) -> SpooledWarning:
        """This function will store the warning durably; when it returns, a power cut does not lose it.

        Raises SpoolUnwritableError when the disk does not take it or the spool has reached its limit.
        """
        content = event.model_dump_json().encode()
        with self._telling_why():
            if self.size_bytes() + len(clip) + len(content) > self._limit_bytes:
                raise OSError(errno.EDQUOT, "the spool has reached its limit (FENGQIAO_SPOOL_MIB)")
            draft, final = self._writing / event.id, self._pending / event.id
            shutil.rmtree(draft, ignore_errors=True)
            try:
                draft.mkdir(parents=True)
                _write_durably(path=draft / CLIP_NAME, content=clip)
                _write_durably(path=draft / EVENT_NAME, content=content)
                _flush_folder(draft)
                draft.rename(final)
                _flush_folder(self._pending)
            except OSError:
                shutil.rmtree(draft, ignore_errors=True)
                raise
        return SpooledWarning(event=event, event_bytes=content, folder=final)

    def pending(self) -> tuple[SpooledWarning, ...]:
        """This function will return what waits, oldest first; what cannot be read is put aside, not lost."""
        if not self._pending.is_dir():
            return ()
        found = (self._read(folder) for folder in sorted(self._pending.iterdir()))
        return tuple(warning for warning in found if warning is not None)

    def count(self) -> int:
        return sum(1 for _ in self._pending.iterdir()) if self._pending.is_dir() else 0

    def count_refused(self) -> int:
        return sum(1 for _ in self._refused.iterdir()) if self._refused.is_dir() else 0

    def size_bytes(self) -> int:
        return sum(path.stat().st_size for path in self._pending.glob("*/*") if path.is_file())

    def remove(self, *, warning: SpooledWarning) -> None:
        """This function will drop a warning for which the server has given its receipt."""
        # Out of `pending` in one step first: half a folder must never look like a warning.
        leaving = self._writing / f"{warning.event.id}.delivered"
        with self._telling_why():
            warning.folder.rename(leaving)
            _flush_folder(self._pending)
            shutil.rmtree(leaving, ignore_errors=True)

    def refuse(self, *, warning: SpooledWarning, reason: str) -> None:
        """This function will put a warning aside that the server will never take, with the server's words."""
        with self._telling_why():
            note = json.dumps({"reason": reason}, ensure_ascii=False).encode()
            _write_durably(path=warning.folder / REFUSAL_NAME, content=note)
            warning.folder.rename(self._refused / warning.event.id)
            _flush_folder(self._pending)
            _flush_folder(self._refused)

    def _make_folder(self) -> None:
        """Pictures of people wait here: nobody else on this machine looks in."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def delivering(self) -> Iterator[bool]:
        """This function will say whether this process alone may deliver from the spool now."""
        self._make_folder()
        with (self.folder / "delivering.lock").open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            self._sweep()
            yield True

    def _sweep(self) -> None:
        # Warnings that were delivered when the process died while deleting them.
        for leftover in self._writing.glob("*.delivered"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _read(self, folder: Path) -> SpooledWarning | None:
        try:
            content = (folder / EVENT_NAME).read_bytes()
            event = WarningEvent.model_validate_json(content)
            digest = hashlib.sha256((folder / CLIP_NAME).read_bytes()).hexdigest()
        except FileNotFoundError:
            if not folder.exists():  # another process has delivered it meanwhile
                return None
            self._set_aside(folder)
            return None
        except ValidationError:
            self._set_aside(folder)
            return None
        if event.clip_sha256 != digest:
            self._set_aside(folder)
            return None
        return SpooledWarning(event=event, event_bytes=content, folder=folder)

    def _set_aside(self, folder: Path) -> None:
        with self._telling_why():
            folder.rename(self._broken / folder.name)

    @contextmanager
    def _telling_why(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise SpoolUnwritableError(
                where=f"spool {self.folder}",
                what=f"cannot be written ({problem.strerror or problem})",
                remedy="Free space, correct the rights, or name another folder with FENGQIAO_STATE_DIR.",
            ) from problem


def _write_durably(*, path: Path, content: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
