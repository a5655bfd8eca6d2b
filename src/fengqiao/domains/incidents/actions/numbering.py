"""The number of an incident: unit, day, running number, e.g. 619999410000-20260916-0007."""

from __future__ import annotations

import datetime

from django.db import connection

from fengqiao.domains.organisation.public import get_unit_at, list_units, station_of

_NEXT = """
    INSERT INTO incidents_dailynumber (unit_code, date, last) VALUES (%s, %s, 1)
    ON CONFLICT (unit_code, date) DO UPDATE SET last = incidents_dailynumber.last + 1
    RETURNING last
"""
NO_UNIT = "110"
"""Begins a number where there is no unit at all yet."""


def next_number(*, path: str, date: datetime.date) -> str:
    """This function will take the next number of the station that the path lies in (else of the unit there)."""
    code = _numbering_unit(path)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [code, date])
        (running,) = cursor.fetchone()
    return f"{code}-{date:%Y%m%d}-{running:04d}"


def _numbering_unit(path: str) -> str:
    if not path:
        roots = list_units()
        return roots[0].code if roots else NO_UNIT
    station = station_of(path=path)
    return station.code if station else get_unit_at(path=path).code
