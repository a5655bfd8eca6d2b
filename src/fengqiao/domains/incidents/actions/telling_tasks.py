"""What an incident changes for the duty lists is noted with it: a third quarrel asks for its visit at once."""

from __future__ import annotations

from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.duty_source import asks_for_work
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.tasks.public import note_changes


def tell_tasks(*, incident: Incident, is_changed: bool = False) -> None:
    """This function will note the address of an incident that duty lists look at; `is_changed`: or looked at before."""
    if incident.address_code and (is_changed or asks_for_work(incident.category, incident.subcategory)):
        note_changes(
            reason="incident", subjects=[(incident.scope_path, SubjectKind.ADDRESS.value, incident.address_code)]
        )
