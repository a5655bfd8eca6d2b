"""Addresses, premises, households and cameras."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fengqiao.demo.county.contracts.geography import LonLat
from fengqiao.domains.places.contracts import PremisesKind, RentalTier
from fengqiao.primitives.citizen_id import Sex


class HouseholdKind(StrEnum):
    REGISTERED = "registered"  # 常住
    RENTING = "renting"  # 租住


@dataclass(frozen=True, slots=True)
class StandardAddress:
    """One door of the county, in elements, with its place on the street."""

    code: str
    text: str  # full text without the province: 枫桥示范县城关镇老城社区人民西路12号
    short_text: str  # as people say it: 人民西路12号
    pinyin: str  # of short_text, syllables joined, digits kept
    initials: str
    town: str
    community: str  # community or village
    division_code: str  # 12 digits
    street: str  # "" for a village door
    number: str  # "12号", "2组17号"
    compound: str
    building: str
    position: LonLat
    edge_id: int  # the road edge it is reached from
    beat_code: str
    station_code: str


@dataclass(frozen=True, slots=True)
class AddressAlias:
    """What people call a place (老汽车站) and the address it means."""

    alias: str
    pinyin: str
    address_code: str


@dataclass(frozen=True, slots=True)
class Premise:
    """A shop, school, house let, works… standing at an address."""

    code: str
    name: str
    kind: PremisesKind
    address_code: str
    station_code: str
    beat_code: str
    contact_name: str
    contact_phone: str
    opened_date: date
    has_car_park: bool
    rental_tier: RentalTier | None
    capacity: int  # rooms, seats, pupils, staff or rooms let, by kind; 0 where it means nothing


@dataclass(frozen=True, slots=True)
class Household:
    """People who live together at one address."""

    code: str
    kind: HouseholdKind
    address_code: str
    beat_code: str


@dataclass(frozen=True, slots=True)
class Resident:
    """An invented person. The division 619999 exists nowhere, so the number belongs to nobody."""

    code: str
    household_code: str
    name: str
    sex: Sex
    birth_date: date
    id_number: str
    phone: str  # "" for children
    is_head: bool


@dataclass(frozen=True, slots=True)
class ResidentFact:
    """One of the few facts that a duty needs; it always has a basis and an end."""

    resident_code: str
    kind: str  # "elderly_alone", "severe_disability" or "left_behind_child"
    basis: str
    start_date: date
    end_date: date


@dataclass(frozen=True, slots=True)
class CameraZone:
    """A watched area in the picture; corners as shares of width and height (0 to 1, from the top left)."""

    name: str
    scene: str  # "car_door_pulling", "bridge_fall_prevention", "zone_intrusion"
    corners: tuple[tuple[float, float], ...]
    active_from: str  # "HH:MM", local time
    active_to: str


@dataclass(frozen=True, slots=True)
class Camera:
    """An inventory row (R12). Places where people undress or sleep are never in this list."""

    code: str  # 20 digits after GB/T 28181
    name: str
    place_type: str  # "street", "crossing", "car_park", "bridge", "gate", "park" or "village_entrance"
    position: LonLat
    bearing_degrees: float  # 0 = north, clockwise
    view_degrees: float
    height_metres: float
    filing_number: str
    filed_date: date
    has_sign: bool
    retention_days: int
    station_code: str
    beat_code: str
    address_code: str
    zones: tuple[CameraZone, ...]
