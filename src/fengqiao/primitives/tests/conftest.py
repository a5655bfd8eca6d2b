from datetime import date, timedelta

import chinese_calendar
import pytest

from fengqiao.primitives.holiday_calendar import HolidayCalendar

FIRST_YEAR, LAST_YEAR = 2024, 2026


@pytest.fixture(scope="session")
def china_calendar() -> HolidayCalendar:
    """The published days off of 2024 to 2026, read independently of our own rules."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return HolidayCalendar(
        holidays=frozenset(day for day in days if day in chinese_calendar.holidays),
        make_up_working_days=frozenset(day for day in days if day in chinese_calendar.workdays),
        known_through_date=last,
    )
