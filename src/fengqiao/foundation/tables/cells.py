"""What may stand in a cell: each function reads one cell of a row or raises CellError with what was wanted."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from fengqiao.foundation.tables.reading import CellError, Cells

YES, NO = frozenset({"是", "yes", "1", "true", "y"}), frozenset({"否", "no", "0", "false", "n", ""})
CHINA = ZoneInfo("Asia/Shanghai")
SEPARATORS = re.compile(r"[、，,;；\s]+")


def needed(cells: Cells, name: str) -> str:
    """This function will read a text that must be there."""
    if not cells.get(name):
        raise CellError(name, "missing", "")
    return cells[name]


def one_of(cells: Cells, name: str, allowed: Sequence[str]) -> str:
    """This function will read one of the allowed words."""
    value = needed(cells, name)
    if value not in allowed:
        raise CellError(name, "not_one_of: " + ", ".join(allowed), value)
    return value


def yes_or_no(cells: Cells, name: str) -> bool:
    """This function will read a yes or no in either language; empty is no."""
    value = cells.get(name, "").lower()
    if value not in YES | NO:
        raise CellError(name, "yes_or_no", value)
    return value in YES


def number(cells: Cells, name: str, limit: float) -> float | None:
    """This function will read a number between -limit and limit, None for an empty cell."""
    text = cells.get(name, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise CellError(name, "not_a_number", text) from error
    if not math.isfinite(value) or abs(value) > limit:
        raise CellError(name, "out_of_range", text)
    return value


def needed_number(cells: Cells, name: str, limit: float) -> float:
    """This function will read a number that must be there."""
    value = number(cells, name, limit)
    if value is None:
        raise CellError(name, "missing", "")
    return value


def date(cells: Cells, name: str) -> datetime.date:
    """This function will read a day written as 2026-01-05."""
    text = needed(cells, name)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CellError(name, "not_a_date (2026-01-05)", text) from error


def moment(cells: Cells, name: str) -> datetime.datetime:
    """This function will read a moment in China's time, written as 2026-01-05 08:00 (a bare day is its midnight)."""
    text = needed(cells, name)
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=CHINA)
    except ValueError as error:
        raise CellError(name, "not_a_moment (2026-01-05 08:00)", text) from error


def words(cells: Cells, name: str) -> tuple[str, ...]:
    """This function will read several words with commas, 、 or spaces between them."""
    return tuple(word for word in SEPARATORS.split(cells.get(name, "")) if word)
