"""The script of the day: which strands there are, and what each built beat rests on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fengqiao.demo.cast import Cast, CommandRoom
from fengqiao.demo.county.contracts import County, DaySignal, Role
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.footage import FootageKind
from fengqiao.demo.story.beats.car_park import OWNER, CarDoors
from fengqiao.demo.story.beats.contracts import Beat
from fengqiao.demo.story.beats.figures import ChiefFigures
from fengqiao.demo.story.beats.handover import Handover
from fengqiao.demo.story.beats.morning import MorningList
from fengqiao.demo.story.beats.plan import plan_of
from fengqiao.demo.story.beats.reports import NegativeList
from fengqiao.demo.story.calls import CallStrand
from fengqiao.demo.story.counter import BURGLARY, PROPERTY, THEFT, CounterStrand, Plan
from fengqiao.demo.story.crews import CrewStrand, doors_round, road_near
from fengqiao.demo.story.footage import CarDoorsStrand, OwnerStrand, Recording
from fengqiao.demo.story.moments import MomentStrand
from fengqiao.demo.story.officers import OfficerStrand
from fengqiao.demo.story.patience import Patience
from fengqiao.demo.story.strands import Strand

LAST_CAR_DOOR_ACT = "review"
WEEK = 7
ONE_DAY = datetime.timedelta(days=1)
CREWS_FROM, CREWS_TO = datetime.time(7, 26), datetime.time(8, 5)


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is told of a county's day, and of the quiet days after it."""

    strands: Sequence[Strand]
    beats: Sequence[Beat]
    recordings: Sequence[Recording]
    cast: CommandRoom


def write_script(*, county: County, days_after: int = WEEK, patience: Patience | None = None) -> Script:
    """This function will write the script; later days hold ordinary life only.

    `patience`: who lets somebody at a screen decide on a warning first; None where nobody is there.
    """
    cast = Cast(county)
    recordings = _recordings(county)
    days = tuple(county.date + datetime.timedelta(days=step) for step in range(days_after + 1))
    strands: list[Strand] = [
        OfficerStrand(number=number, order=order, days=days, cast=cast)
        for order, number in enumerate(_officers(county))
    ]
    strands += [_strand(signal, county, cast, recordings, patience) for signal in county.day_signals]
    strands += [
        CallStrand(signal=signal, cast=cast, place_text=_place(signal, county))
        for signal in _later_life(county, days_after)
    ]
    strands.append(
        CrewStrand(
            spots=doors_round(county),
            from_at=_moment(days[0], CREWS_FROM),
            to_at=_moment(days[-1] + ONE_DAY, CREWS_TO),
        )
    )
    strands += [
        MomentStrand("chief_figures", _time_of(county, "chief_figures")),
        MomentStrand("handover", _time_of(county, "handover")),
    ]
    return Script(strands=strands, beats=_beats(county, cast), recordings=tuple(recordings.values()), cast=cast)


def _officers(county: County) -> list[str]:
    first = county.planted.officer_number
    others = {
        post.police_number
        for post in county.appointments
        if post.role is Role.COMMUNITY_OFFICER and post.police_number != first
    }
    return [first, *sorted(others)]


def _strand(
    signal: DaySignal, county: County, cast: Cast, recordings: dict[str, Recording], patience: Patience | None
) -> Strand:
    planted = county.planted
    if signal.code == OWNER:
        return OwnerStrand(signal=signal, recording=recordings[signal.code], cast=cast, patience=patience)
    if signal.code == planted.car_doors_signal_code:
        return CarDoorsStrand(signal=signal, cast=cast, recording=recordings[signal.code], patience=patience)
    plans = {planted.burglary_signal_code: BURGLARY, planted.theft_signal_code: THEFT}
    if signal.code in plans:
        return _counter(signal, county, cast, plans[signal.code])
    return CallStrand(signal=signal, cast=cast, place_text=_place(signal, county))


def _place(signal: DaySignal, county: County) -> str:
    """On the open road there is no door: the road is named."""
    return "" if signal.address_code else road_near(county, signal.position)


def _moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(date, time, CHINA_TIME)


def _counter(signal: DaySignal, county: County, cast: Cast, plans: tuple[Plan, ...]) -> CounterStrand:
    in_cars = {unit.member_numbers[0] for unit in county.units if f"{county.date:%Y%m%d}" in unit.shift_code}
    team = [
        post.police_number
        for post in county.appointments
        if post.role is Role.CASE_TEAM and post.organ_code == signal.station_code
    ]
    handler = next((number for number in team if number not in in_cars), team[0])
    kind = signal.negative_list_fact.case_type if signal.negative_list_fact else ""
    return CounterStrand(signal=signal, cast=cast, handler=handler, property_taken=PROPERTY.get(kind, ""), plans=plans)


def _recordings(county: County) -> dict[str, Recording]:
    cameras = {camera.code: camera for camera in county.cameras}
    kinds = {
        OWNER: FootageKind.OWNER_LOADING_AT_NIGHT,
        county.planted.car_doors_signal_code: FootageKind.CAR_DOORS_AT_NIGHT,
    }
    return {
        signal.code: Recording(cameras[signal.camera_code], kinds[signal.code], signal.received_at)
        for signal in county.day_signals
        if signal.code in kinds
    }


def _later_life(county: County, days_after: int) -> list[DaySignal]:
    """The days after the story: its ordinary calls again, some left out, each at another minute."""
    ordinary = [signal for signal in county.day_signals if not signal.beat_id and not signal.same_as]
    return [
        replace(
            signal,
            code=f"{signal.code}+{step}",
            received_at=signal.received_at + datetime.timedelta(days=step, minutes=(place * 7 + step * 13) % 41 - 20),
        )
        for step in range(1, days_after + 1)
        for place, signal in enumerate(ordinary)
        if (place + step) % 3
    ]


def _time_of(county: County, code: str) -> datetime.datetime:
    return next(beat.at for beat in plan_of(county.date) if beat.code == code)


def _beats(county: County, cast: Cast) -> list[Beat]:
    planted = county.planted
    morning = OfficerStrand(number=planted.officer_number, order=0, days=(), cast=cast).sign_code(county.date)
    theft, burglary = planted.theft_signal_code, planted.burglary_signal_code
    rows = {
        "morning_list": ((morning,), MorningList(county, cast).tell),
        "chief_figures": (("moment/chief_figures",), ChiefFigures(county, cast).tell),
        "negative_list": ((f"{burglary}/{BURGLARY[-1].name}", f"{theft}/{THEFT[-1].name}"), NegativeList(county).tell),
        "car_doors": (
            (f"{planted.car_doors_signal_code}/{LAST_CAR_DOOR_ACT}", f"{OWNER}/reject"),
            CarDoors(county).tell,
        ),
        "handover": (("moment/handover",), Handover(county, cast).tell),
    }
    so_far = {"negative_list": NegativeList(county).so_far}
    return [
        Beat(code, _time_of(county, code), rests_on, tell, so_far.get(code)) for code, (rests_on, tell) in rows.items()
    ]
