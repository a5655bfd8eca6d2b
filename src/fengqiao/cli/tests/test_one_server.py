"""One server for each database of a state folder: a second one is refused, a killed one is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fengqiao.config.serving import AlreadyServingError, read_serving_notes, sole_server, stop_serving
from fengqiao.foundation.postgres import parse_database_url

ADDRESS = "http://localhost:8141"
HOLDER = """
import sys, time
from pathlib import Path
from fengqiao.config.serving import sole_server
try:
    with sole_server(state_dir=Path(sys.argv[1]), database="fengqiao", address=sys.argv[2], what="the station"):
        print("held", flush=True)
        time.sleep(60)
except KeyboardInterrupt:
    print("closed", flush=True)
"""


@contextmanager
def holder(state: Path) -> Iterator[subprocess.Popen[str]]:
    """This function will hold the right to serve in another process, as a supervisor does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state), ADDRESS], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def fq(state: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "fengqiao", *words],
        env=settings | {"FENGQIAO_STATE_DIR": str(state)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_second_serve_is_told_where_the_first_one_runs(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        refused = fq(tmp_path, "serve", "--port", "8142")
    assert refused.returncode == 2
    assert f"already running at {ADDRESS} (process {process.pid})" in refused.stderr
    assert not list(tmp_path.glob("postgres*")), "no database was made for a server that is refused"


@pytest.mark.parametrize("options", [(), ("--fresh",)])
def test_a_second_demo_is_refused_before_it_touches_the_database(tmp_path: Path, options: tuple[str, ...]) -> None:
    with sole_server(state_dir=tmp_path, database="fengqiao_demo", address=ADDRESS, what="the demonstration"):
        refused = fq(tmp_path, "demo", "--port", "8142", *options)
    assert refused.returncode == 2
    assert f"already running at {ADDRESS} (process {os.getpid()}): the demonstration" in refused.stderr


def test_station_and_demonstration_have_a_database_each_and_do_not_meet(tmp_path: Path) -> None:
    with (
        sole_server(state_dir=tmp_path, database="fengqiao", address=ADDRESS, what="the station"),
        sole_server(
            state_dir=tmp_path, database="fengqiao_demo", address="http://localhost:2", what="the demonstration"
        ),
    ):
        assert [note.what for note in read_serving_notes(state_dir=tmp_path)] == ["the station", "the demonstration"]


def test_in_one_outside_database_station_and_demonstration_do_meet(tmp_path: Path) -> None:
    one = parse_database_url("postgresql://a:b@db.example:5432/station")
    same_for_another_user = parse_database_url("postgresql://c:d@db.example:5432/station")
    with sole_server(state_dir=tmp_path, database=one, address=ADDRESS, what="the station"):
        second = sole_server(
            state_dir=tmp_path, database=same_for_another_user, address="http://localhost:2", what="the demonstration"
        )
        with pytest.raises(AlreadyServingError, match="the station"), second:
            pass


def test_a_killed_server_is_in_nobodys_way(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        process.wait()
        assert read_serving_notes(state_dir=tmp_path) == []
        with sole_server(state_dir=tmp_path, database="fengqiao", address="http://localhost:2", what="the station"):
            (note,) = read_serving_notes(state_dir=tmp_path)
    assert (note.pid, note.address) == (os.getpid(), "http://localhost:2")


def test_stop_lets_a_server_that_is_still_loading_close_what_it_opened(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        (note,) = read_serving_notes(state_dir=tmp_path)
        assert note.pid == process.pid
        assert stop_serving(note=note)
        assert process.stdout is not None
        assert process.stdout.readline() == "closed\n"


def test_looking_at_the_lock_does_not_keep_a_server_from_starting(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    deadline = time.monotonic() + 2
    looker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from fengqiao.config.serving import read_serving_notes\n"
            "while True: read_serving_notes(state_dir=Path(sys.argv[1]))",
            str(tmp_path),
        ]
    )
    try:
        while time.monotonic() < deadline:
            with sole_server(state_dir=tmp_path, database="fengqiao", address=ADDRESS, what="the station"):
                pass
    finally:
        looker.kill()
        looker.wait()
