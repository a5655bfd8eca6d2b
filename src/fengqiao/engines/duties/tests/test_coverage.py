"""How far the cycles of a list are kept."""

from __future__ import annotations

from datetime import date

from fengqiao.engines.duties.contracts import Completion, SubjectKey
from fengqiao.engines.duties.coverage import TIMES_PER_MONTH, RowCoverage, cycle_coverage
from fengqiao.engines.duties.tests.samples import PlainCalendar, a_list, a_row, a_venue
from fengqiao.engines.duties.triggers import After, Cycle, Every

TODAY = date(2026, 9, 16)


def coverage(*, done: tuple[tuple[str, date], ...], **changes: object) -> list[RowCoverage]:
    row = a_row(trigger=Every(Cycle.MONTH), **changes)
    subjects = [a_venue(str(number), beat_path="b") for number in range(4)]
    return cycle_coverage(
        duty_list=a_list(row, a_row(trigger=After("quarrel", (7,)), number=2)),
        subjects=subjects,
        completions=[Completion("", 1, SubjectKey("key_venue", key), day) for key, day in done],
        today=TODAY,
        calendar=PlainCalendar(),
    )


def test_a_subject_done_within_its_cycle_is_kept_and_one_overdue_is_not() -> None:
    done = (("0", date(2026, 9, 1)), ("1", date(2026, 7, 1)), ("2", date(2026, 9, 10)))
    assert coverage(done=done) == [RowCoverage(1, "b", 4, 2)]


def test_a_turn_that_falls_due_today_is_still_kept() -> None:
    done = tuple((str(number), date(2026, 8, 16)) for number in range(4))
    assert coverage(done=done) == [RowCoverage(1, "b", 4, 4)]


def test_a_row_past_its_sunset_covers_nobody() -> None:
    assert coverage(done=(), sunset_date=date(2026, 9, 15)) == []


def test_every_cycle_has_its_times_a_month() -> None:
    assert set(TIMES_PER_MONTH) == set(Cycle)
    assert TIMES_PER_MONTH[Cycle.YEAR] * 12 == 1
