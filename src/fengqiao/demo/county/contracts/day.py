"""What comes in during the day, before anybody has decided anything."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fengqiao.demo.county.contracts.geography import LonLat


class SignalOrigin(StrEnum):
    CALL_110 = "call_110"
    WALK_IN = "walk_in"
    OFFICER = "officer"
    CAMERA = "camera"
    VOLUNTEER = "volunteer"


@dataclass(frozen=True, slots=True)
class NegativeListFact:
    """What a routing table asks about a criminal report; None means nobody knows yet."""

    case_type: str  # "burglary_home", "theft_simple", …
    suspects: int | None
    offences: int | None
    is_series: bool | None


@dataclass(frozen=True, slots=True)
class DaySignal:
    """One call or signal of the scripted day."""

    code: str
    beat_id: str  # id of the beat of the demonstration day it belongs to, "" for ordinary life
    received_at: datetime
    origin: SignalOrigin
    text: str
    caller_name: str
    caller_phone: str
    address_code: str  # "" on the open road: then only the position is known
    position: LonLat
    station_code: str
    beat_code: str
    category: str  # what a careful dispatcher would choose
    subcategory: str
    life_risk: bool
    same_as: str  # code of the earlier signal about the same event, ""
    expected_route: str  # "dispatch", "12345", "review", "answer"
    camera_code: str
    negative_list_fact: NegativeListFact | None
    handling_minutes: int  # how long the unit is busy on scene when nothing disturbs
    expected_outcome: str  # values of CallOutcome
    feedback_text: str
    text_en: str = ""  # what was said, told in English; "" where nobody translated it
    feedback_en: str = ""
