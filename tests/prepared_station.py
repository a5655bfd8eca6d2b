"""A station as the commands have set it up from nothing, once for a process; each test that begins there has a copy."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.served_station import RealStation, real_station


@contextmanager
def copy_of(prepared: RealStation, folder: Path) -> Iterator[RealStation]:
    """This function will make a station in the folder that holds what a prepared one holds; neither is being served."""
    with real_station(folder) as station:
        _copy(prepared.state, station.state)
        if not prepared.cluster.home.is_relative_to(prepared.state):
            station.cluster.home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            _copy(prepared.cluster.home, station.cluster.home)
        yield station


def _copy(source: Path, target: Path) -> None:
    """With owners and modes: PostgreSQL refuses a folder that others can read."""
    subprocess.run(["cp", "-a", f"{source}/.", f"{target}/"], check=True)
