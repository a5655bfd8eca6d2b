"""`startup`: `./fq demo` as a person types it, until the sign-in page answers; once from nothing, then again."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.bench.serving import free_port, wait_until_open
from fengqiao.bench.spread import percentile
from fengqiao.config.environment import REPOSITORY

FIRST_SECONDS, SECOND_SECONDS, STOP_SECONDS = 600.0, 120.0, 60.0
AGAIN, QUICK_AGAIN = 3, 1
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
MEGABYTE = 2**20


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will start the demonstration in a state folder of its own, with the environment that runs this."""
    with tempfile.TemporaryDirectory(prefix="fengqiao-startup-") as folder:
        state = Path(folder)
        request.say("the first start: cluster, schema, county")
        first = _start(state, seconds=FIRST_SECONDS)
        again = []
        for number in range(QUICK_AGAIN if request.is_quick else AGAIN):
            request.say(f"start {number + 2}")
            again.append(_start(state, seconds=SECOND_SECONDS))
    return [
        BenchFigure("second_start_seconds", percentile(again, 0.5), "s", goal=Goal("<=", 5)),
        BenchFigure("first_start_seconds", first, "s"),
        BenchFigure(
            "environment_mb", _size_of_locked(REPOSITORY / "requirements" / "base.txt"), "MB", goal=Goal("<=", 700)
        ),
    ]


BENCH = Bench(
    name="startup",
    what="./fq demo until the sign-in page answers",
    figures=("second_start_seconds", "first_start_seconds", "environment_mb"),
    run=run,
)


def _start(state: Path, *, seconds: float) -> float:
    port = free_port()
    with _demonstration(state, port):
        return wait_until_open(address=f"http://localhost:{port}/sign-in/", seconds=seconds)


@contextmanager
def _demonstration(state: Path, port: int) -> Iterator[None]:
    """Ended as a person ends it, and waited for: the next start must find nothing running."""
    settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings |= {"FENGQIAO_STATE_DIR": str(state), "FENGQIAO_ENV_DIR": sys.prefix}
    with (state / "demo.log").open("ab") as log:
        process = subprocess.Popen(
            [REPOSITORY / "fq", "demo", "--port", str(port)],
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _size_of_locked(locks: Path) -> float:
    """What the locked packages take in this environment, compiled files included; those of tests are left out."""
    files = {path for name in LOCKED.findall(locks.read_text()) for path in _files_of(name)}
    return sum(path.stat().st_size for path in files if path.is_file()) / MEGABYTE


def _files_of(name: str) -> Iterator[Path]:
    try:
        listed = importlib.metadata.distribution(name).files or []
    except importlib.metadata.PackageNotFoundError:
        return
    for file in listed:
        path = Path(str(file.locate()))
        yield path
        if path.suffix == ".py":
            yield Path(importlib.util.cache_from_source(str(path)))
