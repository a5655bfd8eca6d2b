from __future__ import annotations

import datetime

import pytest
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.accounts.contracts import Purpose
from fengqiao.domains.places.public import read_resident, state_resident_reason
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError, ReasonNeededError


def _state(town: Stage, who: str = "officer") -> None:
    state_resident_reason(actor=town.actor(who), code="R1", purpose=Purpose.TASK, reference="T-17")


def test_a_stated_reason_opens_the_record_and_the_reading_is_known(town: Stage) -> None:
    _state(town)
    found = read_resident(actor=town.actor("officer"), code="R1")
    assert (found.name, found.household.members, len(found.facts)) == ("王秀英", 2, 1)
    assert found.masked_id_number[:6] + found.masked_id_number[6:14] == "619999********"
    assert AuditEntry.objects.get(action="read_resident").details["reference"] == "T-17"
    event = Event.objects.get(kind="places.resident_read")
    assert (event.object_id, event.permission) == ("R1", "accounts.review_reasons")


def test_without_a_reason_nothing_opens(town: Stage) -> None:
    with pytest.raises(ReasonNeededError):
        read_resident(actor=town.actor("officer"), code="R1")
    assert not Event.objects.filter(kind="places.resident_read").exists()


def test_a_reason_is_for_one_person_for_one_record_and_for_half_an_hour(town: Stage) -> None:
    _state(town)
    with pytest.raises(ReasonNeededError):
        read_resident(actor=town.actor("officer"), code="R2")
    with pytest.raises(ReasonNeededError):
        read_resident(actor=town.actor("chief"), code="R1")
    stop_clock(at(8) + datetime.timedelta(minutes=31))
    with pytest.raises(ReasonNeededError):
        read_resident(actor=town.actor("officer"), code="R1")


def test_outside_the_scope_there_is_nobody(town: Stage) -> None:
    for who in ("other_officer", "other_chief"):
        with pytest.raises(NotVisibleError):
            read_resident(actor=town.actor(who), code="R1")
        with pytest.raises(NotVisibleError):
            _state(town, who)
    with pytest.raises(NotVisibleError):
        read_resident(actor=town.actor("officer"), code="R999")


def test_inside_the_scope_the_role_decides(town: Stage) -> None:
    for who in ("auxiliary", "dispatcher", "county_staff"):
        with pytest.raises(NotAllowedError):
            read_resident(actor=town.actor(who), code="R1")
