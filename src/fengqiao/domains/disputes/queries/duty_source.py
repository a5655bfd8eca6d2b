"""What disputes offer to the duty lists: promises, and what happened to disputes, each with the households known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from fengqiao.domains.disputes.contracts import ObligationState, SubjectKind
from fengqiao.domains.disputes.models import Dispute, Obligation
from fengqiao.domains.disputes.queries.reading import addresses_of
from fengqiao.domains.places.contracts import AddressRecord
from fengqiao.domains.places.contracts import SubjectKind as PlaceSubjectKind
from fengqiao.domains.tasks.contracts import DutyEvent, DutySourceAnswer, DutySourceQuery, Subject
from fengqiao.engines.duties.conditions import FactValue
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.postgres.many_codes import any_of


def duty_source(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will answer the morning: promises that are pending or were broken, and what happened.

    Events: obligation_due, obligation_broken; dispute_registered and dispute_settled at the dispute's address and to
    the households of its sides, where they are known.
    """
    obligations = list(_obligations(query))
    disputes = list(_disputes(query))
    addresses = addresses_of([one.dispute for one in obligations])
    return DutySourceAnswer(
        subjects=[_subject(one, addresses) for one in obligations],
        events=[
            *(event for one in obligations for event in _events_of_promise(one, query.today)),
            *(event for one in disputes for event in _events_of_dispute(one, query.since)),
        ],
    )


def households_of_incidents(*, numbers: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """This function will return by incident the households of the dispute that came out of it, where they are known."""
    rows = Dispute.objects.exclude(incident_number="").filter(
        incident_number__in=any_of(set(numbers)), household_codes__len__gt=0
    )
    return {number: tuple(codes) for number, codes in rows.values_list("incident_number", "household_codes")}


def incidents_between(*, households: Iterable[str]) -> frozenset[str]:
    """This function will return the incidents whose dispute names one of these households."""
    rows = Dispute.objects.filter(household_codes__overlap=list(households)).exclude(incident_number="")
    return frozenset(rows.values_list("incident_number", flat=True))


def _obligations(query: DutySourceQuery) -> QuerySet[Obligation]:
    is_pending = Q(state=ObligationState.PENDING.value)
    was_broken = Q(state=ObligationState.BROKEN.value, decided_at__gte=query.since)
    rows = Obligation.objects.select_related("dispute").filter(dispute__scope_path__startswith=query.under)
    rows = rows.filter(is_pending | was_broken)
    codes = query.ids_of(SubjectKind.OBLIGATION)
    return (rows if codes is None else rows.filter(code__in=codes)).order_by("code")


def _disputes(query: DutySourceQuery) -> QuerySet[Dispute]:
    happened = Q(settled_at__gte=query.since) | Q(registered_at__gte=query.since)
    rows = Dispute.objects.filter(happened, scope_path__startswith=query.under)
    addresses, households = query.ids_of(PlaceSubjectKind.ADDRESS), query.ids_of(PlaceSubjectKind.HOUSEHOLD)
    if addresses is not None and households is not None:
        rows = rows.filter(Q(address_code__in=addresses) | Q(household_codes__overlap=households))
    return rows.order_by("code")


def _subject(row: Obligation, addresses: dict[str, AddressRecord]) -> Subject:
    address = addresses.get(row.dispute.address_code)
    return Subject(
        kind=SubjectKind.OBLIGATION,
        id=row.code,
        label=row.dispute.summary,
        position=address.position if address else None,
        beat_path=row.dispute.scope_path,
        facts={"text": row.text, "due_date": row.due_date, "state": row.state, **_officer(row)},
    )


def _officer(row: Obligation) -> dict[str, FactValue]:
    return {"officer_number": row.staff_number} if row.staff_number else {}


def _events_of_promise(row: Obligation, today: datetime.date) -> Iterator[DutyEvent]:
    """A promise still pending after its day keeps its event, however far back the question reaches."""
    subjects = (SubjectKey(SubjectKind.OBLIGATION, row.code),)
    if row.state == ObligationState.BROKEN.value and row.decided_at is not None:
        yield DutyEvent("obligation_broken", row.code, subjects, row.decided_at, _officer(row))
    elif row.due_date <= today:
        midnight = make_aware(datetime.datetime.combine(row.due_date, datetime.time()))
        yield DutyEvent("obligation_due", row.code, subjects, midnight, _officer(row))


def _events_of_dispute(row: Dispute, since: datetime.datetime) -> Iterator[DutyEvent]:
    address = [SubjectKey(PlaceSubjectKind.ADDRESS, row.address_code)] if row.address_code else []
    subjects = (*address, *(SubjectKey(PlaceSubjectKind.HOUSEHOLD, code) for code in row.household_codes))
    facts: dict[str, FactValue] = {"kind": row.kind}
    if not subjects:
        return
    if row.registered_at >= since:
        yield DutyEvent("dispute_registered", row.code, subjects, row.registered_at, facts)
    if row.settled_at is not None and row.settled_at >= since:
        yield DutyEvent("dispute_settled", row.code, subjects, row.settled_at, facts)
