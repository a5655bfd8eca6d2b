"""How large the invented province is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """`events`: open ones, four fifths from calls, a tenth each from promises and settlements."""

    name: str
    stations: int
    officers: int
    households: int
    premises: int
    events: int
    changes: int


PROVINCE: Final = Size("province", 1_221, 6_742, 4_000_000, 300_000, 200_000, 1_000)
COUNTY: Final = Size("county", 15, 83, 49_000, 3_700, 2_460, 100)
STATION: Final = Size("station", 1, 6, 3_300, 250, 170, 20)
SIZES: Final[Mapping[str, Size]] = {size.name: size for size in (PROVINCE, COUNTY, STATION)}
STATIONS_OF_A_COUNTY: Final = 15
DOORS_OF_AN_ADDRESS: Final = 10
"""Households live ten at an address: the address table is not what is measured."""
