from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.indicators.cohorts import (
    ArrivalOutcome,
    DisputeOutcome,
    TaskOutcome,
    arrivals_in_time,
    repeats_of_settled,
    settled_of_due,
    tasks_on_time,
    visited_of_due,
)
from fengqiao.engines.indicators.formulas import Share

MARCH_1, MARCH_31, APRIL_10 = date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 10)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def march_settlements(*outcomes):
    return settled_of_due(outcomes=outcomes, first_date=MARCH_1, last_date=MARCH_31, as_of_date=APRIL_10)


def march_repeats(*outcomes):
    return repeats_of_settled(outcomes=outcomes, first_date=MARCH_1, last_date=MARCH_31)


def test_a_settlement_counts_in_the_period_in_which_it_was_due():
    share = march_settlements(
        DisputeOutcome(due_date=date(2026, 3, 5), settled_date=date(2026, 2, 20)),
        DisputeOutcome(due_date=date(2026, 3, 31), settled_date=date(2026, 4, 10)),
        DisputeOutcome(due_date=date(2026, 3, 20), settled_date=date(2026, 4, 11)),
        DisputeOutcome(due_date=date(2026, 3, 20), settled_date=None),
        DisputeOutcome(due_date=date(2026, 4, 1), settled_date=date(2026, 3, 20)),
    )
    assert share == Share(part=2, whole=4)


def test_a_dispute_that_comes_back_within_ninety_days_is_a_repeat():
    settled = date(2026, 3, 10)
    last_day = settled + timedelta(days=90)
    share = march_repeats(
        DisputeOutcome(due_date=MARCH_31, settled_date=settled, reopened_date=last_day),
        DisputeOutcome(due_date=MARCH_31, settled_date=settled, reopened_date=last_day + timedelta(days=1)),
        DisputeOutcome(due_date=MARCH_31, settled_date=settled),
        DisputeOutcome(due_date=MARCH_31, settled_date=None),
        DisputeOutcome(due_date=MARCH_31, settled_date=date(2026, 2, 1), reopened_date=MARCH_1),
    )
    assert share == Share(part=1, whole=3)


def test_only_distinct_due_objects_count_as_visited():
    share = visited_of_due(visited={"a", "b", "elsewhere"}, due={"a", "b", "c", "d"})
    assert share == Share(part=2, whole=4)


def test_an_arrival_on_the_minute_is_in_time():
    share = arrivals_in_time(
        arrivals=[
            ArrivalOutcome(minutes=5.0, target_minutes=5),
            ArrivalOutcome(minutes=5.1, target_minutes=5),
            ArrivalOutcome(minutes=9.0, target_minutes=10),
        ]
    )
    assert share == Share(part=2, whole=3)


def test_a_suspended_task_is_exempt_and_a_task_not_yet_due_does_not_count():
    share = tasks_on_time(
        outcomes=[
            TaskOutcome(due_at=NOON, completed_at=NOON),
            TaskOutcome(due_at=NOON, completed_at=NOON + HOUR),
            TaskOutcome(due_at=NOON, completed_at=None),
            TaskOutcome(due_at=NOON, completed_at=None, suspended=True),
            TaskOutcome(due_at=NOON + 9 * HOUR, completed_at=NOON),
        ],
        now=NOON + HOUR,
    )
    assert share == Share(part=1, whole=3)


@given(visited=st.sets(st.text(max_size=2)), due=st.sets(st.text(max_size=2)))
def test_coverage_never_exceeds_what_is_due(visited, due):
    share = visited_of_due(visited=visited, due=due)
    assert share.part <= share.whole == len(due)
