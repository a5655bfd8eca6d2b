"""The record of duty time: an officer's own day, and days that are loaded."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.actions.announcing import BATCH, announce
from fengqiao.domains.organisation.contracts import (
    DayNotOpenError,
    DutyTimeRecorded,
    NewDutyTime,
    NoCommunityPostError,
    TimeKind,
    TimeOrigin,
    TooManyMinutesError,
)
from fengqiao.domains.organisation.models import Appointment, DutyTime, StaffMember
from fengqiao.domains.organisation.queries.own_time import known_day, own_beats
from fengqiao.domains.organisation.workflow import MINUTES_PER_DAY
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require, require_somewhere

OPEN_FOR: Final = datetime.timedelta(days=7)
"""Long enough for a week away from the phone, short enough to remember."""


@transaction.atomic
def record_own_time(*, actor: Actor, date: datetime.date, entered: Mapping[TimeKind, int]) -> None:
    """This function will store the actor's own day: what the system knows of it, and what he says of the rest.

    A day that is recorded again is replaced; the audit keeps what was said before. Raises NotAllowedError,
    NoCommunityPostError, DayNotOpenError, TooManyMinutesError.
    """
    require_somewhere(actor, "organisation.record_own_time")
    if not today() - OPEN_FOR <= date <= today():
        raise DayNotOpenError(date=date)
    paths = own_beats(staff_id=actor.staff_id, on=date) if actor.staff_id is not None else []
    if actor.staff_id is None or not paths:
        raise NoCommunityPostError(date=date)
    # Two taps at once: the second waits here and replaces the first.
    StaffMember.objects.select_for_update().get(pk=actor.staff_id)
    known = known_day(staff_id=actor.staff_id, on=date, own_paths=paths)
    if sum(known.derived.values()) + sum(entered.values()) > MINUTES_PER_DAY:
        raise TooManyMinutesError(date=date)
    parts = {TimeOrigin.DERIVED: known.derived, TimeOrigin.ENTERED: entered}
    DutyTime.objects.filter(staff_id=actor.staff_id, date=date).delete()
    DutyTime.objects.bulk_create(
        DutyTime(staff_id=actor.staff_id, path=paths[0], date=date, kind=kind, origin=origin, minutes=minutes)
        for origin, some in parts.items()
        for kind, minutes in some.items()
        if minutes
    )
    record(
        actor=actor,
        action="record_own_time",
        object_kind="staff",
        object_id=actor.staff_id,
        scope_path=paths[0],
        details={"date": date, "minutes": sum(entered.values()), "replaced": dict(known.entered)},
    )
    publish(DutyTimeRecorded(scope_path=paths[0], object_id=str(actor.staff_id), date=date), actor=actor)


@transaction.atomic
def load_duty_times(*, actor: Actor, days: Iterable[NewDutyTime]) -> int:
    """This function will store days of community officers as they are known from elsewhere; returns how many.

    Raises NoCommunityPostError for somebody without such a post on the day, TooManyMinutesError.
    """
    wanted = list(days)
    posts = _community_posts({day.staff_number for day in wanted})
    rows = []
    for day in wanted:
        held = [post for post in posts[day.staff_number] if post.is_held_on(day.date)]
        if not held:
            raise NoCommunityPostError(number=day.staff_number, date=day.date)
        staff_id, path = held[0].staff_id, held[0].path
        rows += [
            DutyTime(staff_id=staff_id, path=path, date=day.date, kind=kind, origin=TimeOrigin.ENTERED, minutes=minutes)
            for kind, minutes in day.minutes.items()
            if minutes
        ]
    for path in {row.path for row in rows}:
        require(actor, "organisation.manage", path)
    try:
        with transaction.atomic():
            DutyTime.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise TooManyMinutesError from error
    announce(actor=actor, what="duty_times", counts={"days": len(wanted)})
    return len(wanted)


@dataclass(frozen=True, slots=True)
class _Post:
    staff_id: int
    path: str
    from_date: datetime.date
    to_date: datetime.date | None

    def is_held_on(self, date: datetime.date) -> bool:
        return self.from_date <= date and (self.to_date is None or date < self.to_date)


def _community_posts(numbers: set[str]) -> Mapping[str, Sequence[_Post]]:
    """By police number: the beats that somebody holds or held, the first post first."""
    rows = Appointment.objects.filter(staff__number__in=numbers, role=Role.COMMUNITY_OFFICER)
    found: dict[str, list[_Post]] = defaultdict(list)
    columns = ("staff__number", "staff_id", "path", "from_date", "to_date")
    for number, staff_id, path, first, end in rows.order_by("from_date", "path").values_list(*columns):
        found[number].append(_Post(staff_id, path, first, end))
    return found
