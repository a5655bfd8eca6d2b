"""The table of states, and a machine that tries every act in any order: nothing illegal, nothing out of step."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentsError,
    IncidentState,
    OrderState,
    TransitionRefusedError,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.domains.incidents.public import (
    advance_order,
    answer_call,
    answer_transfer,
    call_back,
    close_incident,
    dispatch_units,
    give_feedback,
    merge_incident,
    recall_order,
    review_feedback,
    set_unit_status,
    transfer_to_12345,
    unmerge_incident,
)
from fengqiao.domains.incidents.tests.scene import AUXILIARIES, CAR, SECOND_CAR, call
from fengqiao.domains.incidents.workflow.transitions import (
    LIVE_STATES,
    OPEN_ORDER_STATES,
    ORDER_STEPS,
    OUTCOMES,
    TRANSITIONS,
    UNIT_STATUS_OF,
    check_order_step,
    check_transition,
    stage_of_orders,
)
from fengqiao.foundation.scoping.contracts import SYSTEM, NotVisibleError

UNITS = (CAR, SECOND_CAR, AUXILIARIES)


def test_every_state_is_in_the_table_and_every_state_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(IncidentState)
    reached, todo = {IncidentState.RECEIVED}, [IncidentState.RECEIVED]
    while todo:
        new = TRANSITIONS[todo.pop()] - reached
        reached |= new
        todo += new
    assert reached == set(IncidentState)


def test_from_every_live_state_an_end_can_be_reached() -> None:
    for start in LIVE_STATES:
        reached, todo = {start}, [start]
        while todo:
            new = TRANSITIONS[todo.pop()] - reached
            reached |= new
            todo += new
        assert reached & OUTCOMES, start


@given(st.sampled_from(IncidentState), st.sampled_from(IncidentState))
def test_what_the_table_does_not_know_is_refused(first: IncidentState, second: IncidentState) -> None:
    if second in TRANSITIONS[first]:
        check_transition(from_state=first, to_state=second)
    else:
        with pytest.raises(TransitionRefusedError):
            check_transition(from_state=first, to_state=second)


@given(st.sampled_from(OrderState), st.sampled_from(OrderState))
def test_an_order_only_goes_forward_and_done_follows_arrival(first: OrderState, second: OrderState) -> None:
    steps = list(ORDER_STEPS)
    is_allowed = (
        first in OPEN_ORDER_STATES
        and second in steps
        and steps.index(second) > steps.index(first)
        and (second is not OrderState.DONE or first is OrderState.ON_SCENE)
    )
    if is_allowed:
        check_order_step(from_state=first, to_state=second)
    else:
        with pytest.raises(TransitionRefusedError):
            check_order_step(from_state=first, to_state=second)


@given(st.lists(st.sampled_from(OrderState)))
def test_the_incident_stands_where_its_furthest_open_order_stands(states: list[OrderState]) -> None:
    stage = stage_of_orders(states=states)
    open_states = [state for state in states if state in OPEN_ORDER_STATES]
    assert (stage is None) == (not open_states)
    if stage is not None:
        assert all(ORDER_STEPS.index(state) <= ORDER_STEPS.index(OrderState(stage.value)) for state in open_states)


ACTS = ["send", "step", "recall", "feedback", "review", "transfer", "answer", "ring", "close", "unit", "reply"]
ACTS += ["merge", "unmerge"]
LIKELY = {
    "received": [*["send"] * 9, "answer", "transfer", "merge"],
    "feedback": ["review"],
    "returned": ["feedback", "send"],
    "handled": ["feedback", "send"],
    "approved": ["ring", "close"],
    "called_back": ["close"],
    "transferred": ["reply"],
    "merged": ["unmerge"],
}
"""What a person would do next; tried more often, so that the machine also reaches the late states."""
RESULTS = (FeedbackResult.CLOSED, FeedbackResult.TRANSFERRED, FeedbackResult.FALSE_ALARM)


def _act(name: str, which: int, how: int, incidents: list[int]) -> Callable[[], object]:
    incident_id = incidents[which]
    newest = Order.objects.filter(incident=incident_id).order_by("-pk").first()
    order_id = newest.pk if newest else 0
    numbers = list(Incident.objects.order_by("pk").values_list("number", flat=True))
    acts: dict[str, Callable[[], object]] = {
        "send": lambda: dispatch_units(actor=SYSTEM, incident_id=incident_id, unit_codes=[UNITS[how % 3]]),
        "step": lambda: advance_order(actor=SYSTEM, order_id=order_id, step=list(OrderState)[how]),
        "recall": lambda: recall_order(actor=SYSTEM, order_id=order_id, reason="另有急事"),
        "feedback": lambda: give_feedback(
            actor=SYSTEM, incident_id=incident_id, result=RESULTS[how % 3], text="已处理", without_unit=how > 3
        ),
        "review": lambda: review_feedback(actor=SYSTEM, incident_id=incident_id, is_approved=how > 1, note="看过"),
        "transfer": lambda: transfer_to_12345(actor=SYSTEM, incident_id=incident_id, note="转"),
        "answer": lambda: answer_call(actor=SYSTEM, incident_id=incident_id, note="答", is_false_alarm=how > 2),
        "ring": lambda: call_back(actor=SYSTEM, incident_id=incident_id, was_satisfied=None, note=""),
        "close": lambda: close_incident(actor=SYSTEM, incident_id=incident_id),
        "merge": lambda: merge_incident(actor=SYSTEM, incident_id=incident_id, into_number=numbers[how % 3]),
        "unmerge": lambda: unmerge_incident(actor=SYSTEM, incident_id=incident_id, reason="另一起"),
        "unit": lambda: set_unit_status(actor=SYSTEM, unit_code=UNITS[which], status=list(UnitStatus)[how]),
        "reply": lambda: answer_transfer(actor=SYSTEM, incident_id=incident_id, is_accepted=how > 2, note="复"),
    }
    return acts[name]


def _check_in_step() -> None:
    open_orders = {row.unit_id: row for row in Order.objects.filter(state__in=OPEN_ORDER_STATES)}
    for unit in Unit.objects.all():
        order = open_orders.get(unit.pk)
        if order is None:
            assert unit.status in (UnitStatus.IDLE, UnitStatus.PAUSED, UnitStatus.OFF_DUTY)
        else:
            assert unit.status == UNIT_STATUS_OF[OrderState(order.state)]
    for incident in Incident.objects.all():
        states = [OrderState(state) for state in incident.orders.values_list("state", flat=True)]
        stage = stage_of_orders(states=states)
        if stage is not None:
            assert incident.state == stage
        else:
            assert incident.state not in ("dispatched", "signed_for", "en_route", "on_scene")


def _check_steps(before: dict[int, str]) -> None:
    """A state either stays or a chain of the table's steps leads to the new one (one act may take several)."""
    for pk, state in Incident.objects.values_list("pk", "state"):
        old = IncidentState(before[pk])
        reached, todo = {old}, [old]
        while todo:
            new = TRANSITIONS[todo.pop()] - reached
            reached |= new
            todo += new
        assert IncidentState(state) in reached


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_order_of_acts_leads_to_an_illegal_state(scene: Stage, seed: int) -> None:
    chance = random.Random(seed)
    stop_clock(at(8))
    with transaction.atomic():
        incidents = [call(scene, text).summary.id for text in ("有人打架", "两车追尾", "路灯坏了")]
        for minute in range(1, 41):
            stop_clock(at(8, minute))
            which = chance.choice([0, 0, 0, 1, 2])
            before = dict(Incident.objects.values_list("pk", "state"))
            likely = LIKELY.get(before[incidents[which]], ["step", "step", "step", "send", "feedback"])
            name = chance.choice([*likely * 4, *ACTS])
            try:
                with transaction.atomic():
                    _act(name, which, chance.randrange(6), incidents)()
            except (IncidentsError, NotVisibleError):
                assert dict(Incident.objects.values_list("pk", "state")) == before
            _check_in_step()
            _check_steps(before)
        transaction.set_rollback(True)
