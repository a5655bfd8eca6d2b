"""The stage of `console`: a county of ten stations with a year of calls, its people signed in."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actor, hash_password
from fengqiao.domains.incidents.contracts import ImportedCall, NewUnit, Origin
from fengqiao.domains.incidents.contracts import UnitKind as PatrolKind
from fengqiao.domains.incidents.public import category_tree, load_calls, load_units
from fengqiao.domains.organisation.contracts import NewStaff, UnitKind
from fengqiao.domains.organisation.contracts import NewUnit as NewOrgUnit
from fengqiao.domains.organisation.public import add_staff
from fengqiao.domains.organisation.public import load_units as load_org_units
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.primitives.position import Position

COUNTY = "619999000000"
STATIONS, BEATS_EACH = 10, 3
PATROLS_EACH = 3
DAYS = 365
PASSWORD = "four-small-stools"  # noqa: S105 - of a database that lives for minutes
DOORS = ("老街", "河滨路", "东关巷", "新桥路", "学府路", "车站街")
WORDS = (
    "夜间音乐声大，邻居要求安静",
    "电动车被推走",
    "两车轻微碰擦",
    "老人走失，穿灰色外套",
    "门前堆物堵住通道",
    "店内争执",
)


@dataclass(frozen=True, slots=True)
class Listening:
    """A signed-in session and the part of the tree whose changes it must see."""

    session_key: str
    path: str


@dataclass(frozen=True, slots=True)
class ConsoleStage:
    """`patrols`: the code of each unit on duty, with the shift leader of its station, who acts for it."""

    listeners: Sequence[Listening]
    readers: Sequence[str]
    patrols: Mapping[str, Actor]
    calls: int


def build_stage(*, seed: int, calls: int, listeners: int, readers: int) -> ConsoleStage:
    """This function will build it through the rooms' doors. Half of the listeners see the county, half one station."""
    paths = load_org_units(actor=SYSTEM, units=list(_tree()))
    people = _people(STATIONS + listeners + readers)
    for person in people:
        add_staff(actor=SYSTEM, staff=person)
    patrols = list(_patrols(people))
    load_units(actor=SYSTEM, units=patrols)
    landed = load_calls(actor=SYSTEM, source="bench", calls=_year_of_calls(seed, calls)).added
    users = {user.username: user for user in get_user_model().objects.all()}
    sessions = [Listening(_sign_in(users[one.username]), paths[one.unit_code]) for one in people]
    leaders = {one.unit_code: get_actor(user=users[one.username]) for one in people[:STATIONS]}
    return ConsoleStage(
        listeners=sessions[STATIONS : STATIONS + listeners],
        readers=[one.session_key for one in sessions[STATIONS + listeners :]],
        patrols={one.code: leaders[one.unit_code] for one in patrols},
        calls=landed,
    )


def _station(number: int) -> str:
    return f"6199994{number:02}000"


def _beat(station: int, number: int) -> str:
    return f"6199994{station:02}{number:02}0"


def _tree() -> Iterator[NewOrgUnit]:
    yield NewOrgUnit(COUNTY, "枫桥示范县公安局", UnitKind.COUNTY_BUREAU, None)
    for station in range(1, STATIONS + 1):
        yield NewOrgUnit(
            _station(station), f"第{station}派出所", UnitKind.POLICE_STATION, COUNTY, longitude=108.8, latitude=33.6
        )
        for beat in range(1, BEATS_EACH + 1):
            yield NewOrgUnit(_beat(station, beat), f"第{station}-{beat}警务区", UnitKind.BEAT, _station(station))


def _people(count: int) -> list[NewStaff]:
    """A shift leader for each station, then dispatchers: every second of the county, the others of the stations."""
    secret = hash_password(password=PASSWORD)
    return [
        NewStaff(
            number=f"{200000 + place}",
            name=f"警员{place}",
            role=Role.SHIFT_LEADER if place < STATIONS else Role.DISPATCHER,
            unit_code=_post(place),
            appointed_date=datetime.date(2024, 1, 8),
            username=f"bench{place}",
            password_hash=secret,
            must_change_password=False,
        )
        for place in range(count)
    ]


def _post(place: int) -> str:
    if place < STATIONS:
        return _station(place + 1)
    return COUNTY if place % 2 == 0 else _station(place // 2 % STATIONS + 1)


def _patrols(people: Sequence[NewStaff]) -> Iterator[NewUnit]:
    starts_at = now() - datetime.timedelta(hours=1)
    for place in range(STATIONS * PATROLS_EACH):
        station = place % STATIONS + 1
        yield NewUnit(
            code=f"P{place:03}",
            call_sign=f"巡{place}",
            kind=PatrolKind.CAR,
            unit_code=_station(station),
            member_numbers=(people[place % len(people)].number,),
            starts_at=starts_at,
            ends_at=starts_at + datetime.timedelta(hours=12),
            position=Position(108.8 + place / 500, 33.6),
        )


def _year_of_calls(seed: int, count: int) -> Iterator[ImportedCall]:
    chance = random.Random(seed)
    kinds = [(node.code, sub) for node in category_tree() for sub, _label in node.children]
    minutes: Mapping[str, int] = {"dispatched_at": 2, "en_route_at": 4, "on_scene_at": 9, "handled_at": 25}
    begins_at = now() - datetime.timedelta(days=DAYS)
    for number in range(count):
        received_at = begins_at + datetime.timedelta(days=DAYS * chance.random() * 0.999)
        category, subcategory = chance.choice(kinds)
        stamps = {name: received_at + datetime.timedelta(minutes=length) for name, length in minutes.items()}
        closed_at = received_at + datetime.timedelta(minutes=40)
        yield ImportedCall(
            source="bench",
            external_id=f"{number}",
            origin=Origin.CALL_110,
            category=category,
            subcategory=subcategory,
            text=chance.choice(WORDS),
            caller_name="",
            caller_phone="",
            address_code="",
            place_text=f"{chance.choice(DOORS)}{chance.randrange(1, 200)}号",
            longitude=108.8 + chance.random() / 10,
            latitude=33.6 + chance.random() / 10,
            unit_code=_beat(chance.randrange(1, STATIONS + 1), chance.randrange(1, BEATS_EACH + 1)),
            received_at=received_at,
            feedback_at=closed_at,
            closed_at=closed_at,
            dispatched_at=stamps["dispatched_at"],
            en_route_at=stamps["en_route_at"],
            on_scene_at=stamps["on_scene_at"],
            handled_at=stamps["handled_at"],
        )


def _sign_in(user: object) -> str:
    """A session as the sign-in page makes it."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    request.session.save()
    return str(request.session.session_key)
