from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.stage import DAY, OLD_TOWN, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.organisation.contracts import (
    BodyKind,
    EndsLaterError,
    MatterAnsweredError,
    MatterKind,
    NewMatter,
    NewSeat,
    NotAppointedError,
    OverlappingError,
    SeatEndedError,
    UnknownDivisionError,
    UnknownStaffError,
    WrongBodyError,
)
from fengqiao.domains.organisation.models import Appointment, CommitteeSeat, SeatFollowUp
from fengqiao.domains.organisation.policies import PERMISSIONS
from fengqiao.domains.organisation.public import (
    end_appointment,
    end_seat,
    follow_up_matter,
    get_seat,
    give_seat,
    list_seats,
    note_matter,
)
from fengqiao.domains.organisation.tests.county import COMMUNITY, TOWN, VILLAGE, lay_out_divisions
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import paths_for, registered_permissions

SEAT = NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, datetime.date(2026, 3, 2), "副主任")
LAMPS = NewMatter(MatterKind.TAKEN_HOME, "路灯坏了三盏", DAY, DAY + datetime.timedelta(days=7))


@pytest.fixture(autouse=True)
def _divisions(stage: Stage) -> None:
    lay_out_divisions()


def test_a_seat_lies_where_its_holder_works(stage: Stage) -> None:
    give_seat(actor=stage.actor("chief"), seat=SEAT)
    (seat,) = list_seats(actor=stage.actor("chief"))
    assert (seat.path, seat.division_name, seat.title) == (stage.paths[OLD_TOWN], "老街社区", "副主任")
    assert list_seats(actor=stage.actor("other_chief")) == []


def test_a_chief_sits_on_the_township_and_an_officer_on_a_committee(stage: Stage) -> None:
    give_seat(actor=SYSTEM, seat=NewSeat("100001", BodyKind.TOWNSHIP_BODY, TOWN, DAY))
    for seat in (
        NewSeat("100005", BodyKind.TOWNSHIP_BODY, TOWN, DAY),
        NewSeat("100001", BodyKind.VILLAGE_COMMITTEE, VILLAGE, DAY),
        NewSeat("100003", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, DAY),
    ):
        with pytest.raises(WrongBodyError):
            give_seat(actor=SYSTEM, seat=seat)
    with pytest.raises(UnknownDivisionError):
        give_seat(actor=SYSTEM, seat=NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, "619999100999", DAY))


def test_the_database_refuses_the_same_seat_twice_at_a_time(stage: Stage) -> None:
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    again = NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, DAY)
    with pytest.raises(OverlappingError):
        give_seat(actor=SYSTEM, seat=again)
    end_seat(actor=SYSTEM, seat_id=seat_id, to_date=DAY)
    give_seat(actor=SYSTEM, seat=again)
    assert CommitteeSeat.objects.count() == 2


def test_a_matter_is_noted_followed_and_answered(stage: Stage) -> None:
    officer = stage.actor("officer")
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    matter_id = note_matter(actor=officer, seat_id=seat_id, matter=LAMPS)
    follow_up_matter(actor=officer, matter_id=matter_id, text="报给了市政", is_answer=False)
    assert list_seats(actor=officer)[0].open_matters == 1
    follow_up_matter(actor=officer, matter_id=matter_id, text="在会上说了：周五修好", is_answer=True)
    page = get_seat(actor=officer, seat_id=seat_id)
    assert page.seat.open_matters == 0
    (matter,) = page.matters
    assert matter.answered_date == DAY
    assert [(one.text, one.is_answer) for one in matter.follow_ups] == [
        ("报给了市政", False),
        ("在会上说了：周五修好", True),
    ]
    with pytest.raises(MatterAnsweredError):
        follow_up_matter(actor=officer, matter_id=matter_id, text="x", is_answer=False)


def test_an_answer_that_is_late_is_counted(stage: Stage) -> None:
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    late = NewMatter(MatterKind.BROUGHT, "反诈宣传", DAY - datetime.timedelta(9), DAY - datetime.timedelta(1))
    note_matter(actor=stage.actor("officer"), seat_id=seat_id, matter=late)
    assert list_seats(actor=stage.actor("chief"))[0].overdue_matters == 1


def test_a_follow_up_stays_as_it_was_written(stage: Stage) -> None:
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    matter_id = note_matter(actor=stage.actor("officer"), seat_id=seat_id, matter=LAMPS)
    with pytest.raises(EndsLaterError):
        follow_up_matter(
            actor=stage.actor("officer"),
            matter_id=matter_id,
            text="x",
            is_answer=False,
            on_date=DAY + datetime.timedelta(days=1),
        )
    follow_up_matter(actor=stage.actor("officer"), matter_id=matter_id, text="报给了市政", is_answer=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFollowUp.objects.update(text="别的")


def test_only_whoever_sits_there_keeps_the_record(stage: Stage) -> None:
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    with pytest.raises(NotAllowedError):
        note_matter(actor=stage.actor("chief"), seat_id=seat_id, matter=LAMPS)
    with pytest.raises(NotVisibleError):
        note_matter(actor=stage.actor("other_officer"), seat_id=seat_id, matter=LAMPS)
    end_seat(actor=stage.actor("chief"), seat_id=seat_id, to_date=DAY)
    with pytest.raises(SeatEndedError):
        note_matter(actor=stage.actor("officer"), seat_id=seat_id, matter=LAMPS)


def test_nobody_without_a_post_gets_a_seat(stage: Stage) -> None:
    post = Appointment.objects.get(staff__number="100005")
    end_appointment(actor=SYSTEM, appointment_id=post.pk, to_date=DAY)
    with pytest.raises(NotAppointedError):
        give_seat(actor=SYSTEM, seat=NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, DAY))


def test_a_seat_gives_no_right_to_anything(stage: Stage) -> None:
    """Somebody whose only relation is a seat sees nothing: not a record, not a count, not even the seat."""
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    before = get_actor(user=stage.user("other_officer"))  # type: ignore[arg-type]
    give_seat(actor=SYSTEM, seat=NewSeat("100006", BodyKind.VILLAGE_COMMITTEE, VILLAGE, DAY))
    assert get_actor(user=stage.user("other_officer")) == before  # type: ignore[arg-type]

    end_appointment(actor=SYSTEM, appointment_id=Appointment.objects.get(staff__number="100005").pk, to_date=DAY)
    seated = get_actor(user=stage.user("officer"))  # type: ignore[arg-type]
    assert CommitteeSeat.objects.filter(staff_id=seated.staff_id, to_date=None).exists()
    assert not [code for code in registered_permissions() if paths_for(seated, code)]
    with pytest.raises(NotAllowedError):
        list_seats(actor=seated)
    with pytest.raises(NotVisibleError):
        note_matter(actor=seated, seat_id=seat_id, matter=LAMPS)


def test_every_door_is_shut_to_whoever_only_sits_on_a_committee(stage: Stage, client: Client) -> None:
    give_seat(actor=SYSTEM, seat=SEAT)
    post = Appointment.objects.get(staff__number="100005")
    end_appointment(actor=SYSTEM, appointment_id=post.pk, to_date=DAY)
    client.force_login(stage.user("officer"))
    for address in ("/tasks/", "/incidents/", "/places/premises/", "/disputes/", "/lists/", "/figures/"):
        assert client.get(address).status_code in (403, 404), address


def test_no_permission_is_made_of_seats() -> None:
    roles = {role for holders in PERMISSIONS.values() for role in holders}
    assert roles <= set(Role)


def test_a_seat_lies_in_a_division_that_the_post_answers_for(stage: Stage) -> None:
    with pytest.raises(UnknownDivisionError):
        give_seat(actor=SYSTEM, seat=NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, VILLAGE, DAY))
    with pytest.raises(UnknownDivisionError):
        give_seat(actor=SYSTEM, seat=NewSeat("100009", BodyKind.TOWNSHIP_BODY, TOWN, DAY))


def test_who_works_elsewhere_is_as_unknown_as_who_is_not_there(stage: Stage) -> None:
    for number in ("100005", "999999"):
        with pytest.raises(UnknownStaffError):
            give_seat(actor=stage.actor("other_chief"), seat=replace(SEAT, staff_number=number))
    with pytest.raises(NotAllowedError):
        give_seat(actor=stage.actor("officer"), seat=replace(SEAT, division_code="619999100999"))


def test_no_matter_is_from_before_the_seat(stage: Stage) -> None:
    seat_id = give_seat(actor=SYSTEM, seat=SEAT)
    before = replace(LAMPS, on_date=SEAT.from_date - datetime.timedelta(days=1))
    with pytest.raises(EndsLaterError):
        note_matter(actor=stage.actor("officer"), seat_id=seat_id, matter=before)
