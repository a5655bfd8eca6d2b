"""A settled quarrel with two promises in the old town, and one registered in the east."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, EAST_GATE, OLD_TOWN, Stage

from fengqiao.domains.disputes.contracts import NewDispute, NewObligation
from fengqiao.domains.disputes.public import load_disputes, load_obligations
from fengqiao.domains.places.contracts import NewAddress
from fengqiao.domains.places.public import load_addresses
from fengqiao.foundation.scoping.contracts import SYSTEM

ADDRESS = "A-0001"
HOME = NewAddress(
    code=ADDRESS,
    text="枫桥示范县城关镇老城街12号",
    short_text="老城街12号",
    pinyin="laochengjie12hao",
    initials="lcj12h",
    town="城关镇",
    community="老城社区",
    division_code="",
    street="老城街",
    number="12号",
    compound="",
    building="",
    longitude=108.877,
    latitude=33.604,
    unit_code=OLD_TOWN,
)
SETTLED = NewDispute("J-1", "楼道堆放杂物", "neighbour", ADDRESS, OLD_TOWN, DAY, settled_date=DAY)
REGISTERED = NewDispute("J-2", "停车剐蹭赔偿", "damages", "", EAST_GATE, DAY)


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def settled(stage: Stage) -> Stage:
    load_addresses(actor=SYSTEM, addresses=[HOME])
    load_disputes(actor=SYSTEM, disputes=[SETTLED, REGISTERED])
    load_obligations(
        actor=SYSTEM,
        obligations=[
            NewObligation("P-1", "J-1", "张立", "把煤炉搬走", DAY, "100005"),
            NewObligation("P-2", "J-1", "张立", "把墙面擦净", days(20), ""),
        ],
    )
    return stage
