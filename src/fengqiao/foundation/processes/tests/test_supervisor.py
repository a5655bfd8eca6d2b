from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from fengqiao.foundation.processes.supervisor import ChildProcess, Supervisor

SLEEPER = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"


def _pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def _supervisor(folder: Path, lines: list[str]) -> Supervisor:
    child = ChildProcess("sleeper", [sys.executable, "-c", SLEEPER, str(folder / "pids")], folder / "sleeper.log")
    return Supervisor(children=[child], environment=os.environ, report=lambda news: lines.append(str(news)))


def test_a_killed_child_is_started_again_and_all_end_with_the_supervisor(tmp_path: Path) -> None:
    lines: list[str] = []
    pids = tmp_path / "pids"

    def kill_the_first() -> None:
        if len(_pids(pids)) == 1 and _is_alive(_pids(pids)[0]):
            os.kill(_pids(pids)[0], signal.SIGKILL)

    deadline = time.monotonic() + 30
    _supervisor(tmp_path, lines).run(
        should_stop=lambda: len(_pids(pids)) == 2 or time.monotonic() > deadline, on_turn=kill_the_first
    )
    assert len(_pids(pids)) == 2
    assert "sleeper ended with -9" in lines[0]
    assert not any(_is_alive(pid) for pid in _pids(pids))


def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from fengqiao.foundation.processes.tests.test_supervisor import _supervisor;"
        "_supervisor(Path(sys.argv[1]), []).run(should_stop=lambda: False)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    deadline = time.monotonic() + 30
    while not _pids(tmp_path / "pids") and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
    (child,) = _pids(tmp_path / "pids")
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(child)
