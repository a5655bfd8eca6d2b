"""An address found while somebody types, beside a plain LIKE on the text of the addresses. Needs a database."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from functools import partial

from django.contrib.auth import get_user_model
from django.db import connection

from fengqiao.bench.engines.timing import waited_seconds
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.organisation.contracts import NewStaff, NewUnit, UnitKind
from fengqiao.domains.organisation.public import add_staff, load_units
from fengqiao.domains.places.contracts import NewAddress
from fengqiao.domains.places.public import load_addresses, search_addresses
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

COUNTY, STATION, BEAT = "619999000000", "619999410000", "619999410100"
CHIEF = "bench_chief"
NAMES = ("人民", "解放", "建设", "和平", "东风", "朝阳", "胜利", "文昌", "光明", "长安")
ENDS = ("东路", "西路", "南路", "北路", "中街", "后巷")
TYPED = (
    "人民西路12", "rmxl12", "renminxilu", "人民", "r", "西", "西路1", "12号", "xi", "minxilu", "zz", "不存在的路",
    "城关镇人民西路12号",
)  # fmt: skip
"""What people type: a whole door, initials, pinyin, one sign, a middle, nothing that exists, a door with its town."""
LIKE = "SELECT code, text FROM places_address WHERE text LIKE %s ORDER BY text LIMIT 8"
MILLISECONDS_GOAL = 20.0


def build_doors(*, per_street: int) -> Actor:
    """This function will make a station with 120 streets and return its chief, who searches."""
    load_units(actor=SYSTEM, units=_units())
    load_addresses(actor=SYSTEM, addresses=_doors(per_street))
    add_staff(
        actor=SYSTEM,
        staff=NewStaff(
            number="100001",
            name="赵志远",
            role=Role.STATION_CHIEF,
            unit_code=STATION,
            appointed_date=datetime.date(2025, 1, 6),
            username=CHIEF,
            password="four-small-stools",  # noqa: S106 - of a database that lives for minutes
            must_change_password=False,
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_address, places_searchterm")
    return get_actor(user=get_user_model().objects.get(username=CHIEF))


def measure_search(*, actor: Actor, repeats: int) -> BenchFigure:
    """This function will return the wait for the slowest of the typed texts, here and by LIKE."""
    ours = [waited_seconds(work=partial(search_addresses, actor=actor, text=text), repeats=repeats) for text in TYPED]
    like = [waited_seconds(work=partial(_like, text), repeats=repeats) for text in TYPED]
    return BenchFigure(
        "address_search_ms",
        max(ours) * 1000,
        "ms",
        [Reference("LIKE '%text%' on the address", max(like) * 1000)],
        Goal("<=", MILLISECONDS_GOAL),
    )


def _like(text: str) -> Sequence[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [f"%{text}%"])
        found: Sequence[tuple[str, str]] = cursor.fetchall()
    return found


def _units() -> Sequence[NewUnit]:
    return (
        NewUnit(COUNTY, "枫桥示范县公安局", UnitKind.COUNTY_BUREAU, None),
        NewUnit(STATION, "城关派出所", UnitKind.POLICE_STATION, COUNTY, longitude=108.88, latitude=33.604),
        NewUnit(BEAT, "老城警务区", UnitKind.BEAT, STATION, longitude=108.877, latitude=33.604),
    )


def _doors(per_street: int) -> Iterator[NewAddress]:
    streets = (f"{prefix}{name}{end}" for prefix, name, end in itertools.product(("", "新"), NAMES, ENDS))
    for street in streets:
        for number in range(1, per_street + 1):
            yield _door(street, f"{number}号")


def _door(street: str, number: str) -> NewAddress:
    return NewAddress(
        code=f"{street}{number}",
        text=f"枫桥示范县城关镇老城社区{street}{number}",
        short_text=f"{street}{number}",
        pinyin="",
        initials="",
        town="城关镇",
        community="老城社区",
        division_code="619999100001",
        street=street,
        number=number,
        compound="",
        building="",
        longitude=108.872,
        latitude=33.604,
        unit_code=BEAT,
    )
