from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.legal_clock import (
    CLOCK_RULES,
    ClockCode,
    NoClockRuleError,
    deadline_of,
    find_clock_rule,
    is_time_barred,
)
from fengqiao.primitives.legal_period import (
    CHINA_TIME,
    ExcludedSpan,
    LegalPeriod,
    PeriodUnit,
    add_months,
    end_of_period,
    last_date_without,
)

days_of_2025 = st.dates(min_value=date(2025, 1, 1), max_value=date(2025, 12, 31))


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=CHINA_TIME)


def test_a_second_mediation_after_10_february_is_due_by_the_26th(china_calendar):
    deadline = deadline_of(code=ClockCode.SECOND_MEDIATION, starts_at=noon(2026, 2, 10), calendar=china_calendar)
    assert deadline.due_date == date(2026, 2, 26)
    assert deadline.due_at == datetime(2026, 2, 27, tzinfo=CHINA_TIME)
    assert deadline.rule.article == "183"


def test_a_matter_that_is_not_ours_is_transferred_within_24_hours_holiday_or_not(china_calendar):
    deadline = deadline_of(code=ClockCode.TRANSFER, starts_at=noon(2026, 2, 16), calendar=china_calendar)
    assert deadline.due_at == noon(2026, 2, 17)


def test_a_fine_is_paid_within_fifteen_days_and_not_on_a_holiday(china_calendar):
    deadline = deadline_of(code=ClockCode.FINE_PAYMENT, starts_at=noon(2026, 2, 2), calendar=china_calendar)
    assert deadline.end.counted_to_date == date(2026, 2, 17)
    assert deadline.due_date == date(2026, 2, 24)


def test_a_decision_is_served_within_two_working_days(china_calendar):
    deadline = deadline_of(code=ClockCode.PENALTY_SERVICE, starts_at=noon(2026, 2, 14), calendar=china_calendar)
    assert deadline.due_date == date(2026, 2, 25)


@pytest.mark.parametrize(
    ("code", "hours"),
    [
        (ClockCode.ACCEPTANCE_REVIEW, 24),
        (ClockCode.TRANSFER, 24),
        (ClockCode.EXPEDITED_DECISION, 48),
        (ClockCode.INQUIRY, 8),
        (ClockCode.INQUIRY_MANY_OR_UNKNOWN, 12),
        (ClockCode.INQUIRY_DETENTION_POSSIBLE, 24),
        (ClockCode.ON_THE_SPOT_REPORT, 24),
    ],
)
def test_clocks_in_hours_run_through_spring_festival(china_calendar, code, hours):
    starts_at = noon(2026, 2, 14)
    deadline = deadline_of(code=code, starts_at=starts_at, calendar=china_calendar)
    assert deadline.due_at - starts_at == timedelta(hours=hours)


def test_the_twelve_hour_inquiry_came_with_the_revised_law(china_calendar):
    with pytest.raises(NoClockRuleError):
        find_clock_rule(code=ClockCode.INQUIRY_MANY_OR_UNKNOWN, filed_date=date(2025, 12, 31))
    assert find_clock_rule(code=ClockCode.INQUIRY_MANY_OR_UNKNOWN, filed_date=date(2026, 1, 1))
    with pytest.raises(NoClockRuleError):
        deadline_of(
            code=ClockCode.INQUIRY_MANY_OR_UNKNOWN,
            starts_at=noon(2026, 1, 5),
            filed_date=date(2025, 12, 31),
            calendar=china_calendar,
        )


def test_the_day_of_the_start_is_the_day_in_china(china_calendar):
    late_in_utc = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 01:00 of 3 March in China
    deadline = deadline_of(code=ClockCode.JUDICIAL_CONFIRMATION, starts_at=late_in_utc, calendar=china_calendar)
    assert deadline.due_date == date(2026, 4, 2)


def test_a_start_without_time_zone_is_refused(china_calendar):
    with pytest.raises(ValueError, match="time zone"):
        deadline_of(
            code=ClockCode.TRANSFER,
            starts_at=noon(2026, 3, 2).replace(tzinfo=None),
            calendar=china_calendar,
        )


def test_an_end_beyond_the_published_holidays_is_provisional(china_calendar):
    inside = deadline_of(code=ClockCode.FINE_PAYMENT, starts_at=noon(2026, 12, 1), calendar=china_calendar)
    beyond = deadline_of(code=ClockCode.FINE_PAYMENT, starts_at=noon(2026, 12, 20), calendar=china_calendar)
    assert (inside.end.provisional, beyond.end.provisional) == (False, True)


def test_every_clock_has_exactly_one_rule_today():
    for code in ClockCode:
        assert find_clock_rule(code=code, filed_date=date(2026, 3, 2)).code is code
    assert {rule.code for rule in CLOCK_RULES} == set(ClockCode)


def test_an_act_is_time_barred_after_six_months_even_if_they_end_on_a_holiday(china_calendar):
    act = date(2025, 8, 15)
    assert not is_time_barred(act_ended_date=act, discovered_date=date(2026, 2, 15), calendar=china_calendar)
    assert is_time_barred(act_ended_date=act, discovered_date=date(2026, 2, 16), calendar=china_calendar)


def test_a_month_without_the_day_ends_on_its_last_day():
    assert add_months(date(2025, 8, 31), months=6) == date(2026, 2, 28)
    assert add_months(date(2025, 12, 15), months=1) == date(2026, 1, 15)


def test_a_period_that_restricts_liberty_never_rolls(china_calendar):
    period = LegalPeriod(length=30, unit=PeriodUnit.DAYS, rolls=False)
    end = end_of_period(period=period, starts_at=noon(2026, 1, 16), calendar=china_calendar)
    assert end.due_date == date(2026, 2, 15)


def test_a_period_of_no_length_is_refused():
    with pytest.raises(ValueError, match="positive"):
        LegalPeriod(length=0, unit=PeriodUnit.DAYS)


@given(start=days_of_2025, length=st.integers(1, 90))
def test_a_period_of_days_ends_on_a_day_that_is_worked_and_never_early(china_calendar, start, length):
    period = LegalPeriod(length=length, unit=PeriodUnit.DAYS)
    starts_at = datetime(start.year, start.month, start.day, 9, tzinfo=CHINA_TIME)
    end = end_of_period(period=period, starts_at=starts_at, calendar=china_calendar)
    assert china_calendar.is_working_day(end.due_date)
    assert end.due_date >= end.counted_to_date == start + timedelta(days=length)
    assert end.due_at - timedelta(microseconds=1) < end.due_at
    assert (end.due_at - timedelta(microseconds=1)).date() == end.due_date


spans = st.lists(
    st.tuples(days_of_2025, st.integers(0, 40)).map(
        lambda pair: ExcludedSpan(first_date=pair[0], last_date=pair[0] + timedelta(days=pair[1]))
    ),
    max_size=5,
)


@given(start=days_of_2025, days=st.integers(1, 90), excluded=spans)
def test_excluded_days_are_counted_as_by_hand(start, days, excluded):
    day, counted = start, 0
    while counted < days:
        day += timedelta(days=1)
        counted += not any(span.first_date <= day <= span.last_date for span in excluded)
    assert last_date_without(start_date=start, days=days, excluded=excluded) == day


def test_an_open_span_stops_the_clock_only_if_it_began_in_time():
    start = date(2026, 3, 2)
    inside = ExcludedSpan(first_date=date(2026, 3, 5), last_date=None)
    after = ExcludedSpan(first_date=date(2026, 3, 13), last_date=None)
    assert last_date_without(start_date=start, days=10, excluded=[inside]) is None
    assert last_date_without(start_date=start, days=10, excluded=[after]) == date(2026, 3, 12)


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        ExcludedSpan(first_date=date(2026, 3, 5), last_date=date(2026, 3, 4))
