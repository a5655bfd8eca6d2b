"""Seats and their matters: for those who may see a place's seats, and each holder his own."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from fengqiao.domains.organisation.contracts import (
    BodyKind,
    DivisionRecord,
    FollowUpRecord,
    MatterKind,
    MatterRecord,
    SeatRecord,
)
from fengqiao.domains.organisation.models import CommitteeSeat, Division, Jurisdiction, SeatMatter
from fengqiao.domains.organisation.queries.reading import staff_record
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, scoped

VIEW, OWN = "organisation.view_seats", "organisation.keep_own_seat"


@dataclass(frozen=True, slots=True)
class SeatPage:
    """A seat with its matters. `may_keep`: the reader sits there; `may_end`: the reader gives and ends seats."""

    seat: SeatRecord
    matters: Sequence[MatterRecord]
    may_keep: bool
    may_end: bool


def list_seats(*, actor: Actor, under: str = "", with_ended: bool = False) -> Sequence[SeatRecord]:
    """This function will list the seats that the actor may see, those with overdue answers first.

    Raises NotAllowedError for somebody who may see none.
    """
    rows = _visible(actor).filter(path__startswith=under)
    if not with_ended:
        rows = rows.filter(Q(to_date=None) | Q(to_date__gt=today()))
    records = [_record(row) for row in _counted(rows)]
    return sorted(records, key=lambda seat: (-seat.overdue_matters, seat.path, seat.body_kind, seat.id))


def get_seat(*, actor: Actor, seat_id: int) -> SeatPage:
    """This function will show a seat with all that was done on it. Raises NotAllowedError, NotVisibleError."""
    row = _counted(_visible(actor).filter(pk=seat_id)).first()
    if row is None:
        raise NotVisibleError
    matters = SeatMatter.objects.filter(seat=row).prefetch_related("follow_ups").order_by("-on_date", "-pk")
    is_own = actor.staff_id == row.staff_id and bool(paths_for(actor, OWN))
    return SeatPage(
        seat=_record(row),
        matters=[_matter(matter) for matter in matters],
        may_keep=is_own and (row.to_date is None or row.to_date > today()),
        may_end=row.to_date is None and holds(actor, "organisation.give_seats", row.path),
    )


def seat_of_matter(*, actor: Actor, matter_id: int) -> int:
    """This function will return the id of the seat of a matter. Raises NotAllowedError, NotVisibleError."""
    seat_id = SeatMatter.objects.filter(pk=matter_id).values_list("seat_id", flat=True).first()
    if seat_id is None or not _visible(actor).filter(pk=seat_id).exists():
        raise NotVisibleError
    return seat_id


def _visible(actor: Actor) -> QuerySet[CommitteeSeat]:
    paths, is_holder = paths_for(actor, VIEW), bool(paths_for(actor, OWN)) and actor.staff_id is not None
    if not paths and not is_holder:
        raise NotAllowedError(VIEW)
    rows = CommitteeSeat.objects.all()
    seen = scoped(rows, paths, field="path")
    return seen | rows.filter(staff_id=actor.staff_id) if is_holder else seen


def _counted(rows: QuerySet[CommitteeSeat]) -> QuerySet[CommitteeSeat]:
    is_open = Q(matters__isnull=False, matters__answered_date=None)
    return (
        rows.select_related("staff", "division")
        .annotate(
            open_count=Count("matters", filter=is_open),
            overdue_count=Count("matters", filter=is_open & Q(matters__due_date__lt=today())),
        )
        .order_by("path", "pk")
    )


def _record(row: CommitteeSeat) -> SeatRecord:
    return SeatRecord(
        row.pk,
        staff_record(row.staff),
        BodyKind(row.body_kind),
        row.division_id,
        row.division.name,
        row.title,
        row.path,
        row.from_date,
        row.to_date,
        row.open_count,  # type: ignore[attr-defined]
        row.overdue_count,  # type: ignore[attr-defined]
    )


def _matter(row: SeatMatter) -> MatterRecord:
    follow_ups = sorted(row.follow_ups.all(), key=lambda one: (one.on_date, one.pk))
    return MatterRecord(
        row.pk,
        MatterKind(row.kind),
        row.text,
        row.on_date,
        row.due_date,
        row.answered_date,
        tuple(FollowUpRecord(one.on_date, one.text, one.is_answer, one.by_name) for one in follow_ups),
    )


def divisions_for(*, under: str, on: datetime.date) -> Sequence[DivisionRecord]:
    """This function will list the divisions that the units below a path answer for, and the towns above them."""
    codes = set(
        Jurisdiction.objects.filter(unit__path__startswith=under, from_date__lte=on)
        .filter(Q(to_date=None) | Q(to_date__gt=on))
        .values_list("division_id", flat=True)
    )
    towns = {code[:9] for code in codes if len(code) > 9}
    return [
        DivisionRecord(row.code, row.name, row.parent_id)
        for row in Division.objects.filter(code__in=codes | towns).order_by("code")
    ]
