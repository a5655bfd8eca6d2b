"""The states of a call that confirms a visit and of a question about one: two tables."""

from __future__ import annotations

from typing import Final

from fengqiao.domains.tasks.contracts.verifying import (
    TO_CALL,
    CallOutcome,
    QuestionRefusedError,
    QuestionState,
    VerificationRefusedError,
    VerificationState,
)

AFTER_CALL: Final[dict[CallOutcome, VerificationState]] = {
    CallOutcome.CONFIRMED: VerificationState.CONFIRMED,
    CallOutcome.NOT_CONFIRMED: VerificationState.IN_TALK,
    CallOutcome.REACHED: VerificationState.REACHED,
    CallOutcome.DECLINED: VerificationState.DECLINED,
    CallOutcome.NOT_REACHED: VerificationState.NOT_REACHED,
}


def state_after_call(*, state: VerificationState, outcome: CallOutcome) -> VerificationState:
    """This function will return the state after a call. Raises VerificationRefusedError when it was answered before."""
    if state not in TO_CALL:
        raise VerificationRefusedError(state=state.value)
    return AFTER_CALL[outcome]


def require_in_talk(state: VerificationState) -> None:
    """This function will refuse a note or a closing outside a talk. Raises VerificationRefusedError."""
    if state is not VerificationState.IN_TALK:
        raise VerificationRefusedError(state=state.value)


def require_open(state: QuestionState) -> None:
    """This function will refuse to answer or close a closed question. Raises QuestionRefusedError."""
    if state is QuestionState.CLOSED:
        raise QuestionRefusedError(state=state.value)
