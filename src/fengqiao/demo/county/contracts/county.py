"""The county as one value."""

from dataclasses import dataclass
from datetime import date

from fengqiao.demo.county.contracts.day import DaySignal
from fengqiao.demo.county.contracts.geography import RoadMap
from fengqiao.demo.county.contracts.history import CallRecord, Promise, TaskCompletion, TroubleSpot
from fengqiao.demo.county.contracts.organisation import (
    Appointment,
    Beat,
    Division,
    DutyShift,
    Leave,
    LinkedVillage,
    Organ,
    StaffMember,
    Unit,
)
from fengqiao.demo.county.contracts.places import (
    AddressAlias,
    Camera,
    Household,
    Premise,
    Resident,
    ResidentFact,
    StandardAddress,
)


@dataclass(frozen=True, slots=True)
class PlantedTruths:
    """What the generator hid in the history on purpose, so that a story and a test can find it again."""

    officer_number: str  # the young community officer of the morning list
    officer_beat_code: str
    linked_village_code: str
    chief_number: str  # chief of the town station
    dispatcher_number: str
    video_reviewer_number: str
    on_leave_number: str
    fallen_station_code: str  # criminal calls clearly below last year
    fallen_category: str
    steady_category: str  # no clear change in that station
    small_station_code: str  # too few criminal calls to say anything
    noise_address_code: str
    noise_call_numbers: tuple[str, ...]  # three, oldest first; the last came in last night
    promise_due_code: str
    venues_due_codes: tuple[str, ...]
    rentals_due_codes: tuple[str, ...]
    protected_due_codes: tuple[str, ...]
    follow_up_resident_code: str
    trouble_spot_code: str
    car_park_premise_code: str
    car_park_camera_code: str
    bridge_camera_code: str
    burglary_signal_code: str
    theft_signal_code: str
    car_doors_signal_code: str
    one_fight_signal_codes: tuple[str, str]
    petrol_signal_code: str
    threat_signal_code: str


@dataclass(frozen=True, slots=True)
class County:
    """Everything about the demonstration county on one date. The county bureau is `county_code`."""

    seed: int
    date: date
    county_code: str
    road_map: RoadMap
    divisions: tuple[Division, ...]
    organs: tuple[Organ, ...]
    beats: tuple[Beat, ...]
    staff: tuple[StaffMember, ...]
    appointments: tuple[Appointment, ...]
    linked_villages: tuple[LinkedVillage, ...]
    shifts: tuple[DutyShift, ...]
    leaves: tuple[Leave, ...]
    units: tuple[Unit, ...]
    addresses: tuple[StandardAddress, ...]
    aliases: tuple[AddressAlias, ...]
    premises: tuple[Premise, ...]
    households: tuple[Household, ...]
    residents: tuple[Resident, ...]
    resident_facts: tuple[ResidentFact, ...]
    cameras: tuple[Camera, ...]
    calls: tuple[CallRecord, ...]
    task_completions: tuple[TaskCompletion, ...]
    promises: tuple[Promise, ...]
    trouble_spots: tuple[TroubleSpot, ...]
    day_signals: tuple[DaySignal, ...]
    planted: PlantedTruths
