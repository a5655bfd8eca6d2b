"""The camera inventory: place, view, filing, sign and retention of each."""

from datetime import date, timedelta
from random import Random

from fengqiao.demo.county.contracts import Camera, CameraZone
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.plane import to_lonlat
from fengqiao.demo.county.places.addresses import AddressBook

RETENTION_DAYS = 30  # the least that the rule asks for, and not a day more without a hold
FILING_ORGAN = "枫公视备"


def list_cameras(book: AddressBook, rng: Random, today: date) -> tuple[tuple[Camera, ...], dict[str, str]]:
    """Give the cameras of the plan, and the code of each by its key."""
    cameras, codes = [], {}
    for order, row in enumerate(read_data("premises.yaml")["cameras"], start=1):
        address = book.nearest(row["at"])
        filed = today - timedelta(days=rng.randint(200, 900))
        code = f"{address.station_code[:8]}001310{order:06d}"
        zones: tuple[CameraZone, ...] = ()
        if "scene" in row:
            corners = tuple((float(x), float(y)) for x, y in row["corners"])
            zones = (CameraZone(row["zone"], row["scene"], corners, *row["active"]),)
        cameras.append(
            Camera(
                code=code,
                name=row["name"],
                place_type=row["place_type"],
                position=to_lonlat(metres([row["at"]])[0]),
                bearing_degrees=float(row["bearing"]),
                view_degrees=float(row["view"]),
                height_metres=float(row["height"]),
                filing_number=f"{FILING_ORGAN}〔{filed.year}〕{order:03d}号",
                filed_date=filed,
                has_sign=True,
                retention_days=RETENTION_DAYS,
                station_code=address.station_code,
                beat_code=address.beat_code,
                address_code=address.code,
                zones=zones,
            )
        )
        codes[row["key"]] = code
    return tuple(cameras), codes
