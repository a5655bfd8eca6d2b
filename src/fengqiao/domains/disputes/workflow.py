"""The states of a dispute and of a promise out of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fengqiao.domains.disputes.contracts import (
    DisputeState,
    DomesticViolenceError,
    NotOpenError,
    ObligationState,
    TransitionRefusedError,
)

AFTER_A_BROKEN_PROMISE: Final[Mapping[DisputeState, DisputeState]] = {
    DisputeState.REGISTERED: DisputeState.REGISTERED,
    DisputeState.SETTLED: DisputeState.REOPENED,
    DisputeState.REOPENED: DisputeState.REOPENED,
    DisputeState.CLOSED: DisputeState.REOPENED,
}
"""A dispute that was never settled stays as it is; a settled or closed one is open again."""

OPEN: Final = frozenset({DisputeState.REGISTERED, DisputeState.REOPENED})
DOMESTIC_VIOLENCE: Final = "domestic_violence"


def may_settle(*, state: DisputeState, kind: str) -> bool:
    """This function will tell whether an agreement may settle the dispute."""
    return state in OPEN and kind != DOMESTIC_VIOLENCE


def settled(*, state: DisputeState, kind: str) -> DisputeState:
    """This function will return what an agreement makes of a dispute. Raises NotOpenError, DomesticViolenceError."""
    if state not in OPEN:
        raise NotOpenError(state=state.value)
    if kind == DOMESTIC_VIOLENCE:
        raise DomesticViolenceError(kind=kind)
    return DisputeState.SETTLED


def decided(*, state: ObligationState, is_kept: bool) -> ObligationState:
    """This function will return what a pending promise becomes. Raises TransitionRefusedError on a decided one."""
    if state is not ObligationState.PENDING:
        raise TransitionRefusedError(state=state.value)
    return ObligationState.KEPT if is_kept else ObligationState.BROKEN


def after_decision(*, dispute: DisputeState, obligation: ObligationState) -> DisputeState:
    """This function will return the dispute's state after one of its promises was decided."""
    return AFTER_A_BROKEN_PROMISE[dispute] if obligation is ObligationState.BROKEN else dispute
