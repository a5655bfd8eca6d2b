"""Taking a report: registered, numbered, routed, with a receipt. Never refused for what it says."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.cases.actions.numbering import RegisterNumber, take_number
from fengqiao.domains.cases.actions.routing import Routing, clock_of, route, storable_facts
from fengqiao.domains.cases.actions.steps import add_entry, storable
from fengqiao.domains.cases.contracts import NewReport, ReportRecord, ReportRegistered
from fengqiao.domains.cases.models import Report
from fengqiao.domains.cases.queries import report_record
from fengqiao.domains.cases.workflow import Act
from fengqiao.engines.duties.conditions import FactValue
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def register_report(*, actor: Actor, report: NewReport) -> ReportRecord:
    """This function will register a report and ask the negative list who handles it.

    Whatever the facts are, it is registered with a number and a receipt; what the list cannot decide goes to a person.
    """
    require(actor, "cases.register", report.scope_path)
    taken_at = now()
    facts = storable_facts(report.facts)
    routing = route(facts=facts, at=taken_at, scope_path=report.scope_path)
    number = take_number(scope_path=report.scope_path, taken_at=taken_at)
    row = _add(actor=actor, report=report, facts=facts, routing=routing, number=number, taken_at=taken_at)
    add_entry(actor=actor, row=row, act=Act.REGISTER, note=row.number)
    if row.urgent_measures:
        add_entry(actor=actor, row=row, act=Act.RECORD_URGENT_MEASURES, note=row.urgent_measures)
    _tell(actor=actor, row=row)
    return report_record(row)


def _add(
    *,
    actor: Actor,
    report: NewReport,
    facts: dict[str, FactValue],
    routing: Routing,
    number: RegisterNumber,
    taken_at: datetime.datetime,
) -> Report:
    return Report.objects.create(
        number=number.of_register,
        receipt_number=number.of_receipt,
        station_path=number.station_path,
        year=number.year,
        ordinal=number.ordinal,
        scope_path=report.scope_path,
        incident_number=report.incident_number,
        taken_at=taken_at,
        officer_user_id=actor.user_id,
        officer_name=actor.name,
        reporter_name=storable(report.reporter_name).strip(),
        reporter_phone=storable(report.reporter_phone).strip(),
        is_anonymous=report.is_anonymous,
        text=storable(report.text),
        address_text=storable(report.address_text),
        property_taken=storable(report.property_taken),
        urgent_measures=storable(report.urgent_measures).strip(),
        facts=facts,
        state=routing.state.value,
        outcome=routing.outcome.value,
        handler=routing.handler,
        list_code=routing.list_code,
        list_version=routing.list_version,
        row_number=routing.row_number,
        reason=routing.reason,
        matched_conditions=routing.matched_conditions,
        facts_used=routing.facts_used,
        words=routing.words,
        transfer_due_at=clock_of(routing=routing, starts_at=taken_at, scope_path=report.scope_path),
    )


def _tell(*, actor: Actor, row: Report) -> None:
    record(
        actor=actor,
        action="register_report",
        object_kind="report",
        object_id=row.number,
        scope_path=row.scope_path,
        details={
            "outcome": row.outcome,
            "handler": row.handler,
            "list": row.list_code,
            "version": row.list_version,
            "row": row.row_number,
        },
    )
    publish(
        ReportRegistered(
            scope_path=row.scope_path,
            object_id=str(row.pk),
            incident_number=row.incident_number,
            outcome=row.outcome,
            handler=row.handler,
        ),
        actor=actor,
    )
