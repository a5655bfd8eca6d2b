"""Many subjects at once: those that share their place and their facts, and those whose turn was done on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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


class LastDone:
    """The last day, up to `until`, on which each row was done for each subject, as proleptic ordinals."""

    def __init__(self, *, done: Sequence[DoneOn], until: date) -> None:
        self._days: dict[tuple[int, str], dict[str, int]] = {}
        for one in sorted(done, key=lambda one: one.day):
            if one.day <= until:
                known = self._days.setdefault((one.row_number, one.subject_kind), {})
                known.update(dict.fromkeys(one.ids, one.day.toordinal()))

    def of_row(self, number: int, kind: str) -> dict[str, int]:
        """Return id → ordinal of the last day."""
        return self._days.get((number, kind), {})

    def rows_of(self, key: SubjectKey) -> Iterator[tuple[int, date]]:
        """Yield each row that was done for a subject, with the last day."""
        for (number, kind), days in self._days.items():
            if kind == key.kind and key.id in days:
                yield number, date.fromordinal(days[key.id])
