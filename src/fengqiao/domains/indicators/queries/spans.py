"""The spans of bulletins: the 24 hours of duty, the day, the month, all in local time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.indicators.contracts import BulletinKind
from fengqiao.domains.indicators.queries.handover import HANDOVER_AT
from fengqiao.foundation.clock.clock import local_now, local_zone, today

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From `begins` of the first date for whole days of 24 hours, the last one included."""

    first_date: datetime.date
    last_date: datetime.date
    begins: datetime.time

    @property
    def from_at(self) -> datetime.datetime:
        return datetime.datetime.combine(self.first_date, self.begins, local_zone())

    @property
    def to_at(self) -> datetime.datetime:
        return datetime.datetime.combine(self.last_date + _DAY, self.begins, local_zone())

    @property
    def last_known_date(self) -> datetime.date:
        """The last date that is over; the day before the first one when none is."""
        return min(self.last_date, today() - _DAY)

    def holds(self, date: datetime.date, hour: int) -> bool:
        """This function will tell whether an hour of a local date lies in the span."""
        day = date if hour >= self.begins.hour else date - _DAY
        return self.first_date <= day <= self.last_date


def span_of(*, kind: BulletinKind, on: datetime.date) -> Span:
    """This function will return the span of a kind that begins on, or for a month holds, a date."""
    if kind is BulletinKind.MONTH:
        first = on.replace(day=1)
        following = (first + datetime.timedelta(days=32)).replace(day=1)
        return Span(first, following - _DAY, datetime.time.min)
    return Span(on, on, HANDOVER_AT if kind is BulletinKind.SHIFT else datetime.time.min)


def last_ended(*, kind: BulletinKind) -> datetime.date:
    """This function will return the date of the latest span of a kind that is over."""
    moment = local_now()
    if kind is BulletinKind.MONTH:
        return moment.date().replace(day=1) - _DAY
    date = moment.date() - _DAY
    return date if span_of(kind=kind, on=date).to_at <= moment else date - _DAY
