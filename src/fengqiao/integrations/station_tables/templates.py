"""The templates, each with example rows to be replaced."""

from __future__ import annotations

from pathlib import Path

from fengqiao.foundation.tables import write_table
from fengqiao.integrations.station_tables.duty import SHIFTS, UNITS
from fengqiao.integrations.station_tables.places import ADDRESSES, PREMISES


def write_templates(*, folder: Path) -> tuple[Path, Path]:
    """This function will write `duty.xlsx` (shifts, units) and `places.xlsx` (addresses, premises)."""
    duty, places = folder / "duty.xlsx", folder / "places.xlsx"
    write_table(path=duty, sheets=[SHIFTS, UNITS])
    write_table(path=places, sheets=[ADDRESSES, PREMISES])
    return duty, places
