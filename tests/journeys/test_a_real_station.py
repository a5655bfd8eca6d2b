"""A station that is no demonstration: from empty templates to the first call, and into a new machine by its backup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.prepared_station import copy_of
from tests.served_station import ADMINISTRATOR, RealStation, Served, plan_the_day, post, real_station

NEXT_STEPS = {
    "/": "fq import units FILE",
    "/cameras/warnings/": "fq watch",
    "/disputes/": "No dispute yet",
    "/incidents/room/": "fq import units FILE",
    "/reports/": "Take a report",
    "/places/trouble-spots/": "is listed here with its officer",
    "/figures/": "too little history",
}
"""What an empty page says about what comes, or what to do."""


@pytest.fixture(scope="module")
def station(prepared_station: RealStation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStation]:
    with copy_of(prepared_station, tmp_path_factory.mktemp("real")) as made:
        yield made


def sign_in(served: Served, username: str) -> httpx.Client:
    client = served.sign_in(username)
    client.cookies.set("django_language", "en")
    return client


def open_every_page(client: httpx.Client) -> dict[str, str]:
    """This function will open each page that the reader's first page leads to; returns their texts."""
    first = client.get("/").text
    links = {link for link in re.findall(r'href="(/[^"#?]*)"', first) if not link.startswith(("/static", "/sign-out"))}
    texts = {}
    for link in sorted(links):
        answer = client.get(link, follow_redirects=True)
        assert answer.status_code == 200, (link, answer.status_code)
        texts[link] = answer.text
    return texts


def take_and_send(dispatcher: httpx.Client) -> str:
    """This function will take a call at a known address and send whom the page recommends; returns the number."""
    answer = post(
        dispatcher,
        "/incidents/new/",
        {
            **{"text": "旅馆门口有人打架", "origin": "call_110", "client_key": "first-call"},
            **{"q": "东街12号", "address_code": "A1"},
        },
    )
    assert answer.status_code == 302, answer.text
    number = answer.headers["location"].strip("/").rsplit("/", 1)[-1]
    assert post(dispatcher, f"/incidents/{number}/recommend/", {}).status_code == 302
    page = dispatcher.get(answer.headers["location"])
    assert "城关一号" in page.text
    fields = dict(re.findall(r'name="(recommendation|unit)" value="([^"]+)"', page.text))
    assert fields["unit"] == "CG-1"
    assert post(dispatcher, f"/incidents/{number}/dispatch/", fields).status_code == 302
    return number


def handle_it(officer: httpx.Client, number: str) -> None:
    """This function will press the officer's one button until the feedback is asked for, and give it."""
    for _ in range(4):
        page = officer.get("/incidents/orders/").text
        fields = dict(re.findall(r'name="(order|step)" value="([^"]+)"', page))
        if not fields:
            break
        assert post(officer, f"/incidents/{number}/step/", {**fields, "back": "orders"}).status_code == 302
    done = post(officer, f"/incidents/{number}/feedback/", {"result": "closed", "note": "已劝开", "back": "orders"})
    assert done.status_code == 302, done.text
    assert "No order" in officer.get("/incidents/orders/").text


def test_from_empty_pages_to_the_first_call_that_was_handled(station: RealStation) -> None:
    with station.serving() as served:
        people = {name: sign_in(served, name) for name in (ADMINISTRATOR, "chief", "dispatcher", "officer")}
        pages = {name: open_every_page(client) for name, client in people.items()}
        assert "fq import units FILE" in pages[ADMINISTRATOR]["/"]
        for path, words in NEXT_STEPS.items():
            assert words in pages["chief"][path], path
        # A station owes nothing from before it was there.
        assert not re.search(r"\d days overdue", pages["officer"]["/tasks/today/"])
        plan_the_day(station)
        handle_it(people["officer"], take_and_send(people["dispatcher"]))
        for client in people.values():
            open_every_page(client)
        assert "fq import" not in people["chief"].get("/incidents/room/").text
        # The first steps are gone once they are taken; who has nothing waiting is told where the rest is.
        assert "First steps of this station" not in people["chief"].get("/").text
        stopped = station.fq("stop")
        assert (stopped.returncode, "Ended: the station" in stopped.stdout) == (0, True)
        assert served.process.wait(5) == 0
    assert "Traceback" not in (station.state / "logs" / "web.log").read_text()


def row_counts(station: RealStation) -> dict[str, int]:
    tables = station.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return {table: station.rows(f'SELECT count(*) FROM "{table}"')[0][0] for (table,) in tables}


@pytest.mark.slow
def test_a_backup_fills_an_empty_state_folder_with_every_row(station: RealStation, tmp_path: Path) -> None:
    kept = station.state / "files" / "00" / "clip"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"seen by a camera")
    with station.cluster:
        saved = station.fq("backup", str(tmp_path / "station.tar"))
        before = row_counts(station)
    assert saved.returncode == 0, saved.stderr
    assert before["organisation_staffmember"] == 4
    assert (tmp_path / "station.tar").stat().st_mode & 0o077 == 0, "others on this machine can read every record"
    with real_station(tmp_path) as other, other.cluster:
        restored = other.fq("restore", str(tmp_path / "station.tar"))
        assert restored.returncode == 0, restored.stderr
        assert row_counts(other) == before
        clip = other.state / "files" / "00" / "clip"
        assert (clip.read_bytes(), clip.stat().st_mode & 0o077) == (b"seen by a camera", 0)
        verified = other.fq("audit", "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
        again = other.fq("restore", str(tmp_path / "station.tar"))
        assert (again.returncode, "already holds data" in again.stderr) == (2, True)
