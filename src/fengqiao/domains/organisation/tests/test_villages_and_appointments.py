from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, OLD_TOWN, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    NewDivision,
    NewLinkedVillage,
    OverlappingError,
    UnknownDivisionError,
    UnknownStaffError,
)
from fengqiao.domains.organisation.models import LinkedVillage
from fengqiao.domains.organisation.public import (
    appoint,
    list_appointments,
    list_divisions,
    list_linked_villages,
    load_divisions,
    load_linked_villages,
    staff_of_user,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError
from fengqiao.foundation.scoping.permissions import holds

COUNTY, TOWN, VILLAGE = "619999", "619999100", "619999100201"
LINK = NewLinkedVillage(
    "100005", VILLAGE, "清溪村", datetime.date(2026, 1, 5), last_stay_date=datetime.date(2026, 9, 2)
)


@pytest.fixture(autouse=True)
def _divisions(stage: Stage) -> None:
    load_divisions(
        actor=SYSTEM,
        divisions=[
            NewDivision(COUNTY, "枫桥示范县", None),
            NewDivision(TOWN, "城关镇", COUNTY),
            NewDivision(VILLAGE, "清溪村", TOWN),
        ],
    )


def test_divisions_are_listed_level_by_level() -> None:
    assert [row.code for row in list_divisions()] == [COUNTY]
    assert [(row.code, row.parent_code) for row in list_divisions(parent_code=TOWN)] == [(VILLAGE, TOWN)]


def test_a_linked_village_lies_where_its_officer_works(stage: Stage) -> None:
    assert load_linked_villages(actor=SYSTEM, links=[LINK]) == 1
    (link,) = list_linked_villages(on=DAY)
    assert (link.staff.number, link.division_code, link.path) == ("100005", VILLAGE, stage.paths[OLD_TOWN])
    assert link.last_stay_date == datetime.date(2026, 9, 2)
    assert list_linked_villages(on=DAY, under=stage.paths[OLD_TOWN]) == [link]
    assert list_linked_villages(on=datetime.date(2026, 1, 4)) == []


def test_loading_the_same_link_twice_adds_nothing() -> None:
    load_linked_villages(actor=SYSTEM, links=[LINK])
    assert load_linked_villages(actor=SYSTEM, links=[LINK]) == 0
    assert LinkedVillage.objects.count() == 1


def test_the_database_refuses_a_second_link_at_the_same_time() -> None:
    load_linked_villages(actor=SYSTEM, links=[LINK])
    again = NewLinkedVillage("100005", VILLAGE, "清溪村", datetime.date(2026, 3, 1))
    with pytest.raises(OverlappingError):
        load_linked_villages(actor=SYSTEM, links=[again])


def test_an_unknown_officer_or_village_is_named() -> None:
    with pytest.raises(UnknownStaffError, match="999"):
        load_linked_villages(
            actor=SYSTEM, links=[NewLinkedVillage("999", VILLAGE, "清溪村", datetime.date(2026, 1, 5))]
        )
    with pytest.raises(UnknownDivisionError, match="619999100999"):
        load_linked_villages(
            actor=SYSTEM, links=[NewLinkedVillage("100005", "619999100999", "?", datetime.date(2026, 1, 5))]
        )


def test_only_who_manages_the_organisation_links_villages(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        load_linked_villages(actor=stage.actor("officer"), links=[LINK])


def test_a_further_appointment_brings_its_access_once(stage: Stage) -> None:
    for _ in range(2):
        appoint(
            actor=SYSTEM,
            staff_number="100005",
            role=Role.VIDEO_REVIEWER,
            unit_code=STATION,
            from_date=DAY,
        )
    staff_id = stage.actor("officer").staff_id
    assert staff_id is not None
    roles = [row.role for row in list_appointments(on=DAY, staff_id=staff_id)]
    assert sorted(roles) == [Role.COMMUNITY_OFFICER, Role.VIDEO_REVIEWER]
    assert AuditEntry.objects.filter(action="appoint", object_id=str(staff_id)).count() == 2
    from fengqiao.domains.accounts.public import get_actor

    actor = get_actor(user=stage.user("officer"))  # type: ignore[arg-type]
    assert holds(actor, "cameras.view_warnings", stage.paths[STATION])


def test_an_unknown_number_is_not_appointed() -> None:
    with pytest.raises(UnknownStaffError):
        appoint(actor=SYSTEM, staff_number="999", role=Role.ANALYST, unit_code=STATION, from_date=DAY)


def test_a_user_leads_to_the_person_of_the_staff(stage: Stage) -> None:
    user_id = stage.actor("officer").user_id
    assert user_id is not None
    person = staff_of_user(user_id=user_id)
    assert person is not None
    assert person.number == "100005"
    auditor_id = stage.actor("auditor").user_id
    assert auditor_id is not None
    assert staff_of_user(user_id=auditor_id) is None
