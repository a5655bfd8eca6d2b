"""A year and more of calls, from the days before last year's day up to the morning of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

import numpy as np

from fengqiao.demo.county.contracts import CallOrigin, CallOutcome, CallRecord, LonLat
from fengqiao.demo.county.geography.curves import distance
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.plane import to_lonlat, to_plane
from fengqiao.demo.county.history.clockwork import (
    HISTORY_DAYS,
    day_factor,
    even_counts,
    fall,
    moments,
    random_counts,
)
from fengqiao.demo.county.history.scenes import Scene, SceneBook
from fengqiao.demo.county.history.stamps import drive_seconds, stamp_phone, stamp_scene
from fengqiao.demo.county.history.wording import Wording

EVEN_CATEGORIES = ("criminal", "public_order")  # laid evenly, see clockwork.even_counts
FALLEN = ("criminal", "chengguan")
SECOND_CALLER = {"fight": 0.09, "collision": 0.05, "fire": 0.3, "injury_accident": 0.2}
ORIGINS = ((CallOrigin.CALL_110, 86), (CallOrigin.WALK_IN, 9), (CallOrigin.TRANSFERRED_IN, 5))
OFFICER_SHARE, CAMERA_SHARE = 0.10, 0.02  # of calls in public places
PUBLIC_PLACES = frozenset(("street", "road", "market", "park", "bridge"))
RECEIPT_CATEGORIES = ("criminal", "public_order")
PATROL_SHARE = 0.55  # of the units that start from somewhere on patrol instead of the station
TRAFFIC_UNIT_SHARE = 0.85
TRAFFIC_MARK = "交"  # in the call sign of a traffic unit


@dataclass(frozen=True, slots=True)
class Crew:
    """Call signs of a station with where they stand, and the officers who take turns in them."""

    station_key: str
    station_code: str
    call_signs: tuple[str, ...]
    positions: tuple[LonLat, ...]
    officers: tuple[str, ...]


class CallWriter:
    """Writes whole calls out of a kind, a moment and a scene."""

    def __init__(self, wording: Wording, crews: Sequence[Crew], before: datetime, rng: Random) -> None:
        self._wording, self._before, self._rng = wording, before, rng
        self._crews = {crew.station_code: crew for crew in crews}
        self._origins = [origin for origin, _ in ORIGINS]
        self._origin_weights = [weight for _, weight in ORIGINS]

    def write(
        self,
        kind: dict,
        received_at: datetime,
        scene: Scene,
        template: str,
        outcome: CallOutcome | None = None,
    ) -> CallRecord:
        """Give a call with all its stamps; its number is given later, in order of time."""
        rng, address = self._rng, scene.address
        crew = self._crews[address.station_code]
        phone = kind.get("phone", False)
        unit = self._unit(crew, kind["category"])
        if phone:
            stamps = stamp_phone(received_at, minutes=tuple(kind["minutes"]), before=self._before, rng=rng)
        else:
            drive = self._drive(crew, unit, address.position, in_town=bool(address.street))
            stamps = stamp_scene(received_at, drive=drive, minutes=tuple(kind["minutes"]), before=self._before, rng=rng)
        origin = self._origin(kind)
        own = origin in (CallOrigin.OFFICER, CallOrigin.CAMERA)
        caller, caller_phone = ("", "") if own else self._wording.caller()
        ends = kind["outcomes"]
        end = outcome or CallOutcome(rng.choices(list(ends), list(ends.values()))[0])
        text, feedback = self._wording.tell(template, kind["feedback"], end.value, scene)
        return CallRecord(
            number="",
            origin=origin,
            category=kind["category"],
            subcategory=kind["subcategory"],
            text=text,
            caller_name=caller,
            caller_phone=caller_phone,
            address_code=address.code,
            position=address.position,
            station_code=address.station_code,
            beat_code=address.beat_code,
            received_at=received_at,
            dispatched_at=stamps.dispatched_at,
            signed_for_at=stamps.signed_for_at,
            en_route_at=stamps.en_route_at,
            on_scene_at=stamps.on_scene_at,
            handled_at=stamps.handled_at,
            feedback_at=stamps.feedback_at,
            closed_at=stamps.closed_at,
            unit_call_sign="" if phone else crew.call_signs[unit],
            officer_number=crew.officers[(received_at.toordinal() + unit) % len(crew.officers)],
            outcome=end,
            feedback_text=feedback if stamps.feedback_at else "",
            receipt_given=kind["category"] in RECEIPT_CATEGORIES and stamps.handled_at is not None,
            called_back_at=stamps.called_back_at,
            was_satisfied=stamps.was_satisfied,
            merged_into="",
        )

    def _unit(self, crew: Crew, category: str) -> int:
        traffic = [k for k, sign in enumerate(crew.call_signs) if TRAFFIC_MARK in sign]
        if category == "traffic" and traffic and self._rng.random() < TRAFFIC_UNIT_SHARE:
            return traffic[0]
        return self._rng.randrange(len(crew.call_signs))

    def _drive(self, crew: Crew, unit: int, target: LonLat, *, in_town: bool) -> float:
        start = to_plane(crew.positions[unit])
        away = distance(start, to_plane(target))
        if self._rng.random() < PATROL_SHARE:
            away *= self._rng.uniform(0.2, 0.9)
        return drive_seconds(away, in_town=in_town, rng=self._rng)

    def _origin(self, kind: dict) -> CallOrigin:
        draw = self._rng.random()
        if kind.get("phone"):
            return CallOrigin.CALL_110
        if PUBLIC_PLACES.intersection(kind["at"]):
            if draw < CAMERA_SHARE:
                return CallOrigin.CAMERA
            if draw < CAMERA_SHARE + OFFICER_SHARE:
                return CallOrigin.OFFICER
        return self._rng.choices(self._origins, self._origin_weights)[0]


def write_history(
    *,
    writer: CallWriter,
    scenes: SceneBook,
    stations: dict[str, str],
    today: date,
    before: datetime,
    seed: int,
) -> list[CallRecord]:
    """Write all calls that chance brings; `stations` gives the code by key. Numbers are still missing."""
    rng = Random(f"history-{seed}")
    generator = np.random.default_rng([seed, 110])
    calls: list[CallRecord] = []
    for kind, template_day, key in _plan(today, rng, generator):
        day, number = template_day
        for moment in moments(day, number, _data()["hours"][kind["hours"]], rng):
            if moment < before:
                calls.extend(
                    _with_second_caller(
                        writer=writer,
                        scenes=scenes,
                        kind=kind,
                        moment=moment,
                        station_code=stations[key],
                        rng=rng,
                    )
                )
    return calls


def _data() -> dict:
    data: dict = read_data("calls.yaml")
    return data


def _plan(today: date, rng: Random, generator: np.random.Generator) -> Iterator[tuple[dict, tuple[date, int], str]]:
    """Give, for every kind of call and station, how many come on which day."""
    days = [today - timedelta(days=back) for back in range(HISTORY_DAYS, -1, -1)]
    plan = _data()
    for category in EVEN_CATEGORIES:
        kinds = [kind for kind in plan["kinds"] if kind["category"] == category]
        for key, rate in plan["stations"][category].items():
            means = [rate * (fall((today - day).days) if (category, key) == FALLEN else 1.0) for day in days]
            for day, number in zip(days, even_counts(means, rng), strict=True):
                for kind in rng.choices(kinds, [_weight(kind, day) for kind in kinds], k=number):
                    yield kind, (day, 1), key
    for kind in plan["kinds"]:
        if kind["category"] in EVEN_CATEGORIES:
            continue
        for key, share in plan["shares"].items():
            means = [kind["rate"] * share * _factor(kind, day) for day in days]
            for day, number in zip(days, random_counts(means, generator), strict=True):
                yield kind, (day, number), key


def _weight(kind: dict, day: date) -> float:
    return float(kind["share"] * _factor(kind, day))


def _factor(kind: dict, day: date) -> float:
    plan = _data()
    return day_factor(day, plan["seasons"][kind.get("season", "even")], plan["weekdays"][kind.get("week", "even")])


def _with_second_caller(
    *, writer: CallWriter, scenes: SceneBook, kind: dict, moment: datetime, station_code: str, rng: Random
) -> Iterator[CallRecord]:
    template = rng.choice(kind["texts"])
    scene = scenes.draw(station_code, kind["at"], rng, needs_premise="{premise}" in template)
    first = writer.write(kind, moment, scene, template)
    yield first
    if rng.random() < SECOND_CALLER.get(kind["subcategory"], 0.0):
        later = moment + timedelta(seconds=rng.uniform(40, 300))
        plain = [text for text in kind["texts"] if "{premise}" not in text]
        second = writer.write(kind, later, scene, rng.choice(plain or kind["texts"]), CallOutcome.MERGED)
        yield _merged(second, first)


def _merged(second: CallRecord, first: CallRecord) -> CallRecord:
    """Nobody was sent for the second call, but its caller still hears how it ended."""
    return replace(
        second,
        merged_into=_link(first),
        origin=CallOrigin.CALL_110,
        dispatched_at=None,
        signed_for_at=None,
        en_route_at=None,
        on_scene_at=None,
        handled_at=None,
        feedback_at=first.feedback_at,
        closed_at=first.closed_at,
        called_back_at=None,
        was_satisfied=None,
        unit_call_sign="",
        receipt_given=False,
        feedback_text="与前一警情合并，已向报警人反馈处置结果。" if first.feedback_at else "",
    )


def _link(call: CallRecord) -> str:
    """Name a call before it has a number: where and when it came in."""
    return f"{call.address_code}@{call.received_at.isoformat()}"


def number_calls(calls: list[CallRecord]) -> tuple[CallRecord, ...]:
    """Put the calls in order of time and number them by day; merged calls then point to a number."""
    ordered = sorted(calls, key=lambda call: (call.received_at, call.address_code, call.text))
    serials: dict[date, count] = {}
    numbers: dict[str, str] = {}
    numbered = []
    for call in ordered:
        day = call.received_at.date()
        serial = next(serials.setdefault(day, count(1)))
        number = f"JQ619999{day:%Y%m%d}{serial:04d}"
        numbers.setdefault(_link(call), number)
        target = numbers.get(call.merged_into, "") if call.merged_into else ""
        numbered.append(replace(call, number=number, merged_into=target))
    return tuple(numbered)


def crews(officers: dict[str, list[str]]) -> list[Crew]:
    """Give the crews of the stations; `officers`: police numbers by station code."""
    plan = read_data("staff.yaml")["units"]
    result = []
    for station in read_data("organisation.yaml")["stations"]:
        units = plan[station["key"]]
        from_plan = [metres([unit["at"]])[0] for unit in units]
        result.append(
            Crew(
                station_key=station["key"],
                station_code=station["organ_code"],
                call_signs=tuple(unit["call_sign"] for unit in units),
                positions=tuple(to_lonlat(point) for point in from_plan),
                officers=tuple(officers[station["organ_code"]]),
            )
        )
    return result
