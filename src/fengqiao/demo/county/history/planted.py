"""What the story needs in the past: the noise quarrels, promises and trouble spots."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from fengqiao.demo.county.contracts import (
    CallOrigin,
    CallOutcome,
    CallRecord,
    Promise,
    StandardAddress,
    TroubleSpot,
)
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.history.calls import CallWriter
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.county.history.scenes import Scene
from fengqiao.demo.county.people import NameBook, draw_sex

Finder = Callable[[dict], StandardAddress]


def noise_quarrels(writer: CallWriter, address: StandardAddress, today: date) -> list[CallRecord]:
    """Write the three quarrels over noise at one address; the last one was last night."""
    kinds = read_data("calls.yaml")["kinds"]
    kind = next(kind for kind in kinds if kind["subcategory"] == "neighbour_noise")
    calls = []
    for row in read_data("day.yaml")["noise"]["calls"]:
        moment = datetime.combine(today - timedelta(days=row["days"]), time.fromisoformat(row["at"]), CHINA_TIME)
        own = {**kind, "feedback": [row["feedback"]], "at": ["home"]}
        call = writer.write(own, moment, Scene(address, None), row["text"], CallOutcome(row["outcome"]))
        calls.append(replace(call, origin=CallOrigin.CALL_110))
    return calls


def violence_at_home(writer: CallWriter, find: Finder, today: date) -> CallRecord:
    """Write last night's call about violence at home, which two officers follow up."""
    kinds = read_data("calls.yaml")["kinds"]
    kind = next(kind for kind in kinds if kind["subcategory"] == "family")
    planted = read_data("day.yaml")["violence_at_home"]
    row = planted["call"]
    moment = datetime.combine(today - timedelta(days=row["days"]), time.fromisoformat(row["at"]), CHINA_TIME)
    feedback = [{"when": row["outcome"], "text": row["feedback"]}]
    own = {**kind, "subcategory": "domestic_violence", "feedback": feedback, "at": ["home"]}
    call = writer.write(own, moment, Scene(find(planted["where"]), None), row["text"], CallOutcome(row["outcome"]))
    return replace(call, origin=CallOrigin.CALL_110)


def open_promises(
    *,
    find: Finder,
    officers: dict[str, str],
    beat_codes: dict[str, str],
    names: NameBook,
    rng: Random,
    today: date,
) -> tuple[tuple[Promise, ...], dict[str, str]]:
    """Give the promises that are still open, and the code of each by its key."""
    promises, codes = [], {}
    for order, row in enumerate(read_data("day.yaml")["promises"], start=1):
        address = find({"near": row["near"], "beat": row["beat"]})
        beat_code = beat_codes[row["beat"]]
        code = f"LX619999{today.year}{order:04d}"
        promises.append(
            Promise(
                code=code,
                dispute_summary=row["summary"],
                settled_date=today - timedelta(days=row["settled"]),
                address_code=address.code,
                beat_code=beat_code,
                promisor_name=names.full_name(draw_sex(rng), rng.randint(1960, 1992)),
                text=row["text"],
                due_date=today + timedelta(days=row["due"]),
                police_number=officers[beat_code],
            )
        )
        codes[row["key"]] = code
    return tuple(promises), codes


def list_trouble_spots(
    find: Finder, officers: dict[str, str], beat_codes: dict[str, str], today: date
) -> tuple[tuple[TroubleSpot, ...], dict[str, str]]:
    """Give the listed trouble spots, and the code of each by its key."""
    spots, codes = [], {}
    for order, row in enumerate(read_data("day.yaml")["trouble_spots"], start=1):
        address = find({key: row[key] for key in ("alias", "premise") if key in row})
        code = f"ZLD619999{today.year}{order:03d}"
        spots.append(
            TroubleSpot(
                code=code,
                name=row["name"],
                address_code=address.code,
                position=address.position,
                station_code=address.station_code,
                beat_code=address.beat_code,
                reason=row["reason"],
                listed_date=today - timedelta(days=row["listed"]),
                deadline_date=today + timedelta(days=row["deadline"]),
                owner_number=officers[beat_codes[row["owner"]]],
                measures=tuple(row["measures"]),
            )
        )
        codes[row["key"]] = code
    return tuple(spots), codes
