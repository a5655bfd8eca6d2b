"""A few doors on the stage: streets, premises, a household with two people, a trouble spot; through the doors."""

from __future__ import annotations

import datetime

from tests.stage import EAST_GATE, FERRY, OLD_TOWN

from fengqiao.domains.places.contracts import (
    NewAddress,
    NewAlias,
    NewHousehold,
    NewPremises,
    NewResident,
    NewResidentFact,
    NewTroubleSpot,
    PremisesKind,
    RentalTier,
    ResidentFactKind,
)
from fengqiao.domains.places.public import (
    load_addresses,
    load_aliases,
    load_households,
    load_premises,
    load_resident_facts,
    load_residents,
    load_trouble_spots,
)
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.citizen_id import citizen_id_check_character

OPENED = datetime.date(2020, 5, 1)
VILLAGE_CODE = "619999102201"


def id_number(birth_date: datetime.date, serial: int) -> str:
    """This function will make a number of the reserved county 619999; an even serial is a woman's."""
    first = f"619999{birth_date:%Y%m%d}{serial:03d}"
    return first + citizen_id_check_character(first)


def a_street_door(code: str, street: str, number: int, *, unit: str, longitude: float, latitude: float) -> NewAddress:
    short = f"{street}{number}号"
    return NewAddress(
        code=code,
        text=f"枫桥示范县城关镇老城社区{short}",
        short_text=short,
        pinyin="",
        initials="",
        town="城关镇",
        community="老城社区",
        division_code="619999100001",
        street=street,
        number=f"{number}号",
        compound="",
        building="",
        longitude=longitude,
        latitude=latitude,
        unit_code=unit,
    )


ADDRESSES = (
    *(
        a_street_door(f"A{n:03d}", "人民西路", n, unit=OLD_TOWN, longitude=108.872 + n / 20_000, latitude=33.604)
        for n in (1, 2, 12, 120, 121)
    ),
    a_street_door("A201", "东关街", 8, unit=EAST_GATE, longitude=108.893, latitude=33.604),
    NewAddress(
        "A301",
        "枫桥示范县渡口镇清溪村3组17号",
        "清溪村3组17号",
        "qingxicun3zu17hao",
        "qxc3z17h",
        "渡口镇",
        "清溪村",
        VILLAGE_CODE,
        "",
        "3组17号",
        "",
        "",
        108.96,
        33.577,
        FERRY,
    ),
)
PREMISES = (
    NewPremises(
        "P1", "悦来宾馆", PremisesKind.HOTEL, "A012", "何掌柜", "02900001111", OPENED, has_car_park=True, capacity=42
    ),
    NewPremises("P2", "城关小学", PremisesKind.SCHOOL, "A120", "白校长", "02900002222", OPENED, capacity=800),
    NewPremises(
        "P3",
        "人民西路2号出租房",
        PremisesKind.RENTAL_HOUSING,
        "A002",
        "何房东",
        "",
        OPENED,
        rental_tier=RentalTier.MONTHLY,
        capacity=6,
    ),
    NewPremises("P4", "县人民医院", PremisesKind.HOSPITAL, "A201", "", "", OPENED, capacity=300),
    NewPremises("P5", "清溪村村委会", PremisesKind.COMMITTEE, "A301", "", "", OPENED),
    NewPremises("P6", "老王面馆", PremisesKind.RESTAURANT, "A001", "", "", OPENED),
)
BORN = datetime.date(1948, 3, 2)
RESIDENTS = (
    NewResident("R1", "H1", "王秀英", True, BORN, id_number(BORN, 2), "13900000001", True),
    NewResident("R2", "H1", "王大山", False, BORN, id_number(BORN, 3), "", False),
)
FACT = NewResidentFact(
    "R1",
    ResidentFactKind.ELDERLY_ALONE,
    "民政名册 2026-14",
    datetime.date(2026, 1, 1),
    datetime.date(2027, 1, 1),
)
TROUBLE_SPOT = NewTroubleSpot(
    "T1",
    "人民西路夜市",
    "A012",
    "三个月十一起打架警情",
    datetime.date(2026, 8, 1),
    datetime.date(2026, 10, 31),
    "100005",
    ("夜间步巡", "商户约谈"),
)


def build_town() -> None:
    """This function will load the doors and what stands at them."""
    load_addresses(actor=SYSTEM, addresses=ADDRESSES)
    load_aliases(actor=SYSTEM, aliases=[NewAlias("老汽车站", "laoqichezhan", "A201")])
    load_premises(actor=SYSTEM, premises=PREMISES)
    load_households(actor=SYSTEM, households=[NewHousehold("H1", False, "A001"), NewHousehold("H2", True, "A002")])
    load_residents(actor=SYSTEM, residents=RESIDENTS)
    load_resident_facts(actor=SYSTEM, resident_facts=[FACT])
    load_trouble_spots(actor=SYSTEM, trouble_spots=[TROUBLE_SPOT])
