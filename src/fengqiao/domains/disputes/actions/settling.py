"""Settling a dispute: what both sides agreed on, and what each promised until when."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.disputes.contracts import (
    AgreementMissingError,
    DisputeRecord,
    DisputeSettled,
    DisputeState,
    DueInThePastError,
    NewPromise,
    ObligationState,
    PromiseIncompleteError,
    SubjectKind,
)
from fengqiao.domains.disputes.models import Dispute, MediationAgreement, Obligation
from fengqiao.domains.disputes.queries.reading import dispute_record
from fengqiao.domains.disputes.workflow import settled
from fengqiao.domains.organisation.public import get_staff
from fengqiao.domains.tasks.public import note_changes
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def settle_dispute(*, actor: Actor, code: str, agreement: str, promises: Sequence[NewPromise] = ()) -> DisputeRecord:
    """This function will settle a dispute by an agreement; each promise in it becomes an obligation with its day.

    Raises NotOpenError on a settled or closed one, DomesticViolenceError, AgreementMissingError,
    PromiseIncompleteError, DueInThePastError.
    """
    row = Dispute.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NotVisibleError
    require(actor, "disputes.handle", row.scope_path, view="disputes.view")
    state = settled(state=DisputeState(row.state), kind=row.kind)
    text = _cleaned(agreement)
    if not text:
        raise AgreementMissingError(code=code)
    kept = MediationAgreement.objects.create(dispute=row, text=text, reached_at=now(), recorded_by=actor.name)
    obligations = _add_obligations(actor=actor, agreement=kept, promises=promises)
    row.state, row.settled_at = state.value, kept.reached_at
    row.save(update_fields=["state", "settled_at"])
    _tell(actor=actor, row=row, obligations=obligations)
    return dispute_record(row)


def _add_obligations(
    *, actor: Actor, agreement: MediationAgreement, promises: Sequence[NewPromise]
) -> Sequence[Obligation]:
    dispute = agreement.dispute
    first = dispute.obligations.count() + 1
    officer = _follower(actor)
    rows = []
    for ordinal, promise in enumerate(promises, start=first):
        name, text = _cleaned(promise.promisor_name), _cleaned(promise.text)
        if not (name and text):
            raise PromiseIncompleteError(ordinal=ordinal)
        if promise.due_date < today():
            raise DueInThePastError(due_date=promise.due_date.isoformat())
        rows.append(
            Obligation(
                code=f"{dispute.code}-{ordinal}",
                dispute=dispute,
                agreement=agreement,
                promisor_name=name,
                text=text,
                due_date=promise.due_date,
                staff_number=officer,
                state=ObligationState.PENDING.value,
            )
        )
    return Obligation.objects.bulk_create(rows)


def _follower(actor: Actor) -> str:
    """A community officer follows up what the officer settled; else the duty lists give it to the beat's own."""
    if actor.staff_id is None or Role.COMMUNITY_OFFICER not in actor.roles:
        return ""
    return get_staff(staff_id=actor.staff_id).number


def _tell(*, actor: Actor, row: Dispute, obligations: Sequence[Obligation]) -> None:
    record(
        actor=actor,
        action="settle_dispute",
        object_kind="dispute",
        object_id=row.code,
        scope_path=row.scope_path,
        details={"obligations": [one.code for one in obligations]},
    )
    note_changes(
        reason="dispute_settled",
        subjects=[(row.scope_path, SubjectKind.OBLIGATION.value, one.code) for one in obligations],
    )
    publish(
        DisputeSettled(scope_path=row.scope_path, object_id=row.code, obligations=len(obligations)),
        actor=actor,
    )


def _cleaned(text: str) -> str:
    return text.replace("\x00", "").strip()
