"""What a backtest says: the same work asked for twice, and how many minutes a day a change costs."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from fengqiao.engines.duties.backtesting import SimulatedTask
from fengqiao.engines.duties.contracts import SubjectKey

RowKey: TypeAlias = tuple[str, int]
"""List code and row number."""
RESAMPLES: Final = 2_000
BLOCK_DAYS: Final = 7
"""Days of one week resemble those of another: a week is drawn whole, so that weekends stay weekends."""
TAIL: Final = 0.025


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows that asked for some of the same evidence about one subject at overlapping times."""

    row: RowKey
    other: RowKey
    evidence: tuple[str, ...]
    times: int
    subject_kind: str
    subjects: int
    """How many; which ones is nobody's business in a result that stays."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference a day with the interval that 95 of 100 resamplings of weeks lie in."""

    mean: float
    low: float
    high: float


def find_overlaps(*, tasks: Sequence[SimulatedTask], evidence: Mapping[RowKey, Sequence[str]]) -> tuple[Overlap, ...]:
    """Return each pair of rows that met at a subject, most often first."""
    times: dict[tuple[RowKey, RowKey], int] = defaultdict(int)
    subjects: dict[tuple[RowKey, RowKey], set[SubjectKey]] = defaultdict(set)
    for one, other in _meetings(tasks):
        pair = ((one.list_code, one.row_number), (other.list_code, other.row_number))
        if _shared(pair, evidence):
            times[pair] += 1
            subjects[pair].add(one.subject)
    found = [
        Overlap(*pair, _shared(pair, evidence), count, min(one.kind for one in subjects[pair]), len(subjects[pair]))
        for pair, count in times.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, one.row, one.other)))


def mean_difference(*, before: Sequence[float], after: Sequence[float], seed: int) -> Difference:
    """Return after − before per day, day by day of the same days, with a block-bootstrap interval.

    Weeks are drawn with replacement (moving blocks, Künsch 1989). Raises ValueError on lengths that differ.
    """
    differences = [late - early for early, late in zip(before, after, strict=True)]
    if not differences:
        return Difference(0.0, 0.0, 0.0)
    mean = sum(differences) / len(differences)
    size = min(BLOCK_DAYS, len(differences))
    starts = len(differences) - size + 1
    sums = [sum(differences[start : start + size]) for start in range(starts)]
    blocks = max(1, round(len(differences) / size))
    chance = random.Random(seed)
    means = sorted(sum(chance.choices(sums, k=blocks)) / (blocks * size) for _ in range(RESAMPLES))
    return Difference(mean, means[int(TAIL * RESAMPLES)], means[int((1 - TAIL) * RESAMPLES) - 1])


def _meetings(tasks: Sequence[SimulatedTask]) -> Iterator[tuple[SimulatedTask, SimulatedTask]]:
    by_subject: dict[SubjectKey, list[SimulatedTask]] = defaultdict(list)
    for task in tasks:
        by_subject[task.subject].append(task)
    for group in by_subject.values():
        ordered = sorted(group, key=lambda task: (task.list_code, task.row_number, task.first_date))
        for one, other in combinations(ordered, 2):
            is_same_row = (one.list_code, one.row_number) == (other.list_code, other.row_number)
            if not is_same_row and one.first_date <= other.last_date and other.first_date <= one.last_date:
                yield one, other


def _shared(pair: tuple[RowKey, RowKey], evidence: Mapping[RowKey, Sequence[str]]) -> tuple[str, ...]:
    one, other = (evidence.get(key, ()) for key in pair)
    return tuple(asked for asked in one if asked in other)
