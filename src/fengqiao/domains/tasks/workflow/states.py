"""The states of a task and the moves between them: one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from fengqiao.domains.tasks.contracts import TaskState, TransitionRefusedError


class Move(StrEnum):
    SIGN_FOR = "sign_for"
    START = "start"
    COMPLETE = "complete"
    SEND_BACK = "send_back"
    ASSIGN = "assign"
    CANCEL = "cancel"
    REOPEN = "reopen"
    LAPSE = "lapse"
    CANCEL_AS_DUPLICATE = "cancel_as_duplicate"


TRANSITIONS: Final[dict[tuple[TaskState, Move], TaskState]] = {
    (TaskState.READY, Move.SIGN_FOR): TaskState.SIGNED_FOR,
    (TaskState.READY, Move.START): TaskState.IN_PROGRESS,
    (TaskState.READY, Move.SEND_BACK): TaskState.SENT_BACK,
    (TaskState.READY, Move.ASSIGN): TaskState.READY,
    (TaskState.READY, Move.CANCEL): TaskState.CANCELLED,
    (TaskState.READY, Move.LAPSE): TaskState.LAPSED,
    (TaskState.SIGNED_FOR, Move.START): TaskState.IN_PROGRESS,
    (TaskState.SIGNED_FOR, Move.SEND_BACK): TaskState.SENT_BACK,
    (TaskState.SIGNED_FOR, Move.ASSIGN): TaskState.READY,
    (TaskState.SIGNED_FOR, Move.LAPSE): TaskState.LAPSED,
    (TaskState.IN_PROGRESS, Move.COMPLETE): TaskState.COMPLETED,
    (TaskState.IN_PROGRESS, Move.SEND_BACK): TaskState.SENT_BACK,
    (TaskState.SENT_BACK, Move.ASSIGN): TaskState.READY,
    (TaskState.CANCELLED, Move.REOPEN): TaskState.READY,
    (TaskState.READY, Move.CANCEL_AS_DUPLICATE): TaskState.CANCELLED,
    (TaskState.SIGNED_FOR, Move.CANCEL_AS_DUPLICATE): TaskState.CANCELLED,
    (TaskState.IN_PROGRESS, Move.CANCEL_AS_DUPLICATE): TaskState.CANCELLED,
    (TaskState.SENT_BACK, Move.CANCEL_AS_DUPLICATE): TaskState.CANCELLED,
}


def can(state: TaskState, move: Move) -> bool:
    """This function will tell whether the table allows the move."""
    return (state, move) in TRANSITIONS


def next_state(state: TaskState, move: Move) -> TaskState:
    """This function will return the state after a move. Raises TransitionRefusedError."""
    if not can(state, move):
        raise TransitionRefusedError(state=state.value, move=move.value)
    return TRANSITIONS[state, move]
