"""Writes of disputes and of the promises out of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils.timezone import localtime, make_aware

from fengqiao.domains.disputes.contracts import (
    DisputeRecord,
    DisputeRegistered,
    DisputeReopened,
    DisputesLoaded,
    DisputeState,
    NewDispute,
    NewObligation,
    ObligationDecided,
    ObligationState,
    SubjectKind,
    UnknownDisputeError,
)
from fengqiao.domains.disputes.models import Dispute, Obligation
from fengqiao.domains.disputes.queries.access import require_deciding
from fengqiao.domains.disputes.queries.reading import dispute_record
from fengqiao.domains.disputes.workflow import after_decision, decided
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.domains.places.contracts import SubjectKind as PlaceSubjectKind
from fengqiao.domains.tasks.public import note_changes
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

BATCH = 2000
NEXT = """
INSERT INTO disputes_disputecounter (station_path, year, last_ordinal) VALUES (%s, %s, 1)
ON CONFLICT (station_path, year) DO UPDATE SET last_ordinal = disputes_disputecounter.last_ordinal + 1
RETURNING last_ordinal
"""


@transaction.atomic
def load_disputes(*, actor: Actor, disputes: Iterable[NewDispute]) -> int:
    """This function will add disputes of the past; known codes stay as they are. Raises UnknownUnitError."""
    require(actor, "disputes.load", "")
    paths = {unit.code: unit.path for unit in list_units()}
    rows = [_past_dispute(dispute, paths) for dispute in disputes]
    return _load(actor=actor, what="disputes", model=Dispute, rows=rows)


@transaction.atomic
def load_obligations(*, actor: Actor, obligations: Iterable[NewObligation]) -> int:
    """This function will add promises to known disputes; known codes stay as they are. Raises UnknownDisputeError."""
    require(actor, "disputes.load", "")
    wanted = list(obligations)
    ids = dict(Dispute.objects.filter(code__in={one.dispute_code for one in wanted}).values_list("code", "id"))
    for one in wanted:
        if one.dispute_code not in ids:
            raise UnknownDisputeError(code=one.dispute_code, obligation=one.code)
    rows = [
        Obligation(
            code=one.code,
            dispute_id=ids[one.dispute_code],
            promisor_name=one.promisor_name,
            text=one.text,
            due_date=one.due_date,
            staff_number=one.staff_number,
            state=ObligationState.PENDING.value,
        )
        for one in wanted
    ]
    return _load(actor=actor, what="obligations", model=Obligation, rows=rows)


def _past_dispute(dispute: NewDispute, paths: dict[str, str]) -> Dispute:
    if dispute.unit_code not in paths:
        raise UnknownUnitError(code=dispute.unit_code)
    return Dispute(
        code=dispute.code,
        summary=dispute.summary,
        kind=dispute.kind,
        address_code=dispute.address_code,
        scope_path=paths[dispute.unit_code],
        incident_number=dispute.incident_number,
        state=(DisputeState.SETTLED if dispute.settled_date else DisputeState.REGISTERED).value,
        registered_at=_midnight(dispute.registered_date),
        settled_at=_midnight(dispute.settled_date) if dispute.settled_date else None,
        household_codes=sorted(set(dispute.household_codes)),
    )


def _load(
    *, actor: Actor, what: str, model: type[Dispute] | type[Obligation], rows: list[Dispute] | list[Obligation]
) -> int:
    known = set(model.objects.filter(code__in=[row.code for row in rows]).values_list("code", flat=True))
    fresh = [row for row in rows if row.code not in known]
    model.objects.bulk_create(fresh, batch_size=BATCH)  # type: ignore[arg-type]
    record(
        actor=actor,
        action=f"load_{what}",
        object_kind="disputes",
        object_id=what,
        scope_path="",
        details={"count": len(fresh), "known": len(known)},
    )
    publish(DisputesLoaded(scope_path="", object_id=what, what=what, count=len(fresh)), actor=actor)
    return len(fresh)


@transaction.atomic
def register_dispute(
    *, actor: Actor, incident_number: str, summary: str, kind: str, address_code: str, scope_path: str
) -> DisputeRecord:
    """This function will register a dispute under the next number of the station in the year."""
    require(actor, "disputes.register", scope_path)
    moment = now()
    row = Dispute.objects.create(
        code=_take_code(scope_path=scope_path, at=moment),
        summary=summary.replace("\x00", ""),
        kind=kind,
        address_code=address_code,
        scope_path=scope_path,
        incident_number=incident_number,
        state=DisputeState.REGISTERED.value,
        registered_at=moment,
    )
    record(
        actor=actor,
        action="register_dispute",
        object_kind="dispute",
        object_id=row.code,
        scope_path=scope_path,
        details={"incident": incident_number, "kind": kind},
    )
    if address_code:
        note_changes(reason="dispute_registered", subjects=[(scope_path, PlaceSubjectKind.ADDRESS.value, address_code)])
    publish(DisputeRegistered(scope_path=scope_path, object_id=row.code, incident_number=incident_number), actor=actor)
    return dispute_record(row)


@transaction.atomic
def decide_obligation(*, actor: Actor, code: str, is_kept: bool, note: str) -> DisputeRecord:
    """This function will let a person say that a promise was kept or broken; a broken one reopens the dispute.

    Raises TransitionRefusedError when it was decided before.
    """
    row = Obligation.objects.select_for_update().select_related("dispute").filter(code=code).first()
    if row is None:
        raise NotVisibleError
    dispute = row.dispute
    require_deciding(actor=actor, dispute=dispute, promise_code=code)
    state = decided(state=ObligationState(row.state), is_kept=is_kept)
    row.state, row.note = state.value, note.replace("\x00", "").strip()
    row.decided_at, row.decided_by = now(), actor.name
    row.save()
    before = DisputeState(dispute.state)
    dispute.state = after_decision(dispute=before, obligation=state).value
    dispute.save(update_fields=["state"])
    _tell_decided(actor=actor, row=row, is_reopened=before.value != dispute.state)
    return dispute_record(dispute)


def _tell_decided(*, actor: Actor, row: Obligation, is_reopened: bool) -> None:
    dispute = row.dispute
    record(
        actor=actor,
        action="decide_obligation",
        object_kind="obligation",
        object_id=row.code,
        scope_path=dispute.scope_path,
        details={"state": row.state, "note": row.note, "dispute": dispute.code, "dispute_state": dispute.state},
    )
    note_changes(reason="obligation_decided", subjects=[(dispute.scope_path, SubjectKind.OBLIGATION.value, row.code)])
    publish(ObligationDecided(scope_path=dispute.scope_path, object_id=row.code, state=row.state), actor=actor)
    if is_reopened:
        publish(
            DisputeReopened(scope_path=dispute.scope_path, object_id=dispute.code, obligation_code=row.code),
            actor=actor,
        )


def _take_code(*, scope_path: str, at: datetime.datetime) -> str:
    station = station_of(path=scope_path)
    year = localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [station.path if station else scope_path, year])
        (ordinal,) = cursor.fetchone()
    organ_code = station.code.rstrip("0") if station else ""
    return f"{organ_code}纠〔{year}〕{ordinal:04d}"


def _midnight(date: datetime.date) -> datetime.datetime:
    return make_aware(datetime.datetime.combine(date, datetime.time()))
