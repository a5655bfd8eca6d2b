"""A station with units and two addresses, for the tests of incidents; all through the doors."""

from __future__ import annotations

from tests.stage import EAST_GATE, OLD_TOWN, OTHER_STATION, STATION, Stage, at

from fengqiao.domains.incidents.contracts import IncidentRecord, NewSignal, NewUnit, Origin, UnitKind
from fengqiao.domains.incidents.public import load_units, take_signal
from fengqiao.domains.places.contracts import NewAddress
from fengqiao.domains.places.public import load_addresses
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.position import Position

WENCHANG, EAST_STREET, VILLAGE = "A-WENCHANG", "A-EAST", "A-VILLAGE"
IN_OLD_TOWN = Position(108.875, 33.602)
IN_EAST_GATE = Position(108.897, 33.604)
CAR, SECOND_CAR, COMMUNITY, AUXILIARIES, FERRY_CAR = "CG-01", "CG-02", "CG-C1", "CG-F9", "DK-01"


def _address(code: str, text: str, community: str, position: Position, unit: str) -> NewAddress:
    return NewAddress(
        code=code,
        text=f"枫桥示范县{community}{text}",
        short_text=text,
        pinyin="",
        initials="",
        town="城关镇",
        community=community,
        division_code="619999001001",
        street=text,
        number="1",
        compound="",
        building="",
        longitude=position.longitude,
        latitude=position.latitude,
        unit_code=unit,
    )


def lay_addresses() -> None:
    """This function will add two doors in town and one in a village."""
    load_addresses(
        actor=SYSTEM,
        addresses=[
            _address(WENCHANG, "文昌街12号", "老城社区", IN_OLD_TOWN, OLD_TOWN),
            _address(EAST_STREET, "东街5号", "东关社区", IN_EAST_GATE, EAST_GATE),
            _address(VILLAGE, "清溪村3组", "清溪村", Position(108.9, 33.6), EAST_GATE),
        ],
    )


def unit(code: str, *members: str, org_unit: str = STATION, **more: object) -> NewUnit:
    """This function will plan a unit of the day shift; the first member is in charge."""
    values: dict[str, object] = {
        "kind": UnitKind.CAR,
        "starts_at": at(8),
        "ends_at": at(18),
        "position": IN_OLD_TOWN,
        **more,
    }
    return NewUnit(code=code, call_sign=f"呼号{code}", unit_code=org_unit, member_numbers=members, **values)  # type: ignore[arg-type]


def put_on_duty() -> None:
    """This function will put five units on duty: two cars, a community officer's, auxiliaries alone, a neighbour's."""
    load_units(
        actor=SYSTEM,
        units=[
            unit(CAR, "100004", "F10008"),
            unit(SECOND_CAR, "100002", position=IN_EAST_GATE),
            unit(COMMUNITY, "100006", org_unit=EAST_GATE, kind=UnitKind.E_BIKE, is_community=True),
            unit(AUXILIARIES, "F10008", kind=UnitKind.FOOT),
            unit(FERRY_CAR, "100009", org_unit=OTHER_STATION, position=Position(108.96, 33.577)),
        ],
    )


def call(stage: Stage, text: str = "水门夜市有人打架", *, by: str = "dispatcher", **more: object) -> IncidentRecord:
    """This function will take a call the way the command room does."""
    values: dict[str, object] = {"origin": Origin.CALL_110, "position": IN_OLD_TOWN, **more}
    return take_signal(actor=stage.actor(by), signal=NewSignal(text=text, **values))  # type: ignore[arg-type]
