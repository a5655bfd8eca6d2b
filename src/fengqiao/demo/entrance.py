"""What a person who starts the demonstration reads first: the address, and whom to sign in as."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import psycopg
from rich.console import Console
from rich.table import Table

from fengqiao.config.environment import environment
from fengqiao.demo.county.contracts import County, Role
from fengqiao.demo.loading.county_cache import COUNTY_FOLDER, county_for
from fengqiao.demo.loading.database import DatabaseWish
from fengqiao.demo.sign_ins import PASSWORD, PROVINCE_NAME, PROVINCE_USERNAME
from fengqiao.foundation.postgres import parse_database_url
from fengqiao.foundation.simulation.contracts import Text

ROLES: tuple[tuple[Role, Text], ...] = (
    (Role.COMMUNITY_OFFICER, Text("社区民警", "community officer")),
    (Role.STATION_CHIEF, Text("所长", "station chief")),
    (Role.DISPATCHER, Text("指挥室调度员", "dispatcher")),
    (Role.SHIFT_LEADER, Text("指挥室值班长", "shift leader")),
    (Role.VIDEO_REVIEWER, Text("视频审核员", "video reviewer")),
    (Role.CASE_TEAM, Text("办案民警", "case officer")),
    (Role.HALL_CLERK, Text("会客厅窗口", "hall clerk")),
    (Role.COUNTY_STAFF, Text("县局", "county bureau")),
    (Role.AUDITOR, Text("审计员", "auditor")),
    (Role.SYSTEM_ADMIN, Text("系统管理员", "system administrator")),
)


@dataclass
class Entrance:
    """Prints once, as soon as the pages answer."""

    address: str
    language: str
    headline: Callable[[], Text]
    people: Callable[[], Table]
    _is_printed: bool = field(default=False, init=False)

    def print_once_open(self, console: Console) -> None:
        """This function will print the address and one sign-in per role when the sign-in page answers."""
        if self._is_printed or not self._answers():
            return
        self._is_printed = True
        console.print()
        console.print(f"[bold]枫桥 Fengqiao[/bold]   {self.address}")
        console.print(self.headline().in_language(self.language))
        console.print()
        console.print(self.people())
        console.print()
        console.print(Text("Ctrl-C 结束", "Ctrl-C ends it").in_language(self.language), style="dim")

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/alive", timeout=1):  # noqa: S310 - our own address
                return True
        except OSError:
            return False


def headline_of(*, date: datetime.date, speed: float) -> Text:
    """This function will say where the clock of the day stands, how fast it runs, and everybody's password."""
    stands_at = _clock_stands_at()
    moment = f"{stands_at:%Y-%m-%d %H:%M}"
    told = Text(moment, moment)
    if stands_at.date() != date:
        told = Text(
            f"{moment}（接着上次，故事从{date}开始；加 --fresh 从头再来）",
            f"{moment} (where it was left; the story begins on {date}, --fresh begins it anew)",
        )
    return Text(
        f"{told.zh} · 屏幕上一秒是{speed:g}秒 · 每个人的密码：{PASSWORD}",
        f"{told.en} · one second is {speed:g} · everybody's password: {PASSWORD}",
    )


def _clock_stands_at() -> datetime.datetime:
    """Asked without Django, which a demonstration that is loaded already never sets up here."""
    with psycopg.connect(**parse_database_url(os.environ["DATABASE_URL"]).as_conninfo()) as connection:
        row = connection.execute("SELECT told_until_at FROM foundation_simulation_simulatedday").fetchone()
    assert row is not None  # the day is opened before it is served
    told_until: datetime.datetime = row[0]
    return told_until.astimezone(ZoneInfo(environment().time_zone))


def county_people(*, wish: DatabaseWish, language: str) -> Table:
    """This function will list one person for each role."""
    county = county_for(seed=wish.seed, date=wish.date, folder=environment().state_dir / COUNTY_FOLDER)
    table = Table(box=None, pad_edge=False, show_header=False)
    for role, name in ROLES:
        person = _person(county, role)
        if person is not None:
            table.add_row(name.in_language(language), person[0], f"[bold]{person[1]}[/bold]")
    table.add_row(Text("省厅", "province").in_language(language), PROVINCE_NAME, f"[bold]{PROVINCE_USERNAME}[/bold]")
    return table


def _person(county: County, role: Role) -> tuple[str, str] | None:
    """The young officer and the town's chief first: the story is theirs."""
    told = {county.planted.officer_number, county.planted.chief_number, county.planted.dispatcher_number}
    numbers = [post.police_number for post in county.appointments if post.role is role]
    number = next((number for number in numbers if number in told), numbers[0] if numbers else "")
    return next(((row.name, row.login_name) for row in county.staff if row.police_number == number), None)
