"""Who sees a dispute and decides on its promises: by the place's roles, and whoever has the task of a promise."""

from __future__ import annotations

from fengqiao.domains.disputes.contracts import SubjectKind
from fengqiao.domains.disputes.models import Dispute
from fengqiao.domains.tasks.public import subjects_in_hand
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds, require

VIEW, HANDLE = "disputes.view", "disputes.handle"


def promises_in_hand(*, actor: Actor, dispute: Dispute) -> frozenset[str]:
    """This function will name the dispute's promises the actor has a task of, open or done today (a stand-in, say)."""
    codes = {promise.code for promise in dispute.obligations.all()}
    return subjects_in_hand(actor=actor, subject_kind=SubjectKind.OBLIGATION) & codes


def sees(*, actor: Actor, dispute: Dispute) -> bool:
    """This function will tell whether the actor may read the dispute."""
    return holds(actor, VIEW, dispute.scope_path) or bool(promises_in_hand(actor=actor, dispute=dispute))


def require_deciding(*, actor: Actor, dispute: Dispute, promise_code: str) -> None:
    """This function will raise NotVisibleError or NotAllowedError unless the actor may decide on the promise."""
    if promise_code not in promises_in_hand(actor=actor, dispute=dispute):
        require(actor, HANDLE, dispute.scope_path, view=VIEW)
