"""Standard addresses with what people call them, and the premises that stand at them."""

from __future__ import annotations

from pathlib import Path

from fengqiao.domains.places.contracts import NewAddress, NewAlias, NewPremises, PremisesKind, RentalTier
from fengqiao.domains.places.public import load_addresses, load_aliases, load_premises
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.tables import Cells, Sheet, read_table
from fengqiao.foundation.tables.cells import date, needed, needed_number, number, one_of, words, yes_or_no
from fengqiao.integrations.station_tables.loading import ADVICE, Loaded, load_rows

ADDRESSES = Sheet(
    "addresses",
    (
        *(
            "代码 code",
            "标准地址 text",
            "简称 short_text",
            "乡镇街道 town",
            "社区村 community",
            "区划代码 division_code",
        ),
        *("街路巷 street", "门牌 number", "小区 compound", "楼栋 building", "经度 longitude", "纬度 latitude"),
        *("单位代码 unit_code", "俗称 aliases"),
    ),
    (
        (
            *("A0001", "枫桥示范县城关镇东街社区东街12号", "东街12号", "城关镇", "东街社区", "619999100201"),
            *("东街", "12号", "", "", 108.9412, 33.6105, "61999901B001", "老汽车站"),
        ),
    ),
)
PREMISES = Sheet(
    "premises",
    (
        *("代码 code", "名称 name", "类别 kind", "地址代码 address_code", "联系人 contact_name", "电话 contact_phone"),
        *("开业日期 opened_date", "有停车场 car_park", "出租检查 rental_tier", "容量 capacity"),
    ),
    (("P0001", "东街旅馆", "hotel", "A0001", "钱老板", "199-0000-0002", "2020-05-01", "是", "", 40),),
)


def import_addresses(*, actor: Actor, path: Path) -> Loaded:
    """This function will add the addresses of the sheet, each with its aliases; known codes stay as they are.

    Raises NotATableError.
    """
    table = read_table(path=path, template=ADDRESSES, parse=_address, advice=ADVICE)
    return load_rows(table=table, load=lambda rows: _load_addresses(actor, rows))


def import_premises(*, actor: Actor, path: Path) -> Loaded:
    """This function will add the premises of the sheet; known codes stay as they are. Raises NotATableError."""
    table = read_table(path=path, template=PREMISES, parse=_premises, advice=ADVICE)
    return load_rows(table=table, load=lambda rows: load_premises(actor=actor, premises=rows))


def _load_addresses(actor: Actor, rows: list[tuple[NewAddress, tuple[str, ...]]]) -> int:
    added = load_addresses(actor=actor, addresses=[address for address, _ in rows])
    aliases = [NewAlias(alias, "", address.code) for address, names in rows for alias in names]
    load_aliases(actor=actor, aliases=aliases)
    return added


def _address(cells: Cells) -> tuple[NewAddress, tuple[str, ...]]:
    address = NewAddress(
        code=needed(cells, "code"),
        text=needed(cells, "text"),
        short_text=needed(cells, "short_text"),
        pinyin="",
        initials="",
        town=needed(cells, "town"),
        community=needed(cells, "community"),
        division_code=cells.get("division_code", ""),
        street=cells.get("street", ""),
        number=cells.get("number", ""),
        compound=cells.get("compound", ""),
        building=cells.get("building", ""),
        longitude=needed_number(cells, "longitude", 180),
        latitude=needed_number(cells, "latitude", 90),
        unit_code=needed(cells, "unit_code"),
    )
    return address, words(cells, "aliases")


def _premises(cells: Cells) -> NewPremises:
    has_tier = bool(cells.get("rental_tier"))
    return NewPremises(
        code=needed(cells, "code"),
        name=needed(cells, "name"),
        kind=PremisesKind(one_of(cells, "kind", [kind.value for kind in PremisesKind])),
        address_code=needed(cells, "address_code"),
        contact_name=cells.get("contact_name", ""),
        contact_phone=cells.get("contact_phone", ""),
        opened_date=date(cells, "opened_date"),
        has_car_park=yes_or_no(cells, "car_park"),
        rental_tier=RentalTier(one_of(cells, "rental_tier", [tier.value for tier in RentalTier])) if has_tier else None,
        capacity=int(number(cells, "capacity", 1_000_000) or 0),
    )
