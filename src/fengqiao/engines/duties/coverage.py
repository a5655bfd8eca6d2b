"""How far the cycles of a list are kept: for each cyclic row, its subjects and those whose turn is not overdue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Final

from fengqiao.engines.duties.conditions import all_hold
from fengqiao.engines.duties.contracts import Completion, DutyList, Subject, WorkingDays
from fengqiao.engines.duties.proposals import CHINA_TIME, propose_tasks
from fengqiao.engines.duties.triggers import Cycle, Every

DAYS_OF_MONTH: Final = 365.25 / 12
TIMES_PER_MONTH: Final[Mapping[Cycle, float]] = {
    Cycle.DAY: DAYS_OF_MONTH,
    Cycle.WEEK: DAYS_OF_MONTH / 7,
    Cycle.HALF_MONTH: 2.0,
    Cycle.MONTH: 1.0,
    Cycle.QUARTER: 1 / 3,
    Cycle.HALF_YEAR: 1 / 6,
    Cycle.YEAR: 1 / 12,
}


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """Of `subjects` that the row's cycle covers, `kept` have no turn that is overdue."""

    row_number: int
    beat_path: str
    subjects: int
    kept: int


def cycle_coverage(
    *,
    duty_list: DutyList,
    subjects: Sequence[Subject],
    completions: Sequence[Completion],
    today: date,
    calendar: WorkingDays,
    zone: tzinfo = CHINA_TIME,
) -> list[RowCoverage]:
    """Return subjects and kept ones by cyclic row and beat, in the order of rows and beats.

    A turn is overdue from the day after its due day. A row past its sunset covers nobody.
    """
    rows = tuple(row for row in duty_list.rows if isinstance(row.trigger, Every) and row.sunset_date >= today)
    proposals = propose_tasks(
        duty_list=replace(duty_list, rows=rows),
        subjects=subjects,
        events=(),
        completions=completions,
        today=today,
        calendar=calendar,
        zone=zone,
    )
    late = _count((one.row_number, one.subject.beat_path) for one in proposals if one.due_date < today)
    held = _count(
        (row.number, subject.beat_path)
        for row in rows
        for subject in subjects
        if subject.kind == row.subject_kind and all_hold(row.conditions, subject.facts)
    )
    return [
        RowCoverage(number, path, found, found - late.get((number, path), 0))
        for (number, path), found in sorted(held.items())
    ]


def _count(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
