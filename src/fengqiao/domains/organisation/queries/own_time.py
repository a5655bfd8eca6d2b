"""An officer's own day: the shift, what the system knows of it, and what was said."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import KnownDay, ShiftKind, TimeKind, TimeOrigin, WorkQuery
from fengqiao.domains.organisation.models import Appointment, DutyShift, DutyTime
from fengqiao.domains.organisation.queries.sources import gather_work
from fengqiao.domains.organisation.workflow import MINUTES_PER_DAY, USUAL_SHIFT_MINUTES, derived_parts
from fengqiao.foundation.clock.clock import local_zone

DAY = datetime.timedelta(days=1)


def own_beats(*, staff_id: int, on: datetime.date) -> Sequence[str]:
    """This function will return the paths at which somebody is community officer on a day, the first post first."""
    rows = Appointment.objects.filter(staff_id=staff_id, role=Role.COMMUNITY_OFFICER, from_date__lte=on)
    held = rows.filter(Q(to_date=None) | Q(to_date__gt=on)).order_by("from_date", "path")
    return list(held.values_list("path", flat=True))


def known_day(*, staff_id: int, on: datetime.date, own_paths: Sequence[str]) -> KnownDay:
    """This function will return what is known of an officer's day: roster, recorded work, and what he said of it."""
    begins = datetime.datetime.combine(on, datetime.time(), local_zone())
    shift = _shift_minutes(staff_id, begins)
    spans = gather_work(WorkQuery(begins, begins + DAY, frozenset({staff_id})))
    said = _said(staff_id, on)
    return KnownDay(
        date=on,
        shift_minutes=shift,
        derived=derived_parts(spans=spans, own_paths=own_paths, shift_minutes=shift),
        entered=said.get(TimeOrigin.ENTERED, {}),
        is_recorded=bool(said),
    )


def _shift_minutes(staff_id: int, begins: datetime.datetime) -> int:
    shifts = DutyShift.objects.filter(
        staff_id=staff_id,
        starts_at__gte=begins,
        starts_at__lt=begins + DAY,
        kind__in=[ShiftKind.ON_DUTY, ShiftKind.DAY],
    )
    minutes = sum(int((shift.ends_at - shift.starts_at).total_seconds()) // 60 for shift in shifts)
    return min(minutes, MINUTES_PER_DAY) or USUAL_SHIFT_MINUTES


def _said(staff_id: int, on: datetime.date) -> Mapping[TimeOrigin, Mapping[TimeKind, int]]:
    said: dict[TimeOrigin, dict[TimeKind, int]] = defaultdict(dict)
    for kind, origin, minutes in DutyTime.objects.filter(staff_id=staff_id, date=on).values_list(
        "kind", "origin", "minutes"
    ):
        said[TimeOrigin(origin)][TimeKind(kind)] = minutes
    return said
