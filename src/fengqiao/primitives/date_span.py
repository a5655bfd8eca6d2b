"""Days from a first to a last one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from first to last, both included, e.g. the summer holidays of the schools."""

    first_date: date
    last_date: date

    def contains(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.first_date <= day <= self.last_date

    def touches(self, other: "DateSpan") -> bool:
        """Tell whether the two have a day in common."""
        return self.first_date <= other.last_date and other.first_date <= self.last_date
