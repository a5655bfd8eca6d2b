"""The states of a draft, and who may do what in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from fengqiao.domains.duties.contracts import DraftAct, DraftClosedError, ListState, OwnTextError

TRANSITIONS: Final[Mapping[tuple[ListState, DraftAct], ListState]] = {
    (ListState.DRAFT, DraftAct.SAVE): ListState.DRAFT,
    (ListState.REVIEWED, DraftAct.SAVE): ListState.DRAFT,  # a signature is for a text, not for a name
    (ListState.DRAFT, DraftAct.SIGN): ListState.REVIEWED,
    (ListState.DRAFT, DraftAct.RETURN): ListState.DRAFT,
    (ListState.REVIEWED, DraftAct.RETURN): ListState.DRAFT,
    (ListState.DRAFT, DraftAct.WITHDRAW): ListState.WITHDRAWN,
    (ListState.REVIEWED, DraftAct.WITHDRAW): ListState.WITHDRAWN,
    (ListState.REVIEWED, DraftAct.PUBLISH): ListState.PUBLISHED,
}
OPEN_STATES: Final = (ListState.DRAFT, ListState.REVIEWED)
PERMISSION_FOR: Final[Mapping[DraftAct, str]] = {
    DraftAct.SAVE: "duties.draft",
    DraftAct.SIGN: "duties.sign",
    DraftAct.RETURN: "duties.sign",
    DraftAct.WITHDRAW: "duties.draft",
    DraftAct.PUBLISH: "duties.publish",
}


def state_after(*, state: ListState, act: DraftAct) -> ListState:
    """This function will return the state that an act leads to. Raises DraftClosedError."""
    after = TRANSITIONS.get((state, act))
    if after is None:
        raise DraftClosedError(state=state, act=act)
    return after


def require_second_person(*, key: str, author_keys: Collection[str]) -> None:
    """This function will refuse a signature by anybody who wrote any part of the text. Raises OwnTextError."""
    if key in author_keys:
        raise OwnTextError


def acts_in(state: ListState) -> frozenset[DraftAct]:
    """This function will return what a state allows at all."""
    return frozenset(act for from_state, act in TRANSITIONS if from_state is state)
