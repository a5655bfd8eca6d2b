"""The days of one place: which are worked there, and when its schools have their breaks."""

from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.primitives.date_span import DateSpan
from fengqiao.primitives.holiday_calendar import HolidayCalendar


@dataclass(frozen=True, slots=True)
class LocalCalendar:
    """What the duties of a place go by: the country's days with what was changed there, and its school breaks."""

    days: HolidayCalendar
    school_breaks: tuple[DateSpan, ...] = ()

    def around(self, day: date, *, reach_days: int) -> "LocalCalendar":
        """Return the part of the calendar that lies at most so many days from a day."""
        span = DateSpan(day - timedelta(days=reach_days), day + timedelta(days=reach_days))
        return LocalCalendar(
            days=HolidayCalendar(
                holidays=frozenset(filter(span.contains, self.days.holidays)),
                make_up_working_days=frozenset(filter(span.contains, self.days.make_up_working_days)),
            ),
            school_breaks=tuple(one for one in self.school_breaks if one.touches(span)),
        )
