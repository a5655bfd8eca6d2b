"""`fq lists` against the tests' own database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.stage import COUNTY, Stage
from typer.testing import CliRunner

from fengqiao.cli import lists as command
from fengqiao.domains.duties.public import list_versions, shipped_documents
from fengqiao.foundation.scoping.contracts import SYSTEM

COMMUNITY = shipped_documents()["community_duty_list"]


@pytest.fixture(autouse=True)
def _database_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def already_open(**_: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr(command, "open_database", already_open)


def run(*words: str) -> Result:
    return CliRunner().invoke(command.lists, list(words))


def written(folder: Path, document: str) -> str:
    (folder / "list.yaml").write_text(document, encoding="utf-8")
    return str(folder / "list.yaml")


def test_check_names_file_line_and_place(tmp_path: Path) -> None:
    good = written(tmp_path, COMMUNITY)
    assert run("check", good).exit_code == 0
    bad = written(tmp_path, COMMUNITY.replace("version: 1", "version: first", 1))
    result = run("check", bad)
    assert result.exit_code == 2
    assert f"{bad}:5: version: “first” is not a whole number." in result.output


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "absent.yaml"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output
    (tmp_path / "list.yaml").write_bytes("清单".encode("gbk"))
    result = run("check", str(tmp_path / "list.yaml"))
    assert result.exit_code == 2
    assert "not UTF-8" in result.output


def test_publish_stores_the_file_and_says_from_when(tmp_path: Path, stage: Stage) -> None:
    file = written(tmp_path, COMMUNITY)
    result = run("publish", file, "--unit", COUNTY)
    assert result.exit_code == 0
    assert "community_duty_list version 1, in force from 2026-01-01" in result.output
    assert run("publish", file, "--unit", COUNTY).exit_code == 0
    assert [one.document for one in list_versions(actor=SYSTEM)] == [COMMUNITY]


@pytest.mark.parametrize(
    ("document", "unit", "words"),
    [
        (COMMUNITY, "000000000000", "no unit with the code"),
        (COMMUNITY + "# changed\n", COUNTY, "Another text is published"),
        (COMMUNITY.replace("\nversion: 1", "\nversion: 2"), COUNTY, ":7: effective_from:"),
    ],
)
def test_a_refused_publication_says_why_and_changes_nothing(
    tmp_path: Path, stage: Stage, document: str, unit: str, words: str
) -> None:
    run("publish", written(tmp_path, COMMUNITY), "--unit", COUNTY)
    result = run("publish", written(tmp_path, document), "--unit", unit)
    assert result.exit_code == 2
    assert words in result.output
    assert len(list_versions(actor=SYSTEM)) == 1
