"""The supervisor's turn starts a private database that died, and only that one."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from fengqiao.config import station
from fengqiao.config.environment import environment
from fengqiao.foundation.postgres import Cluster

DEADLINE_SECONDS = 20.0


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    monkeypatch.setenv("FENGQIAO_STATE_DIR", str(tmp_path))
    monkeypatch.setattr(station, "LOOK_AT_DATABASE_SECONDS", 0.0)
    environment.cache_clear()
    with Cluster(state=tmp_path) as made:
        monkeypatch.setenv("DATABASE_URL", made.connection("postgres").as_url())
        yield made
    shutil.rmtree(made.home.parent)
    environment.cache_clear()


def kill_server(cluster: Cluster) -> None:
    os.kill(int((cluster.home / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while cluster.has_server() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_a_killed_server_is_started_again_with_what_was_committed(cluster: Cluster) -> None:
    lines: list[str] = []
    keep = station.database_keeper(report=lambda news: lines.append(str(news)))
    conninfo = cluster.connection("postgres").as_conninfo()
    with psycopg.connect(**conninfo) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    keep()
    assert lines == []
    kill_server(cluster)
    assert not cluster.has_server()
    keep()
    keep()
    assert len(lines) == 1
    assert "the database ended; starting it again" in lines[0]
    assert cluster.has_server()
    with psycopg.connect(**conninfo) as connection:  # type: ignore[arg-type]
        assert connection.execute("SELECT value FROM kept").fetchall() == [(7,)]


def test_an_outside_database_is_left_alone(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody:x@db.example:5432/station")
    keep = station.database_keeper(report=pytest.fail)
    kill_server(cluster)
    keep()
    assert not cluster.has_server()
