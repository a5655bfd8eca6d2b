"""The written standards that hold at a place on a day."""

from __future__ import annotations

import datetime

from django.db.models.functions import Length

from fengqiao.domains.organisation.contracts import SHIPPED_STANDARD, StaffingStandard
from fengqiao.domains.organisation.models import Standard
from fengqiao.foundation.scoping.fields import PATH_STEP

FIELDS = (
    "community_hours_per_week",
    "community_share_percent",
    "new_officer_years",
    "station_minimum",
    "officer_hours_per_week",
    "minutes_per_call",
    "near_metres",
    "basis",
    "from_date",
)


def standard_for(*, path: str, on: datetime.date) -> StaffingStandard:
    """This function will return what is written down for a place: the nearest above it, of those the latest."""
    above = [path[:length] for length in range(0, len(path) + 1, PATH_STEP)]
    row = (
        Standard.objects.filter(path__in=above, from_date__lte=on)
        .annotate(depth=Length("path"))
        .order_by("-depth", "-from_date")
        .values(*FIELDS)
        .first()
    )
    return StaffingStandard(**row) if row else SHIPPED_STANDARD
