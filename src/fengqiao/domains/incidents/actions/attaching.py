"""Reports and disputes that were registered elsewhere for an incident."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.trail import leave_trail, lock_incident
from fengqiao.domains.incidents.contracts import IncidentRecord
from fengqiao.domains.incidents.queries.access import VIEW, is_own
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

TAKE = "incidents.take"


@transaction.atomic
def attach_report(*, actor: Actor, incident_id: int, report_number: str) -> IncidentRecord:
    """This function will note the report that was registered for an incident."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    if not is_own(actor=actor, incident=incident):
        require(actor, TAKE, incident.scope_path, view=VIEW)
    incident.report_number = report_number
    leave_trail(actor=actor, incident=incident, code="report_attached", parameters={"number": report_number})
    return incident_record(incident)


@transaction.atomic
def attach_dispute(*, actor: Actor, incident_id: int, dispute_code: str) -> IncidentRecord:
    """This function will note the dispute that was registered out of an incident."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    if not is_own(actor=actor, incident=incident):
        require(actor, TAKE, incident.scope_path, view=VIEW)
    incident.dispute_code = dispute_code
    leave_trail(actor=actor, incident=incident, code="dispute_attached", parameters={"number": dispute_code})
    return incident_record(incident)
