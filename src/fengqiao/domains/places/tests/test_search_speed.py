from __future__ import annotations

import itertools
import statistics
import time

import pytest
from django.db import connection
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.places.public import load_addresses, search_addresses
from fengqiao.domains.places.tests.town import a_street_door
from fengqiao.foundation.scoping.contracts import SYSTEM

FIRST, SECOND = "人民解放建设和平东风朝阳胜利文昌光明长安", ("东路", "西路", "南路", "北路", "中街", "后巷")
DOORS_PER_STREET = 100
TYPED = (
    "人民西路12", "rmxl12", "renminxilu", "人民", "r", "西", "西路1", "12号", "xi", "minxilu", "zz", "不存在的路",
    "城关镇人民西路12号",
)  # fmt: skip


@pytest.mark.slow
def test_an_address_among_twelve_thousand_is_found_while_somebody_types(stage: Stage) -> None:
    names = ["".join(FIRST[at : at + 2]) for at in range(0, len(FIRST), 2)]
    streets = [f"{prefix}{name}{end}" for prefix, name, end in itertools.product(("", "新"), names, SECOND)]
    doors = [
        a_street_door(f"{street}{n}", street, n, unit=OLD_TOWN, longitude=108.872, latitude=33.604)
        for street in streets
        for n in range(1, DOORS_PER_STREET + 1)
    ]
    assert load_addresses(actor=SYSTEM, addresses=doors) == 12_000
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_searchterm")
    milliseconds = {text: _median_milliseconds(stage, text) for text in TYPED}
    assert max(milliseconds.values()) <= 20, milliseconds
    titles = [match.title for match in search_addresses(actor=stage.actor("chief"), text="rmxl12")]
    assert titles[0] == "人民西路12号"


def _median_milliseconds(stage: Stage, text: str) -> float:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        search_addresses(actor=stage.actor("chief"), text=text)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
