"""Which days an export holds, and the calls of one of them. Pure reading: no database is asked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping as Counts
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from fengqiao.demo.replay.contracts import OutsideExportError
from fengqiao.domains.incidents.contracts import ImportedCall
from fengqiao.integrations.call_exports.converting import RowConverter
from fengqiao.integrations.call_exports.errors import RowRefusedError
from fengqiao.integrations.call_exports.mapping import Mapping
from fengqiao.integrations.call_exports.reading import open_export

WHOLE_SHARE = 0.5
"""A day with less than half of the usual calls was cut off: the export begins, ends or breaks in it."""
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExportDays:
    """How many calls each local day of an export has."""

    counts: Counts[datetime.date, int]

    @property
    def first(self) -> datetime.date:
        return min(self.counts)

    @property
    def last(self) -> datetime.date:
        return max(self.counts)

    @property
    def usual(self) -> int:
        return round(median(self.counts.values()))

    def last_whole(self) -> datetime.date:
        """This function will return the last day that is not cut off."""
        whole = [date for date, count in self.counts.items() if count >= WHOLE_SHARE * self.usual]
        return max(whole)

    def choose(self, wished: datetime.date | None) -> datetime.date:
        """This function will return the wished day, or the last whole one. Raises OutsideExportError."""
        if wished is None:
            return self.last_whole()
        if wished in self.counts:
            return wished
        raise OutsideExportError(
            f"The export has no calls of {wished}: {self._why_not(wished)} "
            f"Choose a day with --date, or leave it out for the last whole day ({self.last_whole()})."
        )

    def _why_not(self, wished: datetime.date) -> str:
        span = f"it goes from {self.first} to {self.last}"
        if not self.first < wished < self.last:
            return f"{span}."
        gap_from = max(date for date in self.counts if date < wished) + ONE_DAY
        gap_to = min(date for date in self.counts if date > wished) - ONE_DAY
        return f"{span}, and {gap_from} to {gap_to} is a gap without any record."


def read_days(*, path: Path, mapping: Mapping) -> ExportDays:
    """This function will count the calls of each local day. Raises ExportUnreadableError, OutsideExportError."""
    zone = ZoneInfo(mapping.time.zone)
    counts: Counter[datetime.date] = Counter()
    with open_export(path=path, mapping=mapping) as export:
        converter = RowConverter(mapping=mapping, header=export.header, unit_codes={})
        for row in export.rows:
            moment = converter.received_at(row)
            if moment is not None:
                counts[moment.astimezone(zone).date()] += 1
    if not counts:
        raise OutsideExportError(f"{path} has no row with a moment that the mapping can read; there is no day in it.")
    return ExportDays(counts)


def read_calls(
    *, path: Path, mapping: Mapping, unit_codes: dict[str, str], date: datetime.date
) -> tuple[ImportedCall, ...]:
    """This function will return the calls of a local day in order of time, each once; faulty rows are left aside."""
    zone = ZoneInfo(mapping.time.zone)
    found: dict[str, ImportedCall] = {}
    with open_export(path=path, mapping=mapping) as export:
        converter = RowConverter(mapping=mapping, header=export.header, unit_codes=unit_codes)
        for row in export.rows:
            moment = converter.received_at(row)
            if moment is None or moment.astimezone(zone).date() != date:
                continue
            try:
                call = converter.convert(row)
            except RowRefusedError:
                continue
            found.setdefault(call.external_id, call)
    return tuple(sorted(found.values(), key=lambda call: (call.received_at, call.external_id)))
