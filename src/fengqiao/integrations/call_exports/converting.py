"""Turning one row of an export into a call of the past, or saying why not."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from fengqiao.domains.incidents.contracts import CITIZEN_REPORTED, ImportedCall, IncidentState, Origin
from fengqiao.integrations.call_exports.errors import RowRefusedError
from fengqiao.integrations.call_exports.mapping import STAMPS, Choice, Mapping
from fengqiao.integrations.call_exports.reading import ExportRow

ISO_LIKE = frozenset({"iso", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"})
"""Formats that `fromisoformat` reads; it is ten times as quick as strptime."""
EARLIEST_YEAR = 1990
Cells = Sequence[str]


class RowConverter:
    """Made once for an export; `convert` is called for each row."""

    def __init__(self, *, mapping: Mapping, header: dict[str, int], unit_codes: dict[str, str]) -> None:
        self._mapping = mapping
        self._header = header
        self._unit_codes = unit_codes
        self._zone = ZoneInfo(mapping.time.zone)
        columns = mapping.columns
        self._stamps = [(name, header[column]) for name in STAMPS if (column := getattr(columns, name)) is not None]
        self._texts = [header[column] for column in columns.text]
        self._places = [header[column] for column in columns.place_text]
        self._category = _chooser(mapping.categories, header)
        self._origin = _chooser(mapping.origins, header)
        self._state = _chooser(mapping.states, header)

    def convert(self, row: ExportRow) -> ImportedCall:
        """This function will return the call of a row. Raises RowRefusedError with column, value and reason."""
        cells = row.cells
        if len(cells) < len(self._header):
            raise RowRefusedError(
                column="", value="", reason=f"has {len(cells)} cells, the header has {len(self._header)}"
            )
        columns = self._mapping.columns
        category, _, subcategory = self._category(cells).partition("/")
        longitude, latitude = self._position(cells)
        stamps: dict[str, Any] = {name: self._moment(cells, name, place) for name, place in self._stamps}
        received_at = stamps.pop("received_at")
        if received_at is None:
            raise RowRefusedError(column=columns.received_at, value="", reason="is empty; a call has a moment")
        origin = Origin(self._origin(cells) or Origin.IMPORT)
        return ImportedCall(
            source=self._mapping.source,
            external_id=self._needed(cells, columns.external_id),
            origin=origin,
            category=category or "other",
            subcategory=subcategory,
            text=_joined(cells, self._texts),
            caller_name=self._optional(cells, columns.caller_name),
            caller_phone=self._optional(cells, columns.caller_phone),
            address_code=self._optional(cells, columns.address_code),
            place_text=_joined(cells, self._places),
            longitude=longitude,
            latitude=latitude,
            unit_code=self._unit(cells),
            received_at=received_at,
            state=IncidentState(self._state(cells) or IncidentState.CLOSED),
            feedback_text=self._optional(cells, columns.feedback_text),
            receipt_given=origin in CITIZEN_REPORTED,
            **stamps,
        )

    def received_at(self, row: ExportRow) -> datetime.datetime | None:
        """This function will return the moment of a call, None where the row has none that can be read."""
        try:
            return self._moment(row.cells, "received_at", self._header[self._mapping.columns.received_at])
        except (RowRefusedError, IndexError):
            return None

    def _optional(self, cells: Cells, column: str | None) -> str:
        return cells[self._header[column]].strip() if column is not None else ""

    def _needed(self, cells: Cells, column: str) -> str:
        value = self._optional(cells, column)
        if not value:
            raise RowRefusedError(column=column, value="", reason="is empty; without it a row could land twice")
        return value

    def _moment(self, cells: Cells, name: str, place: int) -> datetime.datetime | None:
        text = cells[place].strip()
        if not text:
            return None
        column = getattr(self._mapping.columns, name)
        style = self._mapping.time.format
        try:
            moment = (
                datetime.datetime.fromisoformat(text) if style in ISO_LIKE else datetime.datetime.strptime(text, style)  # noqa: DTZ007 - the zone is set below
            )
        except ValueError as error:
            raise RowRefusedError(column=column, value=text, reason=f"is not a moment of the form {style}") from error
        if moment.year < EARLIEST_YEAR:
            raise RowRefusedError(column=column, value=text, reason=f"lies before {EARLIEST_YEAR}")
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _position(self, cells: Cells) -> tuple[float | None, float | None]:
        columns = self._mapping.columns
        if columns.longitude is None or columns.latitude is None:
            return None, None
        longitude = _degrees(cells[self._header[columns.longitude]], columns.longitude, 180)
        latitude = _degrees(cells[self._header[columns.latitude]], columns.latitude, 90)
        return (longitude, latitude) if longitude is not None and latitude is not None else (None, None)

    def _unit(self, cells: Cells) -> str:
        units = self._mapping.units
        value = cells[self._header[units.by]].strip()
        code = self._unit_codes.get(value) or units.codes.get(value) or units.default
        if not code:
            reason = "is no unit of the mapping, and it has no default"
            raise RowRefusedError(column=units.by, value=value, reason=reason)
        return code


def _chooser(choice: Choice | None, header: dict[str, int]) -> Callable[[Cells], str]:
    if choice is None:
        return lambda cells: ""
    place, exact, default = header[choice.by], choice.exact, choice.default
    patterns = [(re.compile(rule.match), rule.to) for rule in choice.patterns]
    known: dict[str, str] = {}

    def choose(cells: Cells) -> str:
        value = cells[place].strip()
        if value not in known:
            found = (to for pattern, to in patterns if pattern.fullmatch(value))
            known[value] = exact.get(value) or next(found, default)
        return known[value]

    return choose


def _joined(cells: Cells, places: Sequence[int]) -> str:
    return " ".join(text for place in places if (text := cells[place].strip()))


def _degrees(text: str, column: str, limit: float) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise RowRefusedError(column=column, value=text, reason="is not a number of degrees") from error
    if not math.isfinite(value) or abs(value) > limit:
        raise RowRefusedError(column=column, value=text, reason=f"is not within ±{limit:g} degrees")
    return value
