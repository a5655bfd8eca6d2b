"""Reads of reports, within what the actor may see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from fengqiao.domains.cases.contracts import (
    STATION_HANDLER,
    MatchedCondition,
    ReportCounts,
    ReportRecord,
    ReportState,
)
from fengqiao.domains.cases.models import Report
from fengqiao.domains.cases.wording import (
    act_text,
    fact_words,
    handler_text,
    reason_text,
    reporter_text,
    row_words,
)
from fengqiao.domains.cases.workflow import AWAITING_REVIEW, WITH_THE_STATION, Act, knows_the_end, possible_acts
from fengqiao.domains.duties.contracts import DutiesError, FactRecord, NegativeListInForce
from fengqiao.domains.duties.public import negative_list_in_force
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require_somewhere, scoped
from fengqiao.primitives.masking import mask_phone
from fengqiao.primitives.reason import Reason
from fengqiao.primitives.timeline import TimelineEntry

OPENING_TURNS: Final = frozenset({Act.HAND_OVER, Act.TRANSFER, Act.RETURN})
TURNS: Final = OPENING_TURNS | {Act.KEEP, Act.ACCEPT, Act.SOLVE, Act.CLOSE}
"""The lines of the timeline that decide whether somebody outside or inside still owes an answer."""
UNSETTLED: Final = WITH_THE_STATION | {ReportState.TRANSFERRED}


def report_record(row: Report, *, with_timeline: bool = False) -> ReportRecord:
    """This function will turn a row into the value that others may hold; the telephone number is masked."""
    reason = Reason(row.reason["code"], row.reason["parameters"])
    return ReportRecord(
        id=row.pk,
        number=row.number,
        receipt_number=row.receipt_number,
        incident_number=row.incident_number,
        reporter_name=reporter_text(row.reporter_name, is_anonymous=row.is_anonymous),
        text=row.text,
        facts=dict(row.facts),
        address_text=row.address_text,
        property_taken=row.property_taken,
        state=ReportState(row.state),
        taken_at=row.taken_at,
        officer_name=row.officer_name,
        list_code=row.list_code,
        list_version=row.list_version,
        row_number=row.row_number,
        reason=reason,
        reason_text=reason_text(reason, row.words),
        handler=row.handler,
        handler_text=handler_text(row.handler, row.words),
        transfer_due_at=row.transfer_due_at,
        transferred_at=row.transferred_at,
        answered_at=row.answered_at,
        return_reason=row.return_reason,
        reporter_informed_at=row.reporter_informed_at,
        solved_at=row.solved_at,
        property_returned_at=row.property_returned_at,
        closed_at=row.closed_at,
        scope_path=row.scope_path,
        timeline=_timeline(row) if with_timeline else (),
        urgent_measures=row.urgent_measures,
        reporter_phone_masked=mask_phone(row.reporter_phone),
        is_anonymous=row.is_anonymous,
        is_kept=row.outcome == "keep",
        matched_conditions=tuple(MatchedCondition(**one) for one in row.matched_conditions),
        facts_used=dict(row.facts_used),
        decided_by=row.decided_by,
        property_receipt=row.property_receipt,
        solved_note=row.solved_note,
        informed_text=row.informed_text,
        row_words=row_words(row.words),
        fact_words=fact_words(row.facts, row.words),
    )


def _timeline(row: Report) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(
            entry.at,
            entry.actor_name,
            act_text(entry.what),
            entry.note,
        )
        for entry in row.entries.order_by("at", "id")
    )


def get_report(*, actor: Actor, number: str) -> ReportRecord:
    """This function will return a report with its timeline. Raises NotVisibleError.

    Who took a report sees it, also without the right to see others.
    """
    row = Report.objects.filter(number=number).first()
    if row is None:
        raise NotVisibleError
    is_own = actor.user_id is not None and row.officer_user_id == actor.user_id
    if not is_own and not holds(actor, "cases.view", row.scope_path):
        raise NotVisibleError
    return report_record(row, with_timeline=True)


def list_reports(
    *, actor: Actor, states: Iterable[ReportState] | None = None, limit: int = 200, text: str = ""
) -> Sequence[ReportRecord]:
    """This function will list the reports that the actor may see, newest first.

    `text` looks into numbers, the story and the address. Raises NotAllowedError without any right to see reports.
    """
    rows = _visible(actor)
    if states is not None:
        rows = rows.filter(state__in=list(states))
    if text:
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(receipt_number__icontains=text)
            | Q(incident_number__icontains=text)
            | Q(text__icontains=text)
            | Q(address_text__icontains=text)
        )
    return [report_record(row) for row in rows.order_by("-taken_at", "-id")[:limit]]


def reports_due(*, actor: Actor) -> Sequence[ReportRecord]:
    """This function will list the reports whose 24-hour clock runs, the nearest end first; each has its end."""
    if not paths_for(actor, "cases.view"):
        return []
    rows = _visible(actor).filter(state__in=list(WITH_THE_STATION), transfer_due_at__isnull=False)
    return [report_record(row) for row in rows.order_by("transfer_due_at", "id")]


def list_reports_open_at(*, actor: Actor, moment: datetime.datetime) -> Sequence[ReportRecord]:
    """This function will list the reports that a person still had to see to at a moment, by their timeline."""
    rows = _visible(actor).filter(taken_at__lt=moment).prefetch_related("entries").order_by("taken_at", "id")
    may_be = rows.filter(Q(closed_at=None) | Q(closed_at__gte=moment))
    return [report_record(row) for row in may_be if _was_open(row, moment)]


def _was_open(row: Report, moment: datetime.datetime) -> bool:
    """The last turn before the moment says it; without one, what the first turn after it started from."""
    turns = [entry for entry in sorted(row.entries.all(), key=lambda one: one.pk) if entry.what in TURNS]
    before = [entry.what for entry in turns if entry.at < moment]
    if before:
        return before[-1] in OPENING_TURNS
    return turns[0].what != Act.SOLVE if turns else row.state in UNSETTLED


def count_reports(*, from_at: datetime.datetime, to_at: datetime.datetime, under: str) -> ReportCounts:
    """This function will count what was taken, transferred and accepted in a half-open span, and what is open now.

    `kept` are those taken in the span that stay here; review and overdue are counted as they stand at this moment.
    """
    rows = Report.objects.filter(scope_path__startswith=under)
    taken = rows.filter(taken_at__gte=from_at, taken_at__lt=to_at)
    transferred = rows.filter(transferred_at__gte=from_at, transferred_at__lt=to_at)
    accepted = rows.filter(
        state__in=[ReportState.ACCEPTED, ReportState.CLOSED],
        outcome="hand_over",
        answered_at__gte=from_at,
        answered_at__lt=to_at,
    )
    return ReportCounts(
        taken=taken.count(),
        kept=taken.filter(outcome="keep").count(),
        transferred=transferred.count(),
        accepted=accepted.count(),
        awaiting_review=rows.filter(state__in=list(AWAITING_REVIEW)).count(),
        transfers_overdue=rows.filter(state__in=list(WITH_THE_STATION), transfer_due_at__lt=now()).count(),
    )


def _visible(actor: Actor) -> QuerySet[Report]:
    return scoped(Report.objects.all(), require_somewhere(actor, "cases.view"))


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with what this actor may do next. `handlers`: code and name of every body that the list knows."""

    report: ReportRecord
    station_name: str
    acts: frozenset[Act]
    handlers: tuple[tuple[str, str], ...]
    is_clock_running: bool


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """What the form for a new report offers: places (path, name) and the facts that the list asks about."""

    places: tuple[tuple[str, str], ...]
    facts: tuple[FactRecord, ...]


PERMISSION_OF: Final = {
    Act.KEEP: "cases.review",
    Act.HAND_OVER: "cases.review",
    Act.ACCEPT: "cases.answer_transfer",
    Act.RETURN: "cases.answer_transfer",
}


def report_page(*, actor: Actor, number: str) -> ReportPage:
    """This function will return a report with the acts that its state and the actor's roles allow."""
    report = get_report(actor=actor, number=number)
    station = station_of(path=report.scope_path)
    listed = _negative_list(report.scope_path)
    language = get_language() or ""
    named = {code: name.in_language(language) for code, name in listed.handlers.items()} if listed else {}
    return ReportPage(
        report=report,
        station_name=station.name if station else "",
        acts=_acts(actor, report),
        handlers=tuple({STATION_HANDLER: handler_text(STATION_HANDLER, {}), **named}.items()),
        is_clock_running=report.state in WITH_THE_STATION,
    )


def register_form(*, actor: Actor) -> RegisterForm:
    """This function will return what the form for a new report offers to this actor. Raises NotAllowedError."""
    paths = require_somewhere(actor, "cases.register")
    units = [
        unit
        for unit in list_units()
        if unit.kind in {UnitKind.POLICE_STATION, UnitKind.BEAT} and unit.path.startswith(paths)
    ]
    listed = _negative_list(units[0].path) if units else None
    return RegisterForm(
        places=tuple((unit.path, unit.name) for unit in units), facts=tuple(listed.facts) if listed else ()
    )


def _acts(actor: Actor, report: ReportRecord) -> frozenset[Act]:
    acts = {
        act
        for act in possible_acts(state=report.state)
        if holds(actor, PERMISSION_OF.get(act, "cases.handle"), report.scope_path)
    }
    if report.property_returned_at is not None or not report.property_taken:
        acts.discard(Act.RETURN_PROPERTY)
    if not report.urgent_measures:
        acts.discard(Act.TRANSFER)
    if not knows_the_end(
        informed_at=report.reporter_informed_at,
        transferred_at=report.transferred_at,
        solved_at=report.solved_at,
    ):
        acts.discard(Act.CLOSE)
    return frozenset(acts)


def _negative_list(path: str) -> NegativeListInForce | None:
    try:
        return negative_list_in_force(on=today(), path=path)
    except DutiesError:
        return None
