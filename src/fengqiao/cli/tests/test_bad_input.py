"""What the operator can mend is told in one paragraph, with exit status 2 (3: data missing), never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from tests.served_station import free_port

from fengqiao.edge.tests.fakes import write_walker_video
from fengqiao.foundation.postgres import ConnectionParts

LONGEST_ANSWER = 900
AWAY = f"postgresql://somebody:secret-word@127.0.0.1:{free_port()}/station"


@dataclass(frozen=True)
class Case:
    """`words` may hold {folder}, the folder of the files below, and {port}, which somebody listens on."""

    words: str
    told: tuple[str, ...]
    status: int = 2
    settings: Mapping[str, str] = field(default_factory=dict)
    needs_database: bool = False


CASES = {
    "a port that is no number": Case("status", ("FENGQIAO_PORT",), settings={"FENGQIAO_PORT": "abc"}),
    "a database of another kind": Case("status", ("postgresql://",), settings={"DATABASE_URL": "mysql://x/y"}),
    "a state folder that cannot be": Case(
        "status", ("FENGQIAO_STATE_DIR",), settings={"FENGQIAO_STATE_DIR": "/proc/no"}
    ),
    "a taken port": Case("serve --port {port}", ("Port {port}", "--port")),
    "a taken port of the demonstration": Case("demo --port {port}", ("Port {port}", "--port")),
    "a database that is away": Case(
        "serve --port {free}", ("127.0.0.1", "DATABASE_URL"), settings={"DATABASE_URL": AWAY}
    ),
    "an Excel file that is none": Case(
        "init --no-lists --organisation {folder}/text.xlsx", ("not an Excel file", "--templates"), needs_database=True
    ),
    "a list that is no list": Case(
        "lists check {folder}/list.yaml", ("list.yaml:", "cannot be published"), needs_database=True
    ),
    "a mapping that is none": Case(
        "import calls {folder}/calls.csv --mapping {folder}/list.yaml",
        ("list.yaml", "is not YAML"),
        needs_database=True,
    ),
    "a mapping that is absent": Case(
        "import calls {folder}/calls.csv --mapping {folder}/none.yaml", ("none.yaml",), needs_database=True
    ),
    "a model that is not here": Case(
        "watch {folder}/walker.mp4 --camera C --model yolox_nano --zone {folder}/zones.yaml",
        ("not on this machine",),
        3,
    ),
    "a video that is none": Case("watch {folder}/zones.yaml --camera C", ("is not a video",)),
    "a video that is absent": Case("watch {folder}/none.mp4 --camera C", ("there is no such file",), 3),
    "a benchmark's folder that is absent": Case("bench import --data {folder}/none", ("is not a folder",)),
    "a benchmark's folder without data": Case("bench import --data {folder} --quick", ("--data",), 3),
    "a benchmark that is not": Case("bench speed", ("There are:",)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad input")
    (folder / "text.xlsx").write_text("not a table")
    (folder / "list.yaml").write_text("rows: [1, {]\n")
    (folder / "calls.csv").write_text("a,b\n1,2\n")
    (folder / "zones.yaml").write_text("zones: [{name: yard, polygon: [[0.3, 0], [1, 0], [1, 1], [0.3, 1]]}]")
    write_walker_video(folder / "walker.mp4")
    return folder


@pytest.fixture(scope="module")
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def answer_of(case: Case, folder: Path, taken_port: int) -> subprocess.CompletedProcess[str]:
    """This function will run the case as the command line does, in a process of its own."""
    environment = {key: text for key, text in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"FENGQIAO_STATE_DIR": str(folder / "state"), "COLUMNS": "200"}
    environment["DJANGO_SETTINGS_MODULE"] = "fengqiao.config.settings"
    if case.needs_database:
        known = django_settings.DATABASES["default"]
        parts = ConnectionParts(known["NAME"], known["USER"], known["PASSWORD"], known["HOST"], int(known["PORT"]))
        environment["DATABASE_URL"] = parts.as_url()
    places = {"folder": str(folder), "port": str(taken_port), "free": str(free_port())}
    return subprocess.run(
        [sys.executable, "-m", "fengqiao", *(word.format(**places) for word in case.words.split())],
        env=environment | dict(case.settings),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.django_db
def test_it_is_told_in_words(name: str, folder: Path, taken_port: int) -> None:
    case = CASES[name]
    done = answer_of(case, folder, taken_port)
    assert done.returncode == case.status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "secret-word" not in done.stderr
    assert 0 < len(done.stderr.strip()) < LONGEST_ANSWER, done.stderr
    for words in case.told:
        assert words.format(port=taken_port) in done.stderr
