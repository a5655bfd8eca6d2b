"""A small station for tests: one county, one town station with two beats, one person per role, through the doors."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import create_account, get_actor, grant_role
from fengqiao.domains.organisation.contracts import NewShift, NewStaff, NewUnit, ShiftKind, UnitKind
from fengqiao.domains.organisation.public import add_staff, load_shifts, load_units
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from tests.kept_rows import KeptRows

CHINA = ZoneInfo("Asia/Shanghai")
DAY = datetime.date(2026, 9, 16)
"""A Wednesday, no holiday near."""
PASSWORD = "four-small-stools"  # noqa: S105 - a test's own
COUNTY, STATION, OTHER_STATION = "619999000000", "619999410000", "619999420000"
OLD_TOWN, EAST_GATE, FERRY = "619999410100", "619999410200", "619999420100"
SQUARES = {
    OLD_TOWN: ((108.870, 33.595), (108.885, 33.595), (108.885, 33.612), (108.870, 33.612), (108.870, 33.595)),
    EAST_GATE: ((108.885, 33.595), (108.905, 33.595), (108.905, 33.612), (108.885, 33.612), (108.885, 33.595)),
    FERRY: ((108.950, 33.570), (108.970, 33.570), (108.970, 33.585), (108.950, 33.585), (108.950, 33.570)),
}
UNITS = (
    NewUnit(COUNTY, "枫桥示范县公安局", UnitKind.COUNTY_BUREAU, None),
    NewUnit(STATION, "城关派出所", UnitKind.POLICE_STATION, COUNTY, longitude=108.88, latitude=33.604),
    NewUnit(OTHER_STATION, "渡口派出所", UnitKind.POLICE_STATION, COUNTY, longitude=108.96, latitude=33.577),
    NewUnit(OLD_TOWN, "老城警务区", UnitKind.BEAT, STATION, False, 108.877, 33.604, SQUARES[OLD_TOWN]),
    NewUnit(EAST_GATE, "东关警务区", UnitKind.BEAT, STATION, False, 108.893, 33.604, SQUARES[EAST_GATE]),
    NewUnit(FERRY, "码头警务区", UnitKind.BEAT, OTHER_STATION, False, 108.96, 33.577, SQUARES[FERRY]),
)
PEOPLE = (
    ("100001", "赵志远", Role.STATION_CHIEF, STATION, "chief"),
    ("100002", "钱红梅", Role.SHIFT_LEADER, STATION, "shift_leader"),
    ("100003", "孙晓雨", Role.DISPATCHER, STATION, "dispatcher"),
    ("100004", "李建军", Role.CASE_OFFICER, STATION, "case_officer"),
    ("100005", "林小满", Role.COMMUNITY_OFFICER, OLD_TOWN, "officer"),
    ("100006", "周大勇", Role.COMMUNITY_OFFICER, EAST_GATE, "other_officer"),
    ("100007", "吴倩", Role.VIDEO_REVIEWER, STATION, "reviewer"),
    ("F10008", "郑强", Role.AUXILIARY, STATION, "auxiliary"),
    ("100009", "王福来", Role.STATION_CHIEF, OTHER_STATION, "other_chief"),
    ("100010", "冯敏", Role.COUNTY_STAFF, COUNTY, "county_staff"),
)


@dataclass(frozen=True)
class Stage:
    """`paths` by unit code, `actors` by the short names of PEOPLE, plus `auditor` and `system_admin`."""

    paths: dict[str, str]
    actors: dict[str, Actor]

    def actor(self, name: str) -> Actor:
        return self.actors[name]

    def user(self, name: str) -> object:
        return get_user_model().objects.get(pk=self.actors[name].user_id)


def at(hour: int, minute: int = 0, *, day: datetime.date = DAY) -> datetime.datetime:
    """This function will name a local moment of the stage's day."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), CHINA)


def stop_clock(moment: datetime.datetime) -> None:
    """This function will make it this moment, and keep it."""
    set_clock(at=moment, rate=0)


def build_stage() -> Stage:
    """This function will build the stage at 08:00 of its day, with everybody on a day shift 08:00–18:00."""
    stop_clock(at(8))
    return _people.get()


def _settle_people() -> Stage:
    paths = load_units(actor=SYSTEM, units=UNITS)
    for number, name, role, unit, username in PEOPLE:
        add_staff(
            actor=SYSTEM,
            staff=NewStaff(
                number=number,
                name=name,
                role=role,
                unit_code=unit,
                appointed_date=datetime.date(2025, 1, 6),
                is_auxiliary=role is Role.AUXILIARY,
                username=username,
                password=PASSWORD,
                must_change_password=False,
            ),
        )
    for username, role in (("auditor", Role.AUDITOR), ("system_admin", Role.SYSTEM_ADMIN)):
        user_id = create_account(
            actor=SYSTEM, username=username, display_name=username, password=PASSWORD, must_change_password=False
        )
        grant_role(actor=SYSTEM, user_id=user_id, role=role, scope_path="")
    load_shifts(
        actor=SYSTEM,
        shifts=[NewShift(number, unit, ShiftKind.DAY, at(8), at(18)) for number, _, _, unit, _ in PEOPLE],
    )
    actors = {user.username: get_actor(user=user) for user in get_user_model().objects.all()}
    return Stage(paths=paths, actors=actors)


_people = KeptRows(_settle_people)
