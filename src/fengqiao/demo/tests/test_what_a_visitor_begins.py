from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from tests.stage import Stage, at

from fengqiao.demo.cast import People
from fengqiao.demo.story.by_hand import WAITS_FOR_A_PERSON, HandWork
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.domains.incidents.contracts import IncidentRecord, IncidentState, OrderState
from fengqiao.domains.incidents.public import advance_order, dispatch_units, get_incident
from fengqiao.domains.incidents.tests.scene import CAR, IN_EAST_GATE, call, lay_addresses, put_on_duty
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.foundation.simulation.models import PlayedAct

pytestmark = pytest.mark.django_db
STABBED = "有人拿刀砍人，流了好多血，快来"


@pytest.fixture
def scene(stage: Stage) -> Stage:
    """The stage with addresses and units on duty."""
    lay_addresses()
    put_on_duty()
    return stage


@dataclass
class Room(People):
    """The stage's people at their desks."""

    stage: Stage

    def __post_init__(self) -> None:
        People.__init__(self)

    def dispatcher(self, station_code: str, at: datetime.datetime) -> Actor:
        return self.stage.actor("dispatcher")

    def shift_leader(self, station_code: str, at: datetime.datetime) -> Actor:
        return self.stage.actor("shift_leader")

    def duty_leader(self, station_code: str, at: datetime.datetime) -> str:
        return "100001"


def _teller(stage: Stage) -> Storyteller:
    return Storyteller(strands=[], beats=[], is_strict=True, hands=HandWork(Room(stage)))


def _again(incident: IncidentRecord) -> IncidentRecord:
    return get_incident(actor=SYSTEM, number=incident.summary.number)


def _sent(stage: Stage) -> IncidentRecord:
    incident = call(stage, position=IN_EAST_GATE)
    dispatch_units(actor=stage.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    return incident


def test_a_crew_sent_by_hand_signs_sets_out_arrives_and_writes_what_it_found(scene: Stage) -> None:
    incident, teller = _sent(scene), _teller(scene)
    teller.advance_to(now() + datetime.timedelta(seconds=90))
    assert _again(incident).orders[0].state is OrderState.EN_ROUTE
    assert _again(incident).summary.state is IncidentState.EN_ROUTE
    teller.advance_to(now() + datetime.timedelta(minutes=15))
    order = _again(incident).orders[0]
    assert order.on_scene_at is not None
    assert order.en_route_at is not None
    assert order.on_scene_at - order.en_route_at >= datetime.timedelta(minutes=1)
    teller.advance_to(now() + datetime.timedelta(minutes=50))
    told = _again(incident)
    assert told.orders[0].state is OrderState.DONE
    assert told.summary.state is IncidentState.FEEDBACK
    assert told.feedback_text
    lines = [line for line in PlayedAct.objects.values_list("line_zh", flat=True) if line]
    assert lines
    assert all(incident.summary.number in line for line in lines)
    teller.advance_to(now() + datetime.timedelta(minutes=70))
    assert _again(incident).summary.state is IncidentState.APPROVED


def test_steps_that_a_person_takes_first_are_left_to_that_person(scene: Stage) -> None:
    incident, teller = _sent(scene), _teller(scene)
    order = _again(incident).orders[0]
    advance_order(actor=scene.actor("dispatcher"), order_id=order.id, step=OrderState.ON_SCENE)
    teller.advance_to(now() + datetime.timedelta(minutes=45))
    assert _again(incident).orders[0].signed_for_at == order.signed_for_at
    assert _again(incident).orders[0].state is OrderState.DONE


def test_a_cry_for_help_that_nobody_handles_is_dispatched_by_the_dispatcher_on_duty(scene: Stage) -> None:
    incident, teller = call(scene, STABBED), _teller(scene)
    assert incident.summary.is_danger
    teller.advance_to(now() + WAITS_FOR_A_PERSON - datetime.timedelta(minutes=1))
    assert _again(incident).orders == ()
    teller.advance_to(now() + datetime.timedelta(minutes=2))
    told = _again(incident)
    assert told.orders
    assert told.orders[0].dispatched_by == scene.actor("dispatcher").name


def test_a_quiet_call_waits_for_whoever_took_it(scene: Stage) -> None:
    incident, teller = call(scene, "路灯下有人放音响太吵"), _teller(scene)
    assert not incident.summary.is_danger
    teller.advance_to(at(11))
    assert _again(incident).orders == ()


def test_what_the_story_tells_itself_is_not_touched(scene: Stage) -> None:
    incident = _sent(scene)
    order = _again(incident).orders[0]
    set_clock(at=now() + datetime.timedelta(minutes=5), rate=0)
    taken = {"number": incident.summary.number, "id": incident.summary.id}
    orders = {"orders": [{"id": order.id, "call_sign": order.call_sign}]}
    played: dict[str, dict[str, Any]] = {"DS-1/take": taken, "DS-1/send-1": orders}
    assert not HandWork(Room(scene)).attend(played)
    assert _again(incident).orders[0].state is OrderState.DISPATCHED
    refused: dict[str, dict[str, Any]] = {**played, "DS-1/sign-1": {"refused": "transition_refused"}}
    assert HandWork(Room(scene)).attend(refused)
    assert _again(incident).orders[0].state is OrderState.SIGNED_FOR
