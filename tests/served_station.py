"""A real station in a state folder of its own: set up and served by the commands, visited over HTTP."""

from __future__ import annotations

import datetime
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
from openpyxl import load_workbook

from fengqiao.domains.organisation.schemas import write_templates
from fengqiao.foundation.postgres import Cluster
from fengqiao.integrations.station_tables.templates import write_templates as write_day_templates

COUNTY, STATION, BEAT, OTHER_BEAT = "619999000000", "619999410000", "619999410100", "619999410200"
ADMINISTRATOR, FIRST_PASSWORD, PASSWORD = "keeper", "first-word-of-all", "seven-paper-boats"
UNIT_ROWS = (
    (COUNTY, "枫桥示范县公安局", "county_bureau", "", "否", 108.94, 33.61),
    (STATION, "城关派出所", "police_station", COUNTY, "否", 108.88, 33.604),
    (BEAT, "老城警务区", "beat", STATION, "否", 108.877, 33.604),
    (OTHER_BEAT, "东关警务区", "beat", STATION, "否", 108.893, 33.604),
)
STAFF_ROWS = (
    ("100001", "赵志远", "station_chief", STATION, "2025-01-06", "chief", FIRST_PASSWORD, ""),
    ("100003", "孙晓雨", "dispatcher", STATION, "2025-01-06", "dispatcher", FIRST_PASSWORD, ""),
    ("100005", "林小满", "community_officer", BEAT, "2025-01-06", "officer", FIRST_PASSWORD, ""),
    ("F10008", "郑强", "auxiliary", STATION, "2025-01-06", "auxiliary", FIRST_PASSWORD, ""),
)
START_SECONDS = 60.0
WEB_PROCESSES = "2"
"""One that opens the door and one that joins it: as many more as a station has would only take time to start."""
HOURS = datetime.timedelta(hours=1)


@dataclass
class RealStation:
    """`fq` runs a command of the station; `serving` keeps it served while the body runs."""

    state: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    port: int = 0

    def environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "COLUMNS"}}
        inherited["DJANGO_SETTINGS_MODULE"] = "fengqiao.config.settings"
        own = {"FENGQIAO_STATE_DIR": str(self.state), "FENGQIAO_WEB_PROCESSES": WEB_PROCESSES, "COLUMNS": "200"}
        return inherited | own | dict(self.extra)

    def fq(self, *words: str) -> subprocess.CompletedProcess[str]:
        """This function will run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "fengqiao", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )

    @property
    def cluster(self) -> Cluster:
        return Cluster(state=self.state)

    def rows(self, statement: str) -> list[tuple]:
        """This function will ask the served database."""
        with psycopg.connect(**self.cluster.connection("fengqiao").as_conninfo()) as connection:  # type: ignore[arg-type]
            return connection.execute(statement).fetchall()

    @contextmanager
    def serving(self, *options: str, scheme: str = "http") -> Iterator[Served]:
        """This function will serve the station until the body has run, then end it as Ctrl-C does."""
        self.port = free_port()
        log = (self.state / "serve.out").open("a")
        process = subprocess.Popen(
            [sys.executable, "-m", "fengqiao", "serve", "--port", str(self.port), *options],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        served = Served(self, process, f"{scheme}://localhost:{self.port}")
        try:
            served.wait_until_it_answers()
            yield served
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(40)
            log.close()


@dataclass
class Served:
    """A station that is being served."""

    station: RealStation
    process: subprocess.Popen
    address: str

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, follow_redirects=False, timeout=30, verify=False)  # noqa: S501

    def wait_until_it_answers(self) -> None:
        """This function will wait for the sign-in page, which needs pages and database."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with self.client() as client:
                    if client.get("/alive").is_success:
                        return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError((self.station.state / "serve.out").read_text())

    def sign_in(self, username: str) -> httpx.Client:
        """This function will sign in by the page, with a new password where one is asked for."""
        client = self.client()
        client.get("/sign-in/")
        for password in (PASSWORD, FIRST_PASSWORD):
            answer = post(client, "/sign-in/", {"username": username, "password": password})
            if answer.status_code == 302:
                break
        assert answer.status_code == 302, answer.text
        first = client.get("/")
        if first.status_code == 302:
            answer = post(client, first.headers["location"], {"password": PASSWORD, "again": PASSWORD})
            assert answer.status_code == 302, answer.text
        return client

    def process_of(self, word: str) -> int:
        """This function will find, or wait for, a child of the supervisor by a word of its command."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if pid := self._child(word):
                return pid
            time.sleep(0.05)
        raise AssertionError(f"no {word} runs")

    def _child(self, word: str) -> int | None:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in children:
            try:
                if word.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                    return int(pid)
            except OSError:
                continue
        return None

    def postgres(self) -> int:
        """This function will return the number of the database server's process."""
        return int((self.station.cluster.home / "data" / "postmaster.pid").read_text().split()[0])


def post(client: httpx.Client, path: str, data: Mapping[str, str]) -> httpx.Response:
    """This function will send a form as a browser does, with the token of its cookie."""
    token = client.cookies.get("csrftoken", "")
    return client.post(path, data={**data, "csrfmiddlewaretoken": token}, headers={"Referer": str(client.base_url)})


def free_port() -> int:
    """This function will name a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fill_template(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """This function will put rows in the place of a template's examples, as a person does in Excel."""
    return fill_sheet(path, load_workbook(path).sheetnames[0], rows)


def fill_sheet(path: Path, title: str, rows: Sequence[Sequence[object]]) -> Path:
    """This function will do the same with the sheet of that title."""
    book = load_workbook(path)
    sheet = book[title]
    sheet.delete_rows(2, sheet.max_row)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def set_up(station: RealStation) -> None:
    """This function will fill and load the templates of `fq init`, with the first administrator."""
    units, staff = write_templates(folder=station.state)
    fill_template(units, UNIT_ROWS)
    fill_template(staff, STAFF_ROWS)
    done = station.fq(
        *("init", "--admin", ADMINISTRATOR, "--password", FIRST_PASSWORD),
        *("--organisation", str(units), "--staff", str(staff)),
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def real_station(folder: Path) -> Iterator[RealStation]:
    """This function will make an empty station in the folder and clear its database away afterwards."""
    station = RealStation(folder / "state")
    station.state.mkdir(parents=True)
    try:
        yield station
    finally:
        shutil.rmtree(station.cluster.home.parent, ignore_errors=True)


def plan_the_day(station: RealStation) -> None:
    """This function will load shifts, units, addresses and premises by the commands while the station is served."""
    duty, places = write_day_templates(folder=station.state)
    now = datetime.datetime.now(datetime.timezone(8 * HOURS))
    times = tuple((now + hours * HOURS).strftime("%Y-%m-%d %H:%M") for hours in (-2, 8))
    fill_sheet(
        duty, "shifts", [("100005", BEAT, "on_duty", *times, "甲班"), ("F10008", STATION, "on_duty", *times, "")]
    )
    car = ("CG-1", "城关一号", "car", STATION, "100005、F10008", *times, 108.878, 33.604, "急救包", "否")
    fill_sheet(duty, "units", [car, ("CG-2", "城关二号", "boat", *car[3:])])
    door = ("A1", "枫桥示范县城关镇老城社区东街12号", "东街12号", "城关镇", "老城社区", "", "东街", "12号", "", "")
    fill_sheet(places, "addresses", [(*door, 108.877, 33.604, BEAT, "老汽车站")])
    fill_sheet(places, "premises", [("P1", "东街旅馆", "hotel", "A1", "钱老板", "", "2020-05-01", "是", "", 40)])
    commands = (("shifts", duty), ("units", duty), ("places", places))
    with ThreadPoolExecutor() as pool:
        shifts, planned, loaded = pool.map(lambda one: station.fq("import", one[0], str(one[1])), commands)
    assert shifts.returncode == 0, shifts.stderr
    assert (planned.returncode, "1 row added" in planned.stdout) == (2, True)
    assert "line 3, kind: not_one_of" in planned.stderr
    assert loaded.returncode == 0, loaded.stderr
