"""Which acts a state allows: what the page offers next. The actions check again; this only spares dead ends."""

from __future__ import annotations

from fengqiao.domains.incidents.contracts import FeedbackResult, IncidentState, TransferState
from fengqiao.domains.incidents.workflow.transitions import (
    CALLBACK_STATES,
    DISPATCHABLE,
    LIVE_STATES,
    TRANSITIONS,
)

_S = IncidentState


def acts_allowed(*, state: IncidentState, transfer_state: str = "", was_called_back: bool = False) -> frozenset[str]:
    """This function will name the acts that the state allows, whoever acts."""
    following = TRANSITIONS[state]
    allowed = {
        "route": state is _S.RECEIVED,
        "category": state in LIVE_STATES,
        "dispatch": state in DISPATCHABLE,
        "transfer": _S.TRANSFERRED in following and state is _S.RECEIVED,
        "answer": state is _S.RECEIVED,
        "merge": _S.MERGED in following,
        "unmerge": state is _S.MERGED,
        "feedback": _S.FEEDBACK in following,
        "review": state is _S.FEEDBACK,
        "call_back": state in CALLBACK_STATES and not was_called_back,
        "close": _S.CLOSED in following and state is not _S.RECEIVED,
        "sent_back": state is _S.TRANSFERRED and transfer_state == TransferState.ACCEPTED.value,
        "answer_transfer": transfer_state in {TransferState.SENT.value, TransferState.TIMED_OUT.value},
    }
    return frozenset(name for name, is_allowed in allowed.items() if is_allowed)


def results_offered() -> tuple[FeedbackResult, ...]:
    """This function will list the results of a feedback in the order of how often they come."""
    return (
        FeedbackResult.CLOSED,
        FeedbackResult.CONVERTED_TO_DISPUTE,
        FeedbackResult.CONVERTED_TO_CASE,
        FeedbackResult.TRANSFERRED,
        FeedbackResult.FALSE_ALARM,
    )
