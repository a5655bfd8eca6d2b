"""The signals of the scripted day, as values."""

from datetime import date, datetime, time, timedelta
from random import Random

from fengqiao.demo.county.contracts import DaySignal, NegativeListFact, SignalOrigin
from fengqiao.demo.county.day.places import PlaceFinder
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.county.people import PHONE_PREFIX, NameBook

TITLES = ("先生", "女士")
CALLER_PHONES = (1000, 1999)
COLD_MONTHS = frozenset({11, 12, 1, 2, 3})
COLD, WARM = ("天冷怕冻着", "it is cold, he may freeze"), ("怕被车碰着", "a car may hit him")
SILENT_ORIGINS = (SignalOrigin.CAMERA,)


def signal_code(identifier: str) -> str:
    """Give the code of a row of the plan."""
    return f"DS-{identifier}"


def script_day(
    finder: PlaceFinder, cameras: dict[str, str], names: NameBook, rng: Random, today: date
) -> tuple[DaySignal, ...]:
    """Give all signals of the day in order of time. `cameras`: code by key."""
    signals = [
        _signal(row, finder=finder, cameras=cameras, names=names, rng=rng, today=today)
        for row in read_data("day.yaml")["signals"]
    ]
    return tuple(sorted(signals, key=lambda signal: signal.received_at))


def _signal(
    row: dict, *, finder: PlaceFinder, cameras: dict[str, str], names: NameBook, rng: Random, today: date
) -> DaySignal:
    spot = finder.spot(row["where"])
    day = today + timedelta(days=1) if row.get("next_day") else today
    moment = datetime.combine(day, time.fromisoformat(row["at"]), CHINA_TIME)
    origin = SignalOrigin(row.get("origin", "call_110"))
    silent = origin in SILENT_ORIGINS
    english = _in_english(row["id"])
    words = {"place": spot.short_text, "street": spot.street}
    at_road, at_road_en = roadside_worry(moment.month)
    return DaySignal(
        code=signal_code(row["id"]),
        beat_id=row.get("beat", ""),
        received_at=moment + timedelta(seconds=rng.randint(0, 50)),
        origin=origin,
        text=row["text"].format(**words, weather=at_road),
        caller_name="" if silent else names.surname() + rng.choice(TITLES),
        caller_phone="" if silent else f"{PHONE_PREFIX}{rng.randint(*CALLER_PHONES)}",
        address_code=spot.address_code,
        position=spot.position,
        station_code=spot.station_code,
        beat_code=spot.beat_code,
        category=row["category"],
        subcategory=row["sub"],
        life_risk=row.get("life_risk", False),
        same_as=signal_code(row["same_as"]) if "same_as" in row else "",
        expected_route=row.get("route", "dispatch"),
        camera_code=cameras[row["camera"]] if "camera" in row else "",
        negative_list_fact=_fact(row.get("case")),
        handling_minutes=row["minutes"],
        expected_outcome=row.get("outcome", "closed"),
        feedback_text=row["feedback"].format(**words),
        text_en=english["text"].format(**words, weather=at_road_en),
        feedback_en=english["feedback"].format(**words),
    )


def roadside_worry(month: int) -> tuple[str, str]:
    """Give what people fear for somebody who lies at the roadside in a month, in both languages."""
    return COLD if month in COLD_MONTHS else WARM


def _in_english(identifier: str) -> dict[str, str]:
    """Give what a row says and comes to, in English."""
    return dict(read_data("day_english.yaml")[identifier])


def _fact(case: dict | None) -> NegativeListFact | None:
    if case is None:
        return None
    return NegativeListFact(case["type"], case["suspects"], case["offences"], case["series"])
