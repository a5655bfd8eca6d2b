"""The one source of the present moment on the Django side."""

from __future__ import annotations

import datetime
import time
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from fengqiao.foundation.clock.models import ClockRow

CACHE_SECONDS = 0.25
"""How long a process may tell the time from its last reading of the row: a jump reaches every page within this."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    origin_at: datetime.datetime
    real_origin_at: datetime.datetime
    rate: float
    is_simulated: bool

    def time_at(self, real: datetime.datetime) -> datetime.datetime:
        return self.origin_at + (real - self.real_origin_at) * self.rate


class _Cache:
    reading: ClockReading | None = None
    read_at: float = 0.0


def _real_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def read_clock() -> ClockReading:
    """This function will return the clock row, or the real clock where none was set."""
    if _Cache.reading is None or time.monotonic() - _Cache.read_at > CACHE_SECONDS:
        row = ClockRow.objects.first()
        real = _real_now()
        return _keep(
            ClockReading(row.origin_at, row.real_origin_at, row.rate, row.is_simulated)
            if row
            else ClockReading(real, real, 1.0, False)
        )
    return _Cache.reading


def _keep(reading: ClockReading) -> ClockReading:
    _Cache.reading, _Cache.read_at = reading, time.monotonic()
    return reading


def now() -> datetime.datetime:
    """This function will return the present moment (aware, UTC)."""
    return read_clock().time_at(_real_now())


def local_zone() -> ZoneInfo:
    """This function will return the zone in which the station's days begin and end."""
    return ZoneInfo(settings.TIME_ZONE)


def local_now() -> datetime.datetime:
    """This function will return the present moment in the station's time zone."""
    return now().astimezone(local_zone())


def today() -> datetime.date:
    """This function will return the local date."""
    return local_now().date()


def set_clock(*, at: datetime.datetime, rate: float) -> None:
    """This function will make the (simulated) time `at` from now on, running `rate` times as fast as real time."""
    reading = ClockReading(at, _real_now(), rate, is_simulated=True)
    if not ClockRow.objects.update(**asdict(reading)):
        ClockRow.objects.update_or_create(only=True, defaults=asdict(reading))
    _keep(reading)


def forget_reading() -> None:
    """This function will make the next call read the row again."""
    _Cache.reading = None
