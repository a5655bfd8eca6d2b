"""Runs a station's processes together: started in order, restarted when one dies, all gone when the supervisor goes."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 8.0
"""How long a process may take to end by itself before it is killed."""
RESTART_SECONDS = 1.0
LOOK_SECONDS = 0.2
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class ChildProcess:
    """What to run. Its output goes to `log`. `delay_seconds`: leave the machine to those that people wait for."""

    name: str
    command: Sequence[str]
    log: Path
    delay_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ChildEnded:
    """A child that ended without being asked to, and is being started again."""

    name: str
    status: int
    log: Path

    def __str__(self) -> str:
        return f"{self.name} ended with {self.status}; starting it again (log: {self.log})"


@dataclass
class Supervisor:
    """Use `run` to block until a signal (or `should_stop`) asks to end; every child has ended when it returns."""

    children: Sequence[ChildProcess]
    environment: Mapping[str, str]
    report: Callable[[ChildEnded], None]
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _is_stopping: bool = False

    def run(self, *, should_stop: Callable[[], bool], on_turn: Callable[[], None] = lambda: None) -> None:
        """This function will keep the children running until asked to stop."""
        previous = {number: signal.signal(number, self._note_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            started_at = time.monotonic()
            while not self._is_stopping and not should_stop():
                self._start_due(time.monotonic() - started_at)
                on_turn()
                self._restart_dead()
                time.sleep(LOOK_SECONDS)
        finally:
            self._stop_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        self._is_stopping = True

    def _start(self, child: ChildProcess) -> None:
        # What a process logs may name people: its owner's only.
        child.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(child.log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as log:
            self._running[child.name] = subprocess.Popen(
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - one prctl call, no locks: safe between fork and exec
            )

    def _start_due(self, running_seconds: float) -> None:
        for child in self.children:
            if child.name not in self._running and running_seconds >= child.delay_seconds:
                self._start(child)

    def _restart_dead(self) -> None:
        for child in self.children:
            process = self._running.get(child.name)
            if process is None:
                continue
            if process.poll() is not None and not self._is_stopping:
                self.report(ChildEnded(child.name, process.returncode, child.log))
                _end_group(process)
                time.sleep(RESTART_SECONDS)
                self._start(child)

    def _stop_all(self) -> None:
        self._is_stopping = True
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """A killed child leaves children of its own behind, which would hold its port and its connections."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """The kernel ends the child when the supervisor dies, also by kill -9."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
