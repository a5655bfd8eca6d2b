"""Numbers of the register: one after the other per station and year, none left out, none given twice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils.timezone import localtime

from fengqiao.domains.organisation.public import list_ancestors, station_of

ORGAN_CODE_LENGTH = 12
NEXT = """
INSERT INTO cases_reportcounter (station_path, year, last_ordinal) VALUES (%s, %s, 1)
ON CONFLICT (station_path, year) DO UPDATE SET last_ordinal = cases_reportcounter.last_ordinal + 1
RETURNING last_ordinal
"""


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """A number with its two written forms, e.g. 61999941接〔2026〕0123 and 61999941回〔2026〕0123."""

    station_path: str
    organ_code: str
    year: int
    ordinal: int

    @property
    def of_register(self) -> str:
        return f"{self.organ_code}接〔{self.year}〕{self.ordinal:04d}"

    @property
    def of_receipt(self) -> str:
        return f"{self.organ_code}回〔{self.year}〕{self.ordinal:04d}"


def take_number(*, scope_path: str, taken_at: datetime.datetime) -> RegisterNumber:
    """This function will take the next number of the station in the local year.

    The counter's row stays locked until the caller's transaction ends: a rolled-back report gives its number back.
    """
    station_path, organ_code = _keeper_of(scope_path)
    year = localtime(taken_at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [station_path, year])
        (ordinal,) = cursor.fetchone()
    return RegisterNumber(station_path, organ_code, year, ordinal)


def _keeper_of(scope_path: str) -> tuple[str, str]:
    """Return path and shortened code of the unit that keeps the register: the station, else the unit itself."""
    station = station_of(path=scope_path)
    if station is None:
        above = list_ancestors(path=scope_path)
        station = above[-1] if above else None
    if station is None:
        return scope_path, ""
    # Organ codes of equal length stay different without their trailing zeros.
    is_regular = len(station.code) == ORGAN_CODE_LENGTH
    return station.path, station.code.rstrip("0") if is_regular else station.code
