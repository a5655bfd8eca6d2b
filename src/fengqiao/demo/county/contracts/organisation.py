"""The police tree, its people and their duty. Codes are text: leading zeros matter."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fengqiao.demo.county.contracts.geography import LonLat, Ring
from fengqiao.primitives.citizen_id import Sex


class OrganKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STATION = "station"


class StationKind(StrEnum):
    TOWN = "town"
    MERGED = "merged"  # 交所合一
    VILLAGES = "villages"


class DivisionKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    COMMUNITY = "community"
    VILLAGE = "village"


class Role(StrEnum):
    """Roles of a post. The values are the codes of the permission table."""

    STATION_CHIEF = "station_chief"
    POLITICAL_INSTRUCTOR = "political_instructor"
    DEPUTY_CHIEF = "deputy_chief"
    SHIFT_LEADER = "shift_leader"
    DISPATCHER = "dispatcher"
    ANALYST = "analyst"
    VIDEO_REVIEWER = "video_reviewer"
    CASE_TEAM = "case_team"
    COMMUNITY_OFFICER = "community_officer"
    AUXILIARY = "auxiliary"
    REGISTRY_OFFICER = "registry_officer"
    LEGAL_REVIEWER = "legal_reviewer"
    HALL_CLERK = "hall_clerk"
    TRAFFIC_OFFICER = "traffic_officer"
    COUNTY_STAFF = "county_staff"
    CITY_STAFF = "city_staff"
    PROVINCE_STAFF = "province_staff"
    AUDITOR = "auditor"
    SECURITY_ADMIN = "security_admin"
    SYSTEM_ADMIN = "system_admin"


class ShiftKind(StrEnum):
    """What a group does on a day of its rotation."""

    DUTY = "duty"  # 值班, 24 h
    STANDBY = "standby"  # 备勤, 24 h
    COMMAND_DAY = "command_day"  # 指挥室白班, 08:00-20:00
    COMMAND_NIGHT = "command_night"  # 指挥室夜班, 20:00-08:00


class UnitKind(StrEnum):
    CAR = "car"
    FOOT = "foot"
    TRAFFIC = "traffic"
    MOTORCYCLE = "motorcycle"


@dataclass(frozen=True, slots=True)
class Division:
    """A node of the administrative tree: 6 digits to the county, 9 to the town, 12 to the village."""

    code: str
    name: str
    kind: DivisionKind
    parent_code: str  # "" at the root


@dataclass(frozen=True, slots=True)
class Organ:
    """A node of the police tree, down to the station; beats are `Beat`."""

    code: str  # 12 digits
    name: str
    short_name: str
    kind: OrganKind
    parent_code: str  # "" at the root
    division_code: str
    is_living: bool  # True for the one county with life in it, and what lies in and above it
    station_kind: StationKind | None
    position: LonLat | None
    boundary: Ring | None


@dataclass(frozen=True, slots=True)
class Beat:
    """An area of one or more communities or villages; the beats of the county never overlap."""

    code: str  # 12 digits, under the station's code
    name: str
    station_code: str
    is_town: bool
    division_codes: tuple[str, ...]  # its communities and villages
    boundary: Ring
    centre: LonLat


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff. An auxiliary has a number that begins with F and is no police officer."""

    police_number: str
    name: str
    sex: Sex
    birth_date: date
    joined_date: date
    is_auxiliary: bool
    rank: str  # 警衔, "" for auxiliaries and civilians
    phone: str
    login_name: str  # pinyin, unique in the county


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who holds which post, from when; `end_date` is the last day, None while it lasts."""

    police_number: str
    role: Role
    organ_code: str
    beat_code: str  # "" unless the post belongs to a beat
    title: str
    start_date: date
    end_date: date | None


@dataclass(frozen=True, slots=True)
class LinkedVillage:
    """An officer's linked village (包联村): a one-day stay is due every half month."""

    police_number: str
    division_code: str
    village_name: str
    start_date: date
    last_stay_date: date


@dataclass(frozen=True, slots=True)
class DutyShift:
    """A group on duty for a period; the duty leader is never an auxiliary."""

    code: str
    organ_code: str
    kind: ShiftKind
    group_name: str
    start_at: datetime
    end_at: datetime
    duty_leader_number: str
    shift_leader_number: str
    member_numbers: tuple[str, ...]  # leaders included


@dataclass(frozen=True, slots=True)
class Leave:
    """Days off. `deputy_number` takes over the work meanwhile."""

    police_number: str
    start_date: date
    end_date: date
    reason: str
    deputy_number: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (处置单元) that can be sent during one shift."""

    code: str
    call_sign: str
    kind: UnitKind
    organ_code: str
    shift_code: str
    member_numbers: tuple[str, ...]  # first the officer in charge, never an auxiliary
    position: LonLat  # where it stands when the shift begins
    equipment: tuple[str, ...]
