"""Seats on bodies of town and village, and what is done there. A seat grants no role: it gives no right to data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from fengqiao.domains.accounts.contracts import LEADERS, Role
from fengqiao.domains.organisation.contracts import (
    AlreadyEndedError,
    BodyKind,
    EndsLaterError,
    MatterAnsweredError,
    NewMatter,
    NewSeat,
    NotAppointedError,
    OverlappingError,
    SeatChanged,
    SeatEndedError,
    UnknownDivisionError,
    UnknownStaffError,
    WrongBodyError,
)
from fengqiao.domains.organisation.models import (
    Appointment,
    CommitteeSeat,
    Division,
    Jurisdiction,
    SeatFollowUp,
    SeatMatter,
    StaffMember,
)
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require, require_somewhere, scoped

SITS_ON: Final = {
    BodyKind.TOWNSHIP_BODY: LEADERS,
    BodyKind.COMMUNITY_COMMITTEE: frozenset({Role.COMMUNITY_OFFICER}),
    BodyKind.VILLAGE_COMMITTEE: frozenset({Role.COMMUNITY_OFFICER}),
}


@transaction.atomic
def give_seat(*, actor: Actor, seat: NewSeat) -> int:
    """This function will note that somebody takes a seat, and return its id.

    Who works elsewhere is as unknown as who is not there. Raises NotAllowedError, UnknownStaffError,
    UnknownDivisionError for one that the post does not answer for, NotAppointedError, WrongBodyError, OverlappingError.
    """
    paths = require_somewhere(actor, "organisation.give_seats")
    person = StaffMember.objects.select_for_update().filter(number=seat.staff_number).first()
    if person is None or not scoped(person.appointments.all(), paths, field="path").exists():
        raise UnknownStaffError(number=seat.staff_number)
    path = _post_of(person, seat, paths).path
    try:
        with transaction.atomic():
            row = CommitteeSeat.objects.create(
                staff=person,
                body_kind=seat.body_kind,
                division_id=seat.division_code,
                title=seat.title,
                path=path,
                from_date=seat.from_date,
            )
    except IntegrityError as error:
        raise OverlappingError(what="seat", number=seat.staff_number) from error
    _note(actor, row, "give_seat", {"body": seat.body_kind, "division": seat.division_code, "from": seat.from_date})
    return row.pk


def _post_of(person: StaffMember, seat: NewSeat, paths: Sequence[str]) -> Appointment:
    """The post for which somebody sits there: one within the actor's reach that answers for the division."""
    held = person.appointments.filter(from_date__lte=max(seat.from_date, today())).filter(
        Q(to_date=None) | Q(to_date__gt=seat.from_date)
    )
    posts = list(scoped(held, paths, field="path").order_by("-path", "role"))
    if not posts:
        raise NotAppointedError(number=person.number, on=seat.from_date)
    fitting = [post for post in posts if Role(post.role) in SITS_ON[seat.body_kind]]
    if not fitting:
        raise WrongBodyError(number=person.number, body=seat.body_kind)
    answering = [post for post in fitting if _answers_for(post, seat)]
    if not answering:
        raise UnknownDivisionError(code=seat.division_code)
    return answering[0]


def _answers_for(post: Appointment, seat: NewSeat) -> bool:
    """A beat answers for its divisions, a station also for the towns above them."""
    return (
        Division.objects.filter(code=seat.division_code).exists()
        and Jurisdiction.objects.filter(unit__path__startswith=post.path, division__code__startswith=seat.division_code)
        .filter(from_date__lte=max(seat.from_date, today()))
        .filter(Q(to_date=None) | Q(to_date__gt=seat.from_date))
        .exists()
    )


@transaction.atomic
def end_seat(*, actor: Actor, seat_id: int, to_date: datetime.date) -> None:
    """This function will end a seat (`to_date`: the first day without it); what was done on it stays.

    Raises NotVisibleError, NotAllowedError, AlreadyEndedError, EndsLaterError.
    """
    row = _seat(seat_id)
    require(actor, "organisation.give_seats", row.path, view="organisation.view_seats")
    if row.to_date is not None:
        raise AlreadyEndedError(seat=seat_id)
    if not row.from_date <= to_date <= today():
        raise EndsLaterError(to=to_date)
    row.to_date = to_date
    row.save(update_fields=["to_date"])
    _note(actor, row, "end_seat", {"to": to_date})


@transaction.atomic
def note_matter(*, actor: Actor, seat_id: int, matter: NewMatter) -> int:
    """This function will note a matter that was brought to the body or taken home from it, and return its id.

    Raises NotVisibleError, NotAllowedError, SeatEndedError, EndsLaterError for a day before the seat.
    """
    row = _seat(seat_id)
    _require_holder(actor, row)
    if row.to_date is not None and matter.on_date >= row.to_date:
        raise SeatEndedError(seat=seat_id)
    if matter.on_date < row.from_date:
        raise EndsLaterError(to=matter.on_date)
    stored = SeatMatter.objects.create(
        seat=row, kind=matter.kind, text=matter.text, on_date=matter.on_date, due_date=matter.due_date
    )
    _note(actor, row, "note_matter", {"kind": matter.kind, "due": matter.due_date})
    return stored.pk


@transaction.atomic
def follow_up_matter(
    *, actor: Actor, matter_id: int, text: str, is_answer: bool, on_date: datetime.date | None = None
) -> None:
    """This function will note what was done about a matter (today, or earlier); the answer to the body closes it.

    Raises NotVisibleError, NotAllowedError, MatterAnsweredError, EndsLaterError for a day that is no day of it.
    """
    matter = SeatMatter.objects.select_for_update().filter(pk=matter_id).first()
    if matter is None:
        raise NotVisibleError
    row = _seat(matter.seat_id)
    _require_holder(actor, row)
    if matter.answered_date is not None:
        raise MatterAnsweredError(matter=matter_id)
    # What is loaded from before was done by whoever sat there.
    by_name = row.staff.name if actor.is_system else actor.name
    day = on_date or max(today(), matter.on_date)
    if not matter.on_date <= day <= max(today(), matter.on_date):
        raise EndsLaterError(to=day)
    SeatFollowUp.objects.create(matter=matter, on_date=day, text=text, is_answer=is_answer, by_name=by_name)
    if is_answer:
        matter.answered_date = day
        matter.save(update_fields=["answered_date"])
    _note(actor, row, "answer_matter" if is_answer else "follow_up_matter", {"matter": matter_id})


@transaction.atomic
def load_seats(*, actor: Actor, seats: Iterable[NewSeat]) -> int:
    """This function will give seats with their matters and answers, as they are known from before."""
    count = 0
    for seat in seats:
        seat_id = give_seat(actor=actor, seat=seat)
        for matter in seat.matters:
            matter_id = note_matter(actor=actor, seat_id=seat_id, matter=matter)
            if matter.answered_date is not None:
                follow_up_matter(
                    actor=actor,
                    matter_id=matter_id,
                    text=matter.answer,
                    is_answer=True,
                    on_date=matter.answered_date,
                )
        count += 1
    return count


def _seat(seat_id: int) -> CommitteeSeat:
    row = CommitteeSeat.objects.select_for_update().filter(pk=seat_id).first()
    if row is None:
        raise NotVisibleError
    return row


def _require_holder(actor: Actor, row: CommitteeSeat) -> None:
    """Only whoever sits there (and still works as an officer) keeps the record of the seat."""
    if actor.is_system:
        return
    is_own = actor.staff_id == row.staff_id and bool(paths_for(actor, "organisation.keep_own_seat"))
    if not is_own:
        if not holds(actor, "organisation.view_seats", row.path):
            raise NotVisibleError
        raise NotAllowedError("organisation.keep_own_seat")


def _note(actor: Actor, row: CommitteeSeat, act: str, details: dict[str, object]) -> None:
    record(actor=actor, action=act, object_kind="seat", object_id=row.pk, scope_path=row.path, details=details)
    publish(SeatChanged(scope_path=row.path, object_id=str(row.pk), staff_id=row.staff_id, what=act), actor=actor)
