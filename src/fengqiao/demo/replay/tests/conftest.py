"""A small export of a town on another continent: two districts, three beats, a gap, and a last day that breaks off."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ZONE = "America/Los_Angeles"
COLUMNS = ("id", "when", "kind", "what", "street", "beat", "district", "lon", "lat")
KINDS = (("FIGHT", "two men shouting"), ("BURG", "window broken"), ("ILL", "ambulance requested"), ("MISC", "unclear"))
DAYS = {"2024-03-28": 20, "2024-03-29": 20, "2024-04-03": 20, "2024-04-10": 24, "2024-04-11": 3}
MAPPING = {
    "source": "harbour",
    "columns": {
        "external_id": "id",
        "received_at": "when",
        "text": "what",
        "place_text": "street",
        "longitude": "lon",
        "latitude": "lat",
    },
    "time": {"zone": ZONE, "format": "%Y-%m-%d %H:%M:%S"},
    "categories": {
        "by": "kind",
        "exact": {
            "FIGHT": "public_order/fight",
            "BURG": "criminal/burglary_home",
            "ILL": "urgent_help/illness",
            "311": "other/not_police",
        },
        "default": "other",
    },
    "origins": {"by": "kind", "exact": {"FIGHT": "officer"}, "default": "call_110"},
    "units": {
        "by": "beat",
        "derive_station_from": "district",
        "station_name": "District {value}",
        "beat_name": "Beat {value}",
        "default": "harbour",
    },
}


@dataclass(frozen=True)
class Export:
    path: Path
    mapping: str


@pytest.fixture
def export(tmp_path: Path) -> Export:
    rows = []
    for date, count in DAYS.items():
        for number in range(count):
            kind, what = KINDS[number % len(KINDS)] if number != 7 else ("311", "pothole")
            beat = "" if number == 11 else str(number % 3 + 1)
            hour, minute = divmod(number * (24 * 60 // count) + 5, 60)
            rows.append(
                (
                    f"H{date}-{number}",
                    f"{date} {hour:02d}:{minute:02d}:00",
                    kind,
                    what,
                    f"{number} Pier St",
                    beat,
                    "N" if beat in {"1", "2"} else "S",
                    "" if number == 5 else f"{-122.2 + 0.01 * (number % 3)}",
                    "" if number == 5 else f"{37.7 + 0.001 * number}",
                )
            )
    path = tmp_path / "harbour.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    mapping = tmp_path / "harbour.mapping.yaml"
    mapping.write_text(yaml.safe_dump(MAPPING))
    return Export(path, str(mapping))
