"""Which days are worked: public holidays, make-up working days and weekends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5  # date.weekday(): Monday is 0
# Far longer than any run of holidays: beyond it the calendar itself must be wrong.
_LONGEST_REST_DAYS: Final = 60


class InvalidHolidayCalendarError(ValueError):
    """A day is both holiday and make-up working day, or no day is ever worked."""

    code = "invalid_holiday_calendar"


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The days off of a country, as published by the State Council every autumn for the next year.

    `holidays` are the days off of the published festivals, weekends inside them included;
    `make_up_working_days` the weekend days worked in exchange (调休).
    `weekends_end_periods_later` says whether a period whose last day is an ordinary weekend rolls on
    as it does on a holiday; a weekend is no working day either way.
    `known_through_date` is the last day published so far: later days go by weekends alone.
    """

    holidays: frozenset[date]
    make_up_working_days: frozenset[date] = frozenset()
    weekends_end_periods_later: bool = True
    known_through_date: date | None = None

    def __post_init__(self) -> None:
        both = self.holidays & self.make_up_working_days
        if both:
            raise InvalidHolidayCalendarError(f"both holiday and make-up working day: {min(both)}")

    def knows(self, day: date) -> bool:
        """Tell whether the holidays of that day are published yet."""
        return self.known_through_date is None or day <= self.known_through_date

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is worked: make-up days are, holidays and weekends are not."""
        if day in self.make_up_working_days:
            return True
        return day not in self.holidays and day.weekday() < _SATURDAY

    def is_day_off(self, day: date) -> bool:
        """Tell whether a period may not end on that day; ordinary weekends as the setting says."""
        if self.weekends_end_periods_later:
            return not self.is_working_day(day)
        return day in self.holidays

    def next_working_day(self, day: date) -> date:
        """Return the first working day after the given one."""
        return self.add_working_days(day, days=1)

    def add_working_days(self, day: date, *, days: int) -> date:
        """Return the last of `days` working days after the given day, which is not counted itself."""
        if days < 0:
            raise ValueError(f"days must not be negative: {days}")
        counted, rested = 0, 0
        while counted < days:
            day += _ONE_DAY
            rested = 0 if self.is_working_day(day) else rested + 1
            counted += rested == 0
            _require_some_work(rested)
        return day

    def first_day_not_off(self, day: date) -> date:
        """Return the day itself, or if it is off the first day after it on which a period may end."""
        rested = 0
        while self.is_day_off(day):
            day += _ONE_DAY
            rested += 1
            _require_some_work(rested)
        return day


def _require_some_work(rested_days: int) -> None:
    if rested_days > _LONGEST_REST_DAYS:
        raise InvalidHolidayCalendarError(f"{_LONGEST_REST_DAYS} days off in a row")
