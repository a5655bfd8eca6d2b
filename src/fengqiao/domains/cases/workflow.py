"""The states of a report and what leads from one to the next. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from fengqiao.domains.cases.contracts import ReportState, TransitionRefusedError


class Act(StrEnum):
    """What people do with a report; also the code of its line in the timeline."""

    REGISTER = "register"
    RECORD_URGENT_MEASURES = "record_urgent_measures"
    KEEP = "keep"
    HAND_OVER = "hand_over"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    RETURN = "return"
    SOLVE = "solve"
    RETURN_PROPERTY = "return_property"
    INFORM_REPORTER = "inform_reporter"
    CLOSE = "close"
    OVERDUE = "overdue"


_S = ReportState
WITH_THE_STATION: Final = frozenset({_S.NEEDS_REVIEW, _S.RETURNED, _S.TO_TRANSFER})
"""States in which the 24-hour clock runs: decided or handed over before it ends."""
AWAITING_REVIEW: Final = frozenset({_S.NEEDS_REVIEW, _S.RETURNED})
NOT_CLOSED: Final = frozenset(_S) - {_S.CLOSED}

TRANSITIONS: Final[Mapping[Act, Mapping[ReportState, ReportState]]] = {
    Act.RECORD_URGENT_MEASURES: {state: state for state in NOT_CLOSED},
    Act.KEEP: {state: _S.KEPT for state in AWAITING_REVIEW},
    Act.HAND_OVER: {state: _S.TO_TRANSFER for state in AWAITING_REVIEW},
    Act.TRANSFER: {_S.TO_TRANSFER: _S.TRANSFERRED},
    Act.ACCEPT: {_S.TRANSFERRED: _S.ACCEPTED},
    Act.RETURN: {_S.TRANSFERRED: _S.RETURNED},
    Act.SOLVE: {_S.KEPT: _S.SOLVED},
    Act.RETURN_PROPERTY: {_S.SOLVED: _S.SOLVED},
    Act.INFORM_REPORTER: {state: state for state in NOT_CLOSED},
    Act.CLOSE: {_S.SOLVED: _S.CLOSED, _S.ACCEPTED: _S.CLOSED},
}


def next_state(*, act: Act, state: ReportState) -> ReportState:
    """This function will return where the act leads. Raises TransitionRefusedError."""
    following = TRANSITIONS[act].get(state)
    if following is None:
        raise TransitionRefusedError(act=act.value, state=state.value)
    return following


def possible_acts(*, state: ReportState) -> frozenset[Act]:
    """This function will return the acts that the state allows."""
    return frozenset(act for act, table in TRANSITIONS.items() if state in table)


def knows_the_end(
    *,
    informed_at: datetime.datetime | None,
    transferred_at: datetime.datetime | None,
    solved_at: datetime.datetime | None,
) -> bool:
    """This function will tell whether the reporter was informed after the last thing worth telling."""
    if informed_at is None:
        return False
    return all(moment is None or informed_at >= moment for moment in (transferred_at, solved_at))
