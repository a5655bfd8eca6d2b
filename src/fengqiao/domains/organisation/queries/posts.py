"""Posts of a place: who holds which, and those that ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import AppointmentRecord, PlacePicture
from fengqiao.domains.organisation.models import Appointment
from fengqiao.domains.organisation.queries.place import place_for
from fengqiao.domains.organisation.queries.reading import staff_record
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds

LISTED = 200


@dataclass(frozen=True, slots=True)
class PostsPage:
    """The posts of a place, at most `LISTED` of `count`."""

    place: PlacePicture
    posts: Sequence[AppointmentRecord]
    count: int
    may_appoint: bool


def posts_page(
    *, actor: Actor, unit_code: str = "", text: str = "", role: str = "", with_ended: bool = False
) -> PostsPage:
    """This function will list the posts of a place that match. Raises NotAllowedError, NotVisibleError."""
    place = place_for(actor=actor, permission="organisation.view_posts", unit_code=unit_code)
    rows = Appointment.objects.filter(path__startswith=place.unit.path)
    if not with_ended:
        rows = rows.filter(Q(to_date=None) | Q(to_date__gt=today()))
    if text:
        rows = rows.filter(Q(staff__name__contains=text) | Q(staff__number__contains=text))
    if role:
        rows = rows.filter(role=role)
    ordered = rows.select_related("staff", "unit").order_by("path", "role", "from_date", "staff__number")
    may_appoint = holds(actor, "organisation.manage", place.unit.path)
    return PostsPage(place, [_record(row) for row in ordered[:LISTED]], rows.count(), may_appoint)


def get_post(*, actor: Actor, post_id: int) -> AppointmentRecord:
    """This function will return a post. Raises NotVisibleError."""
    row = Appointment.objects.select_related("staff", "unit").filter(pk=post_id).first()
    if row is None or not holds(actor, "organisation.view_posts", row.path):
        raise NotVisibleError
    return _record(row)


def _record(row: Appointment) -> AppointmentRecord:
    return AppointmentRecord(
        staff_record(row.staff),
        Role(row.role),
        row.unit.code,
        row.unit.name,
        row.path,
        row.from_date,
        row.to_date,
        row.pk,
    )
