"""Values, events and errors of addresses, premises, households and the few facts on residents."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.position import Position
from fengqiao.primitives.refusal import RefusalError


class PremisesKind(StrEnum):
    HOTEL = "hotel"
    ENTERTAINMENT = "entertainment"
    NET_CAFE = "net_cafe"
    LOOSE_PETROL = "loose_petrol"
    PAWN = "pawn"
    SCRAP = "scrap"
    PARCEL = "parcel"
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    HOSPITAL = "hospital"
    PROTECTED_UNIT = "protected_unit"
    RESTAURANT = "restaurant"
    SHOP = "shop"
    MARKET = "market"
    BUS_STATION = "bus_station"
    BANK = "bank"
    RENTAL_HOUSING = "rental_housing"
    ENTERPRISE = "enterprise"
    POLICE_STATION = "police_station"
    COMMITTEE = "committee"


KEY_VENUES = frozenset(
    {
        PremisesKind.HOTEL,
        PremisesKind.ENTERTAINMENT,
        PremisesKind.NET_CAFE,
        PremisesKind.LOOSE_PETROL,
        PremisesKind.PAWN,
        PremisesKind.SCRAP,
        PremisesKind.PARCEL,
    }
)
"""重点场所: inspected monthly by the seed list."""
SCHOOLS = frozenset({PremisesKind.SCHOOL, PremisesKind.KINDERGARTEN})

PROTECTED_UNITS = frozenset({PremisesKind.PROTECTED_UNIT, PremisesKind.HOSPITAL, PremisesKind.BANK})
"""内保单位: looked at monthly by the seed list."""


class RentalTier(StrEnum):
    """How often a rental house is looked at: by what the house is, never by who lives there."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"


class ResidentFactKind(StrEnum):
    """The closed list of facts that a duty may need; each has a basis and an end."""

    ELDERLY_ALONE = "elderly_alone"
    SEVERE_DISABILITY = "severe_disability"
    LEFT_BEHIND_CHILD = "left_behind_child"


class SubjectKind(StrEnum):
    """What places offers to the duty lists (`Subject.kind`); the ids are the codes of the rows."""

    KEY_VENUE = "key_venue"
    PROTECTED_UNIT = "protected_unit"
    SCHOOL = "school"
    RENTAL_HOUSING = "rental_housing"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    TROUBLE_SPOT = "trouble_spot"
    ADDRESS = "address"
    BEAT = "beat"
    STATION = "station"
    LINKED_VILLAGE = "linked_village"


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A door. `unit_code`: the beat (or station) that it lies in; degrees are WGS-84 / CGCS2000."""

    code: str
    text: str
    short_text: str
    pinyin: str
    initials: str
    town: str
    community: str
    division_code: str
    street: str
    number: str
    compound: str
    building: str
    longitude: float
    latitude: float
    unit_code: str


@dataclass(frozen=True, slots=True)
class NewAlias:
    alias: str
    pinyin: str
    address_code: str


@dataclass(frozen=True, slots=True)
class NewPremises:
    code: str
    name: str
    kind: PremisesKind
    address_code: str
    contact_name: str
    contact_phone: str
    opened_date: datetime.date
    has_car_park: bool = False
    rental_tier: RentalTier | None = None
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class NewHousehold:
    code: str
    is_renting: bool
    address_code: str


@dataclass(frozen=True, slots=True)
class NewResident:
    code: str
    household_code: str
    name: str
    is_female: bool
    birth_date: datetime.date
    id_number: str
    phone: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class NewResidentFact:
    resident_code: str
    kind: ResidentFactKind
    basis: str
    from_date: datetime.date
    to_date: datetime.date


@dataclass(frozen=True, slots=True)
class NewTroubleSpot:
    """A place with recurring trouble, never a person (治乱点)."""

    code: str
    name: str
    address_code: str
    reason: str
    listed_date: datetime.date
    deadline_date: datetime.date
    owner_number: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoadNetwork:
    """Nodes (index = id) and roads of one county: columns of equal length per group."""

    longitudes: tuple[float, ...]
    latitudes: tuple[float, ...]
    from_nodes: tuple[int, ...]
    to_nodes: tuple[int, ...]
    length_metres: tuple[float, ...]
    speeds_kmh: tuple[float, ...]
    one_way: tuple[bool, ...]
    geometries: tuple[tuple[tuple[float, float], ...], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressRecord:
    code: str
    text: str
    short_text: str
    community: str
    division_code: str
    position: Position
    scope_path: str


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """A hit of the address search. `matched`: text, alias, premises, pinyin or initials; `title` what was hit."""

    address: AddressRecord
    title: str
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class PremisesRecord:
    code: str
    name: str
    kind: PremisesKind
    address: AddressRecord
    contact_name: str
    contact_phone: str
    rental_tier: RentalTier | None
    capacity: int
    has_car_park: bool = False
    opened_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Who lives in a household, as far as it may be seen without a reason: the surname only."""

    code: str
    masked_name: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household as a list names it: its code and where it lives, nobody in it."""

    code: str
    address_text: str


@dataclass(frozen=True, slots=True)
class HouseholdRecord:
    code: str
    is_renting: bool
    address: AddressRecord
    members: int


@dataclass(frozen=True, slots=True)
class ResidentFactRecord:
    kind: ResidentFactKind
    basis: str
    from_date: datetime.date
    to_date: datetime.date


@dataclass(frozen=True, slots=True)
class ResidentRecord:
    """A personal record: only after a stated reason (R2). The number is masked 6+4 unless printed for a form."""

    code: str
    name: str
    is_female: bool
    birth_date: datetime.date
    masked_id_number: str
    phone: str
    household: HouseholdRecord
    facts: tuple[ResidentFactRecord, ...]


@dataclass(frozen=True, slots=True)
class TroubleSpotRecord:
    code: str
    name: str
    address: AddressRecord
    reason: str
    listed_date: datetime.date
    deadline_date: datetime.date
    owner_number: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesLoaded(DomainEvent):
    kind: ClassVar[str] = "places.loaded"
    permission: ClassVar[str] = "places.view"

    what: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRead(DomainEvent):
    """A personal record was opened; the owner's supervisor sees it."""

    kind: ClassVar[str] = "places.resident_read"
    permission: ClassVar[str] = "accounts.review_reasons"


class PlacesError(RefusalError):
    """Base of what places refuses; `parameters` name the thing."""

    code = "places"


class UnknownAddressError(PlacesError):
    code = "unknown_address"


class InvalidIdNumberError(PlacesError):
    code = "invalid_id_number"


class UnknownHouseholdError(PlacesError):
    code = "unknown_household"


class UnknownResidentError(PlacesError):
    code = "unknown_resident"


class DuplicatePlaceError(PlacesError):
    """The database refused a row that breaks a rule of the table; `rule` is the constraint's name."""

    code = "duplicate_place"


class InvalidRoadNetworkError(PlacesError):
    """The columns of the network do not fit each other."""

    code = "invalid_road_network"


class InvalidBaseMapError(PlacesError):
    """The base map is not a GeoJSON FeatureCollection."""

    code = "invalid_base_map"
