"""`fq status`, `fq stop` and `fq doctor` where nothing is served; the journeys see them with a served station."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from click.testing import Result
from tests.served_station import free_port
from tests.stage import Stage
from typer.testing import CliRunner

from fengqiao.cli.operations import doctor, status, stop
from fengqiao.cli.shipped_lists import publish_shipped_lists
from fengqiao.config.environment import environment
from fengqiao.config.serving import sole_server

table = typer.Typer()
for command in (status, stop, doctor):
    table.command()(command)


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FENGQIAO_STATE_DIR", str(tmp_path))
    environment.cache_clear()
    yield
    monkeypatch.undo()
    environment.cache_clear()


def fq(command: str) -> Result:
    return CliRunner(env={"COLUMNS": "220"}).invoke(table, [command])


def test_status_without_a_server_names_what_to_start_and_exits_with_1(tmp_path: Path) -> None:
    result = fq("status")
    assert result.exit_code == 1
    assert str(tmp_path) in result.output
    assert "./fq serve" in result.output


def test_status_tells_the_private_database_that_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    environment.cache_clear()
    assert "private PostgreSQL, not made yet" in fq("status").output


def test_status_of_a_server_that_hangs_says_that_it_does_not_answer(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with sole_server(state_dir=tmp_path, database="fengqiao", address=address, what="the station"):
        result = fq("status")
    assert result.exit_code == 0
    assert "(no answer)" in result.output


def test_status_names_station_and_demonstration_when_both_are_served(tmp_path: Path) -> None:
    addresses = [f"http://127.0.0.1:{free_port()}" for _ in range(2)]
    with (
        sole_server(state_dir=tmp_path, database="fengqiao", address=addresses[0], what="the station"),
        sole_server(state_dir=tmp_path, database="fengqiao_demo", address=addresses[1], what="the demonstration"),
    ):
        output = fq("status").output
    assert f"the station at {addresses[0]}" in output
    assert f"the demonstration at {addresses[1]}" in output
    assert fq("status").exit_code == 1


def test_stop_without_a_server_is_no_failure() -> None:
    result = fq("stop")
    assert (result.exit_code, result.output) == (0, "Nothing is being served from this state folder.\n")


def test_doctor_tells_what_to_do_about_what_is_missing(stage: Stage) -> None:
    result = fq("doctor")
    assert result.exit_code == 0, result.output
    assert "./fq lists publish FILE" in result.output
    publish_shipped_lists()
    assert "3 versions" in fq("doctor").output


def test_doctor_fails_without_a_database_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://x:y@127.0.0.1:{free_port()}/station")
    environment.cache_clear()
    result = fq("doctor")
    assert result.exit_code == 4
    assert "cannot be reached" in result.output
    assert "FAILED" in result.output
