"""The station's time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings


def local_zone() -> ZoneInfo:
    """This function will return the zone in which a station's days begin and end."""
    return ZoneInfo(settings.TIME_ZONE)
