"""Values of the editable calendar: school breaks and days that differ from the published holidays."""

from __future__ import annotations

from enum import StrEnum


class BreakKind(StrEnum):
    """A break of the schools; `other`: spring and autumn breaks, or days on which the schools stay closed."""

    WINTER = "winter"
    SUMMER = "summer"
    OTHER = "other"


LONGEST_BREAK_DAYS = 120
"""The longest school break of the country (the winter of the high plateau) is shorter; more is a slip of the pen."""
