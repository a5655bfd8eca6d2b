"""Which state follows which (domain-guide §2), and how the unit, its order and the incident keep in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentState,
    OrderState,
    TransitionRefusedError,
    UnitStatus,
)

_S = IncidentState
TRANSITIONS: Final[Mapping[IncidentState, frozenset[IncidentState]]] = {
    _S.RECEIVED: frozenset({_S.DISPATCHED, _S.FEEDBACK, _S.TRANSFERRED, _S.MERGED, _S.FALSE_ALARM, _S.CLOSED}),
    _S.DISPATCHED: frozenset({_S.SIGNED_FOR, _S.EN_ROUTE, _S.ON_SCENE, _S.HANDLED, _S.RECEIVED, _S.MERGED}),
    _S.SIGNED_FOR: frozenset({_S.EN_ROUTE, _S.ON_SCENE, _S.HANDLED, _S.DISPATCHED, _S.RECEIVED, _S.MERGED}),
    _S.EN_ROUTE: frozenset({_S.ON_SCENE, _S.HANDLED, _S.SIGNED_FOR, _S.DISPATCHED, _S.RECEIVED, _S.MERGED}),
    _S.ON_SCENE: frozenset({_S.HANDLED, _S.FEEDBACK, _S.EN_ROUTE, _S.SIGNED_FOR, _S.DISPATCHED, _S.RECEIVED}),
    _S.HANDLED: frozenset({_S.FEEDBACK, _S.DISPATCHED}),
    _S.FEEDBACK: frozenset(
        {_S.RETURNED, _S.APPROVED, _S.TRANSFERRED, _S.FALSE_ALARM, _S.CONVERTED_TO_DISPUTE, _S.CONVERTED_TO_CASE}
    ),
    _S.RETURNED: frozenset({_S.FEEDBACK, _S.DISPATCHED}),
    _S.APPROVED: frozenset({_S.CALLED_BACK, _S.CLOSED}),
    _S.CALLED_BACK: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
    _S.TRANSFERRED: frozenset({_S.RECEIVED}),
    _S.MERGED: frozenset({_S.RECEIVED}),
    _S.FALSE_ALARM: frozenset(),
    _S.CONVERTED_TO_DISPUTE: frozenset(),
    _S.CONVERTED_TO_CASE: frozenset(),
}
"""Back to an earlier stage only when a unit leaves or is recalled, a body returns what was handed to it, or a merge
turns out to be a mistake."""

LIVE_STATES: Final = (
    _S.RECEIVED,
    _S.DISPATCHED,
    _S.SIGNED_FOR,
    _S.EN_ROUTE,
    _S.ON_SCENE,
    _S.HANDLED,
    _S.FEEDBACK,
    _S.RETURNED,
)
"""What the command room must still look after."""
DISPATCHABLE: Final = frozenset(
    {_S.RECEIVED, _S.DISPATCHED, _S.SIGNED_FOR, _S.EN_ROUTE, _S.ON_SCENE, _S.HANDLED, _S.RETURNED}
)
"""Where a (further) unit may be sent."""
OUTCOMES: Final = frozenset(
    {_S.TRANSFERRED, _S.MERGED, _S.FALSE_ALARM, _S.CONVERTED_TO_DISPUTE, _S.CONVERTED_TO_CASE, _S.CLOSED}
)
ENDED: Final = OUTCOMES - {_S.TRANSFERRED}
"""Nothing follows, but that a merge may be taken back; a transferred one may come back."""
CALLBACK_STATES: Final = frozenset(
    {_S.APPROVED, _S.CLOSED, _S.TRANSFERRED, _S.MERGED, _S.CONVERTED_TO_DISPUTE, _S.CONVERTED_TO_CASE}
)
"""Whose callers may be rung; only an approved one moves by it."""

STAMPS: Final[Mapping[IncidentState, str]] = {
    _S.DISPATCHED: "dispatched_at",
    _S.SIGNED_FOR: "signed_for_at",
    _S.EN_ROUTE: "en_route_at",
    _S.ON_SCENE: "on_scene_at",
    _S.HANDLED: "handled_at",
    _S.FEEDBACK: "feedback_at",
    _S.RETURNED: "reviewed_at",
    _S.APPROVED: "reviewed_at",
    _S.CALLED_BACK: "called_back_at",
    _S.TRANSFERRED: "transferred_at",
} | dict.fromkeys(sorted(ENDED), "closed_at")
"""The column that says when a state was reached; the first time counts, for feedback and review the last."""
RESTAMPED: Final = frozenset({_S.FEEDBACK, _S.RETURNED, _S.APPROVED, _S.TRANSFERRED})
WAY_THERE: Final = frozenset({_S.DISPATCHED, _S.SIGNED_FOR, _S.EN_ROUTE})
"""Stamped until the first arrival only: the way of a unit that comes later stands on its own order."""
STAMP_FIELDS: Final = (
    "received_at",
    "dispatched_at",
    "signed_for_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "feedback_at",
    "reviewed_at",
    "called_back_at",
    "closed_at",
)

ORDER_STEPS: Final = (
    OrderState.DISPATCHED,
    OrderState.SIGNED_FOR,
    OrderState.EN_ROUTE,
    OrderState.ON_SCENE,
    OrderState.DONE,
)
OPEN_ORDER_STATES: Final = ORDER_STEPS[:-1]
UNIT_STATUS_OF: Final[Mapping[OrderState, UnitStatus]] = {
    OrderState.DISPATCHED: UnitStatus.SENT,
    OrderState.SIGNED_FOR: UnitStatus.SENT,
    OrderState.EN_ROUTE: UnitStatus.EN_ROUTE,
    OrderState.ON_SCENE: UnitStatus.ON_SCENE,
}
FREE_TO_CHOOSE: Final = frozenset({UnitStatus.IDLE, UnitStatus.PAUSED, UnitStatus.OFF_DUTY})
"""What a unit may say of itself; the other statuses follow its order."""


def check_transition(*, from_state: IncidentState, to_state: IncidentState) -> None:
    """This function will refuse a step that the table does not know. Raises TransitionRefusedError."""
    if to_state not in TRANSITIONS[from_state]:
        raise TransitionRefusedError(from_state=from_state.value, to_state=to_state.value)


def check_order_step(*, from_state: OrderState, to_state: OrderState) -> None:
    """This function will refuse an order's step back or past its end; steps may be skipped, except arrival before done.

    Raises TransitionRefusedError.
    """
    is_forward = (
        from_state in OPEN_ORDER_STATES
        and to_state in ORDER_STEPS
        and ORDER_STEPS.index(to_state) > ORDER_STEPS.index(from_state)
    )
    is_done_unseen = to_state is OrderState.DONE and from_state is not OrderState.ON_SCENE
    if not is_forward or is_done_unseen:
        raise TransitionRefusedError(from_state=from_state.value, to_state=to_state.value)


def stage_of_orders(*, states: Iterable[OrderState]) -> IncidentState | None:
    """This function will name the stage that the furthest open order stands for; None when no order is open."""
    open_states = [state for state in states if state in OPEN_ORDER_STATES]
    if not open_states:
        return None
    return IncidentState(max(open_states, key=ORDER_STEPS.index).value)


def state_after_review(*, result: FeedbackResult) -> IncidentState:
    """This function will name the state that an approved feedback leads to."""
    return IncidentState.APPROVED if result is FeedbackResult.CLOSED else IncidentState(result.value)
