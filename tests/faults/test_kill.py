"""kill -9 of pages, worker and database in mid-day loses nothing that was acknowledged and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from tests.prepared_station import copy_of
from tests.served_station import RealStation, Served, post

RECOVERY_SECONDS = 30.0
PAUSE_SECONDS = 0.2


@pytest.fixture
def station(prepared_station: RealStation, tmp_path: Path) -> Iterator[RealStation]:
    with copy_of(prepared_station, tmp_path) as made:
        yield made


def take_call(client: httpx.Client, key: str) -> str:
    """This function will send the call again and again, as a person does, until it is acknowledged with a number."""
    form = {"text": f"门面房前有人争吵 {key}", "origin": "call_110", "client_key": key, "q": "东街"}
    deadline = time.monotonic() + RECOVERY_SECONDS
    answer: object = None
    while time.monotonic() < deadline:
        try:
            answer = post(client, "/incidents/new/", form)
            assert answer.status_code != 500, answer.text
            if answer.status_code == 302 and answer.headers["location"].startswith("/incidents/"):
                return str(answer.headers["location"]).strip("/").rsplit("/", 1)[-1]
        except httpx.TransportError as error:
            answer = error
        time.sleep(PAUSE_SECONDS)
    raise AssertionError(f"the station did not recover: {answer}")


def kill_web(served: Served) -> None:
    os.kill(served.process_of("granian"), signal.SIGKILL)


def kill_worker(served: Served) -> None:
    os.kill(served.process_of("worker"), signal.SIGKILL)


def kill_database(served: Served) -> None:
    os.kill(served.postgres(), signal.SIGKILL)


def take_calls_between(served: Served, blows: Sequence[Callable[[Served], None]]) -> dict[str, str]:
    """This function will take two calls before, and three after each blow; returns the number of each key."""
    client = served.sign_in("dispatcher")
    keys = [uuid.uuid4().hex for _ in range(2)]
    numbers = {key: take_call(client, key) for key in keys}
    for blow in blows:
        blow(served)
        for key in [uuid.uuid4().hex for _ in range(3)]:
            numbers[key] = take_call(client, key)
    # What was acknowledged before a blow is known by its key after it.
    for key, number in numbers.items():
        assert take_call(client, key) == number
    return numbers


def wait_for_the_worker(station: RealStation) -> None:
    """This function will wait until the worker has delivered every event and sealed every audit entry."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    delivery, audit = (
        "foundation_events_delivery WHERE state <> 'done'",
        "foundation_audit_auditentry WHERE sequence IS NULL",
    )
    while [station.rows(f"SELECT count(*) FROM {rest}") for rest in (delivery, audit)] != [[(0,)], [(0,)]]:
        assert time.monotonic() < deadline, "the worker did not recover"
        time.sleep(PAUSE_SECONDS)


def check_nothing_is_lost(station: RealStation, served: Served, numbers: dict[str, str]) -> None:
    stored = dict(station.rows("SELECT client_key, number FROM incidents_incident"))
    assert stored == numbers
    assert len(set(numbers.values())) == len(numbers)
    client = served.sign_in("dispatcher")
    for key, number in numbers.items():
        assert key in client.get(f"/incidents/{number}/").text
    wait_for_the_worker(station)
    verified = station.fq("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


class Watcher(threading.Thread):
    """A screen that follows the stream and takes it up again behind what it saw, as the browser's part does."""

    def __init__(self, client: httpx.Client) -> None:
        super().__init__(daemon=True)
        self.client, self.cursor, self.taken = client, "", []  # type: ignore[var-annotated]
        self.is_open, self.is_over = threading.Event(), False

    def run(self) -> None:
        while not self.is_over:
            try:
                with self.client.stream("GET", "/stream", params={"after": self.cursor}) as answer:
                    for line in answer.iter_lines() if answer.is_success else ():
                        self._note(line)
                        if self.is_over:
                            return
            except httpx.TransportError:
                pass
            time.sleep(PAUSE_SECONDS)

    def _note(self, line: str) -> None:
        if line.startswith("id: "):
            self.cursor = line[4:]
            self.is_open.set()
        if line == "event: incidents.taken":
            self.taken.append(self.cursor)


@pytest.mark.slow
def test_a_screen_misses_nothing_when_database_and_worker_are_killed(station: RealStation) -> None:
    with station.serving() as served:
        watcher = Watcher(served.sign_in("chief"))
        watcher.start()
        assert watcher.is_open.wait(RECOVERY_SECONDS)
        numbers = take_calls_between(served, [kill_database, kill_worker, kill_database])
        deadline = time.monotonic() + RECOVERY_SECONDS
        while len(watcher.taken) < len(numbers) and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)
        watcher.is_over = True
        assert len(set(watcher.taken)) == len(watcher.taken) == len(numbers)
        check_nothing_is_lost(station, served, numbers)
    told = (station.state / "serve.out").read_text()
    assert "the database ended; starting it again" in told
    assert "worker ended with -9; starting it again" in told


@pytest.mark.slow
def test_everything_is_killed_again_and_again_in_any_order(station: RealStation) -> None:
    blows = [kill_database, kill_web, kill_worker] * 2
    random.Random(4).shuffle(blows)
    with station.serving() as served:
        numbers = take_calls_between(served, blows)
        check_nothing_is_lost(station, served, numbers)
    with station.serving() as served:
        check_nothing_is_lost(station, served, numbers)
