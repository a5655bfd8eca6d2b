"""Many subjects at once: those that share their place and their facts, and those whose turn was done on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, filterfalse
from typing import Final

from fengqiao.engines.duties.conditions import Facts
from fengqiao.engines.duties.contracts import Subject, SubjectKey


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Subjects of a kind that differ only in their id and the day from which duties count for them.

    `since_dates` goes with `ids`; empty: none is known. Label and position are asked for when a task opens.
    """

    kind: str
    beat_path: str
    facts: Facts
    ids: Sequence[str]
    since_dates: Sequence[date | None] = ()

    def subject(self, index: int) -> Subject:
        """Return one of them, without label and position."""
        since = self.since_dates[index] if self.since_dates else None
        return Subject(kind=self.kind, id=self.ids[index], beat_path=self.beat_path, since_date=since, facts=self.facts)


@dataclass(frozen=True, slots=True)
class DoneOn:
    """The subjects for which one row was done on one day."""

    row_number: int
    subject_kind: str
    day: date
    ids: Sequence[str]


class LastDays:
    """The last day on which one row was done for each subject, as proleptic ordinals by id.

    `settled`: days of events that settled the turn; the later of the two counts.
    """

    def __init__(self, days: Mapping[str, int], settled: Mapping[str, int] | None = None) -> None:
        self._days = days
        self._settled = {one: day for one, day in (settled or {}).items() if day > days.get(one, 0)}
        self._spans: dict[tuple[int, int], frozenset[str]] = {}

    def settled_by(self, settled: Mapping[str, int]) -> LastDays:
        """Return the days with those of events added; what is known of the spans is known there as well."""
        with_events = LastDays(self._days, settled)
        with_events._spans = self._spans
        return with_events

    def get(self, one: str) -> int | None:
        """Return the last day of a subject; None when it was never done."""
        return self._settled.get(one) or self._days.get(one)

    def done_on(self, one: str) -> int | None:
        """Return the last day without those of events."""
        return self._days.get(one)

    def never(self, ids: Sequence[str]) -> list[int]:
        """Return the places in a sequence of those for whom it was never done."""
        missing = set(filterfalse(self._days.__contains__, ids)).difference(self._settled)
        return list(compress(range(len(ids)), map(missing.__contains__, ids))) if missing else []

    def within(self, oldest: int, latest: int) -> frozenset[str]:
        """Return the ids whose last day lies between two days, both included."""
        if (oldest, latest) not in self._spans:
            found = frozenset(one for one, day in self._days.items() if oldest <= day <= latest)
            self._spans[oldest, latest] = found
        inside = self._spans[oldest, latest]
        if not self._settled:
            return inside
        settled = {one for one, day in self._settled.items() if oldest <= day <= latest}
        return inside.difference(self._settled) | settled


NEVER: Final = LastDays({})


class LastDone:
    """The last day, up to `until`, on which each row was done for each subject."""

    def __init__(self, *, done: Sequence[DoneOn], until: date) -> None:
        self._days: dict[tuple[int, str], dict[str, int]] = {}
        for one in sorted(done, key=lambda one: one.day):
            if one.day <= until:
                known = self._days.setdefault((one.row_number, one.subject_kind), {})
                known.update(dict.fromkeys(one.ids, one.day.toordinal()))
        self._rows = {key: LastDays(days) for key, days in self._days.items()}

    def of_row(self, number: int, kind: str) -> LastDays:
        """Return the last days of a row, by the id of the subject."""
        return self._rows.get((number, kind), NEVER)

    def rows_of(self, key: SubjectKey) -> Iterator[tuple[int, date]]:
        """Yield each row that was done for a subject, with the last day."""
        for (number, kind), days in self._days.items():
            if kind == key.kind and key.id in days:
                yield number, date.fromordinal(days[key.id])
