"""What every load of the organisation leaves behind: an audit entry and an event."""

from __future__ import annotations

from fengqiao.domains.organisation.contracts import OrganisationLoaded
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor

BATCH = 2000


def announce(*, actor: Actor, what: str, counts: dict[str, int]) -> None:
    """This function will record and publish that a part of the organisation was loaded."""
    record(
        actor=actor,
        action=f"load_{what}",
        object_kind="organisation",
        object_id=what,
        scope_path="",
        details=counts,
    )
    publish(OrganisationLoaded(scope_path="", object_id=what, counts=counts), actor=actor)
