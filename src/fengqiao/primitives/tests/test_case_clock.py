from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.case_clock import (
    RULE_BEFORE_2026,
    RULE_FROM_2026,
    CaseDates,
    Exclusion,
    ExclusionReason,
    ExtensionRefusal,
    TooManyExtensionsError,
    case_deadline,
    find_extension_refusal,
)
from fengqiao.primitives.legal_period import ExcludedSpan

STATION, COUNTY = "619999510000", "619999000000"
FILED_IN_MARCH = CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2))


def due_date(dates, calendar):
    return case_deadline(dates=dates, calendar=calendar).end.due_date


def excluded(reason, first_date, last_date):
    return Exclusion(reason=reason, span=ExcludedSpan(first_date=first_date, last_date=last_date))


@pytest.mark.parametrize(
    ("filed_date", "expected"),
    [
        (date(2026, 1, 16), date(2026, 2, 24)),  # day 30 lies inside Spring Festival
        (date(2026, 1, 29), date(2026, 2, 28)),  # a Saturday, but a make-up working day
    ],
)
def test_a_case_filed_before_spring_festival_has_its_known_due_day(china_calendar, filed_date, expected):
    assert due_date(CaseDates(accepted_date=filed_date, filed_date=filed_date), china_calendar) == expected


def test_a_case_filed_on_the_last_day_of_2025_runs_under_the_old_rule_from_its_acceptance(china_calendar):
    dates = CaseDates(accepted_date=date(2025, 12, 29), filed_date=date(2025, 12, 31))
    deadline = case_deadline(dates=dates, calendar=china_calendar)
    assert deadline.rule is RULE_BEFORE_2026
    assert deadline.start_date == date(2025, 12, 29)
    assert deadline.end.due_date == date(2026, 1, 28)


def test_a_case_filed_on_the_first_day_of_2026_runs_under_the_new_rule_from_its_filing(china_calendar):
    dates = CaseDates(accepted_date=date(2025, 12, 29), filed_date=date(2026, 1, 1))
    deadline = case_deadline(dates=dates, calendar=china_calendar)
    assert deadline.rule is RULE_FROM_2026
    assert deadline.start_date == date(2026, 1, 1)
    assert deadline.end.counted_to_date == date(2026, 1, 31)
    assert deadline.end.due_date == date(2026, 2, 2)


def test_extensions_add_thirty_days_each(china_calendar):
    for extensions in (0, 1, 2):
        dates = CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2), extensions=extensions)
        end = case_deadline(dates=dates, calendar=china_calendar).end
        assert end.counted_to_date == date(2026, 3, 2) + timedelta(days=30 * (1 + extensions))


def refusal(dates, calendar, *, approving=COUNTY, approved_date=date(2026, 3, 20)):
    return find_extension_refusal(
        dates=dates,
        approving_organ_code=approving,
        parent_organ_code=COUNTY,
        approved_date=approved_date,
        calendar=calendar,
    )


def test_a_third_extension_is_refused(china_calendar):
    twice = CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2), extensions=2)
    assert refusal(twice, china_calendar) is ExtensionRefusal.TOO_MANY_EXTENSIONS
    with pytest.raises(TooManyExtensionsError):
        case_deadline(
            dates=CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2), extensions=3),
            calendar=china_calendar,
        )


def test_a_second_extension_is_refused_under_the_old_rule(china_calendar):
    once = CaseDates(accepted_date=date(2025, 12, 1), filed_date=date(2025, 12, 1), extensions=1)
    assert refusal(once, china_calendar) is ExtensionRefusal.TOO_MANY_EXTENSIONS


def test_the_station_cannot_approve_its_own_extension(china_calendar):
    refused = refusal(FILED_IN_MARCH, china_calendar, approving=STATION)
    assert refused is ExtensionRefusal.APPROVER_IS_NOT_THE_PARENT_ORGAN
    assert refusal(FILED_IN_MARCH, china_calendar) is None


def test_an_extension_after_the_due_day_is_refused(china_calendar):
    last_day = date(2026, 4, 1)
    assert refusal(FILED_IN_MARCH, china_calendar, approved_date=last_day) is None
    late = refusal(FILED_IN_MARCH, china_calendar, approved_date=last_day + timedelta(days=1))
    assert late is ExtensionRefusal.ALREADY_OVERDUE


def test_a_hearing_stops_the_clock_only_under_the_new_rule(china_calendar):
    for filed_date, stopped_days in ((date(2025, 11, 3), 0), (date(2026, 3, 2), 5)):
        hearing = excluded(ExclusionReason.HEARING, filed_date + timedelta(days=10), filed_date + timedelta(days=14))
        dates = CaseDates(accepted_date=filed_date, filed_date=filed_date, exclusions=(hearing,))
        end = case_deadline(dates=dates, calendar=china_calendar).end
        assert end.counted_to_date == filed_date + timedelta(days=30 + stopped_days)


def test_days_of_examination_and_hearing_that_overlap_are_left_out_once(china_calendar):
    examination = excluded(ExclusionReason.FORENSIC_EXAMINATION, date(2026, 3, 9), date(2026, 3, 20))
    hearing = excluded(ExclusionReason.HEARING, date(2026, 3, 18), date(2026, 3, 24))
    dates = CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2), exclusions=(hearing, examination))
    end = case_deadline(dates=dates, calendar=china_calendar).end
    assert end.counted_to_date == date(2026, 4, 1) + timedelta(days=16)


def test_an_examination_without_end_leaves_the_case_without_due_day(china_calendar):
    running = excluded(ExclusionReason.FORENSIC_EXAMINATION, date(2026, 3, 9), None)
    dates = CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 2), exclusions=(running,))
    assert case_deadline(dates=dates, calendar=china_calendar).end is None
    assert refusal(dates, china_calendar) is None


def test_the_clock_starts_anew_when_mediation_fails(china_calendar):
    dates = CaseDates(
        accepted_date=date(2026, 3, 2),
        filed_date=date(2026, 3, 2),
        mediation_failed_date=date(2026, 3, 16),
    )
    assert due_date(dates, china_calendar) == date(2026, 4, 15)


def test_a_case_cannot_be_filed_before_its_acceptance():
    with pytest.raises(ValueError, match="before its acceptance"):
        CaseDates(accepted_date=date(2026, 3, 2), filed_date=date(2026, 3, 1))


@given(
    filed_date=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 6, 30)),
    extensions=st.integers(0, 2),
    offset=st.integers(1, 60),
    length=st.integers(1, 30),
)
def test_more_extensions_and_exclusions_never_bring_the_due_day_forward(
    china_calendar, filed_date, extensions, offset, length
):
    first = filed_date + timedelta(days=offset)
    examination = excluded(ExclusionReason.FORENSIC_EXAMINATION, first, first + timedelta(days=length - 1))
    plain = CaseDates(accepted_date=filed_date, filed_date=filed_date, extensions=extensions)
    stopped = CaseDates(
        accepted_date=filed_date, filed_date=filed_date, extensions=extensions, exclusions=(examination,)
    )
    assert due_date(stopped, china_calendar) >= due_date(plain, china_calendar)
    if extensions:
        fewer = CaseDates(accepted_date=filed_date, filed_date=filed_date, extensions=extensions - 1)
        assert due_date(plain, china_calendar) > due_date(fewer, china_calendar)
