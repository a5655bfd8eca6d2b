from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, EAST_GATE, OLD_TOWN, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.organisation.contracts import AlreadyEndedError, EndsLaterError, OverlappingError
from fengqiao.domains.organisation.models import Appointment
from fengqiao.domains.organisation.public import appoint, end_appointment, list_appointments, posts_page
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds

TOMORROW = DAY + datetime.timedelta(days=1)


def _post(number: str = "100005") -> int:
    return Appointment.objects.get(staff__number=number, to_date=None).pk


def test_the_end_of_a_post_ends_the_access_and_keeps_the_history(stage: Stage) -> None:
    end_appointment(actor=SYSTEM, appointment_id=_post(), to_date=DAY, reason="to another station")
    actor = get_actor(user=stage.user("officer"))  # type: ignore[arg-type]
    assert not holds(actor, "tasks.view_own", stage.paths[OLD_TOWN])
    assert [row.staff.number for row in list_appointments(on=DAY, under=stage.paths[OLD_TOWN])] == []
    yesterday = DAY - datetime.timedelta(days=1)
    assert [row.staff.number for row in list_appointments(on=yesterday, under=stage.paths[OLD_TOWN])] == ["100005"]
    assert AuditEntry.objects.get(action="end_appointment").details["reason"] == "to another station"


def test_a_post_does_not_end_twice_nor_tomorrow(stage: Stage) -> None:
    post = _post()
    with pytest.raises(EndsLaterError):
        end_appointment(actor=SYSTEM, appointment_id=post, to_date=TOMORROW)
    with pytest.raises(EndsLaterError):
        end_appointment(actor=SYSTEM, appointment_id=post, to_date=datetime.date(2020, 1, 1))
    end_appointment(actor=SYSTEM, appointment_id=post, to_date=DAY)
    with pytest.raises(AlreadyEndedError):
        end_appointment(actor=SYSTEM, appointment_id=post, to_date=DAY)


def test_the_database_refuses_the_same_post_twice_at_a_time(stage: Stage) -> None:
    end_appointment(actor=SYSTEM, appointment_id=_post(), to_date=DAY)
    with pytest.raises(OverlappingError):
        appoint(
            actor=SYSTEM,
            staff_number="100005",
            role=Role.COMMUNITY_OFFICER,
            unit_code=OLD_TOWN,
            from_date=DAY - datetime.timedelta(days=1),
        )
    appoint(actor=SYSTEM, staff_number="100005", role=Role.COMMUNITY_OFFICER, unit_code=OLD_TOWN, from_date=DAY)


def test_a_post_that_begins_later_brings_no_access_before(stage: Stage) -> None:
    appoint(actor=SYSTEM, staff_number="100005", role=Role.VIDEO_REVIEWER, unit_code=STATION, from_date=TOMORROW)
    actor = get_actor(user=stage.user("officer"))  # type: ignore[arg-type]
    assert not holds(actor, "cameras.view_warnings", stage.paths[STATION])


def test_only_the_administrator_appoints_and_ends(stage: Stage) -> None:
    for who in ("chief", "county_staff"):
        with pytest.raises(NotAllowedError):
            end_appointment(actor=stage.actor(who), appointment_id=_post(), to_date=DAY)
    with pytest.raises(NotVisibleError):
        end_appointment(actor=stage.actor("other_chief"), appointment_id=_post(), to_date=DAY)
    end_appointment(actor=stage.actor("system_admin"), appointment_id=_post(), to_date=DAY)


def test_a_chief_sees_the_posts_of_his_station_only(stage: Stage) -> None:
    page = posts_page(actor=stage.actor("chief"))
    numbers = {row.staff.number for row in page.posts}
    assert "100005" in numbers
    assert "100009" not in numbers
    assert not page.may_appoint
    with pytest.raises(NotVisibleError):
        posts_page(actor=stage.actor("other_chief"), unit_code=EAST_GATE)


def test_ended_posts_are_shown_when_asked_for(stage: Stage) -> None:
    end_appointment(actor=SYSTEM, appointment_id=_post(), to_date=DAY)
    chief = stage.actor("chief")
    assert "100005" not in {row.staff.number for row in posts_page(actor=chief).posts}
    ended = [row for row in posts_page(actor=chief, with_ended=True, text="林小满").posts]
    assert [(row.staff.number, row.to_date) for row in ended] == [("100005", DAY)]
