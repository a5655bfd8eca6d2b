"""Reads of disputes and promises, within what the actor may see; and what the duty lists ask for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from fengqiao.domains.disputes.contracts import (
    AgreementRecord,
    DisputeRecord,
    DisputeState,
    ObligationRecord,
    ObligationState,
)
from fengqiao.domains.disputes.models import Dispute, Obligation
from fengqiao.domains.disputes.queries.access import HANDLE, promises_in_hand, sees
from fengqiao.domains.disputes.workflow import DOMESTIC_VIOLENCE, OPEN, may_settle
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.places.contracts import AddressRecord, HouseholdLine
from fengqiao.domains.places.public import list_addresses_by_code, list_household_lines
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere, scoped

PAGE_LIMIT = 500
DUE_WITHIN_DAYS = 7
"""How far ahead the overview looks: a week is enough to plan a visit."""


def dispute_record(row: Dispute, addresses: dict[str, AddressRecord] | None = None) -> DisputeRecord:
    """This function will turn a row into the value that others may hold, with its promises by due day."""
    if addresses is None:
        addresses = addresses_of([row])
    address = addresses.get(row.address_code)
    obligations = sorted(row.obligations.all(), key=lambda one: (one.due_date, one.code))
    return DisputeRecord(
        code=row.code,
        summary=row.summary,
        kind=row.kind,
        state=DisputeState(row.state),
        address_text=address.text if address else "",
        registered_at=row.registered_at,
        settled_at=row.settled_at,
        incident_number=row.incident_number,
        scope_path=row.scope_path,
        obligations=tuple(obligation_record(one, row) for one in obligations),
        agreements=tuple(
            AgreementRecord(one.text, one.reached_at, one.recorded_by)
            for one in sorted(row.agreements.all(), key=lambda one: one.reached_at)
        ),
        household_codes=tuple(row.household_codes),
    )


def obligation_record(row: Obligation, dispute: Dispute) -> ObligationRecord:
    """This function will turn a promise into the value that others may hold."""
    state = ObligationState(row.state)
    return ObligationRecord(
        code=row.code,
        dispute_code=dispute.code,
        dispute_summary=dispute.summary,
        promisor_name=row.promisor_name,
        text=row.text,
        due_date=row.due_date,
        state=state,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=row.note,
        staff_number=row.staff_number,
        is_overdue=state is ObligationState.PENDING and row.due_date < today(),
    )


def list_disputes(
    *, actor: Actor, states: Iterable[DisputeState] | None = None, text: str = "", limit: int = PAGE_LIMIT
) -> Sequence[DisputeRecord]:
    """This function will list the disputes that the actor may see, newest first. Raises NotAllowedError."""
    rows = scoped(
        Dispute.objects.prefetch_related("obligations", "agreements"), require_somewhere(actor, "disputes.view")
    )
    if states is not None:
        rows = rows.filter(state__in=list(states))
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(summary__icontains=text))
    found = list(rows.order_by("-registered_at", "-id")[:limit])
    addresses = addresses_of(found)
    return [dispute_record(row, addresses) for row in found]


def get_dispute(*, actor: Actor, code: str) -> DisputeRecord:
    """This function will return a dispute with its promises. Raises NotVisibleError."""
    row = Dispute.objects.prefetch_related("obligations", "agreements").filter(code=code).first()
    return dispute_record(_visible(actor, row))


def _visible(actor: Actor, row: Dispute | None) -> Dispute:
    if row is None or not sees(actor=actor, dispute=row):
        raise NotVisibleError
    return row


def list_due_obligations(*, actor: Actor, by_date: datetime.date) -> Sequence[ObligationRecord]:
    """This function will list the pending promises due by a day, overdue ones first. Raises NotAllowedError."""
    rows = scoped(
        Obligation.objects.select_related("dispute").filter(state=ObligationState.PENDING.value, due_date__lte=by_date),
        require_somewhere(actor, "disputes.view"),
        field="dispute__scope_path",
    )
    return [obligation_record(row, row.dispute) for row in rows.order_by("due_date", "code")]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with the officer who follows it up. `may_decide`: the reader may say how it went."""

    obligation: ObligationRecord
    officer_name: str
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class DisputePage:
    dispute: DisputeRecord
    promises: tuple[PromiseLine, ...]
    may_settle: bool
    needs_assessment: bool
    """Open, and domestic violence: an agreement alone does not settle it."""
    households: tuple[HouseholdLine, ...] = ()
    may_handle: bool = False


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """The promises due within a week (overdue ones first), and the disputes asked for."""

    due: tuple[PromiseLine, ...]
    disputes: Sequence[DisputeRecord]


def dispute_page(*, actor: Actor, code: str = "", obligation_code: str = "") -> DisputePage:
    """This function will return a dispute, by its code or by that of a promise. Raises NotVisibleError."""
    asked = Q(obligations__code=obligation_code) if obligation_code else Q(code=code)
    row = _visible(actor, Dispute.objects.prefetch_related("obligations", "agreements").filter(asked).first())
    dispute = dispute_record(row)
    may_handle = holds(actor, HANDLE, dispute.scope_path)
    in_hand = promises_in_hand(actor=actor, dispute=row)
    return DisputePage(
        dispute=dispute,
        promises=tuple(
            replace(line, may_decide=may_handle or line.obligation.code in in_hand)
            for line in _lines(dispute.obligations)
        ),
        may_settle=may_handle and may_settle(state=dispute.state, kind=dispute.kind),
        needs_assessment=dispute.state in OPEN and dispute.kind == DOMESTIC_VIOLENCE,
        households=tuple(list_household_lines(codes=dispute.household_codes)),
        may_handle=may_handle,
    )


def disputes_page(*, actor: Actor, states: Iterable[DisputeState] | None, text: str) -> DisputesPage:
    """This function will return what the overview shows. Raises NotAllowedError."""
    by_date = today() + datetime.timedelta(days=DUE_WITHIN_DAYS)
    return DisputesPage(
        due=_lines(list_due_obligations(actor=actor, by_date=by_date)),
        disputes=list_disputes(actor=actor, states=states, text=text),
    )


def _lines(obligations: Iterable[ObligationRecord]) -> tuple[PromiseLine, ...]:
    found = list(obligations)
    staff = list_staff_by_number(numbers={one.staff_number for one in found if one.staff_number})
    return tuple(PromiseLine(one, staff[one.staff_number].name if one.staff_number in staff else "") for one in found)


def count_obligations_kept(*, from_at: datetime.datetime, to_at: datetime.datetime, under: str) -> int:
    """This function will count the promises that were found kept in a half-open span."""
    return Obligation.objects.filter(
        state=ObligationState.KEPT.value,
        dispute__scope_path__startswith=under,
        decided_at__gte=from_at,
        decided_at__lt=to_at,
    ).count()


def addresses_of(rows: Sequence[Dispute]) -> dict[str, AddressRecord]:
    codes = sorted({row.address_code for row in rows if row.address_code})
    return list_addresses_by_code(codes=codes) if codes else {}
