"""Taking a signal: it gets a number at once, is sorted by the written rules, and is never refused."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from django.db import IntegrityError, transaction

from fengqiao.domains.incidents.actions.locating import Location, locate
from fengqiao.domains.incidents.actions.numbering import next_number
from fengqiao.domains.incidents.actions.telling_tasks import tell_tasks
from fengqiao.domains.incidents.actions.trail import add_entry
from fengqiao.domains.incidents.contracts import (
    EmptySignalError,
    IncidentRecord,
    IncidentState,
    IncidentTaken,
    NewSignal,
)
from fengqiao.domains.incidents.data.rules import targets
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import require_visible
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.workflow.sorting import Sorting, sort_signal
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor

_TEXTS = ("text", "caller_name", "caller_phone", "place_text", "client_key", "camera_code", "warning_id", "unit_code")


def take_signal(*, actor: Actor, signal: NewSignal) -> IncidentRecord:
    """This function will make an incident of a signal, whatever is known of it.

    The same `client_key` twice is one incident. Raises EmptySignalError for a signal without text and place,
    NotAllowedError for somebody who takes no signals at all.
    """
    signal = _storable(signal)
    if not (signal.text.strip() or signal.place_text.strip() or signal.address_code or signal.position):
        raise EmptySignalError
    known = _known(actor, signal)
    if known is None:
        try:
            with transaction.atomic():
                known = _take(actor, signal)
        except IntegrityError:
            known = _known(actor, signal)
            if known is None:
                raise
    return incident_record(known)


def _storable(signal: NewSignal) -> NewSignal:
    """The zero character, which no database column holds, is no reason to refuse a call."""
    texts: dict[str, Any] = {field: getattr(signal, field).replace("\0", "") for field in _TEXTS}
    return dataclasses.replace(signal, **texts)


def _known(actor: Actor, signal: NewSignal) -> Incident | None:
    if not signal.client_key:
        return None
    incident = Incident.objects.filter(client_key=signal.client_key).first()
    if incident is not None and incident.taken_by_user_id != actor.user_id:
        require_visible(actor=actor, incident=incident)
    return incident


def _take(actor: Actor, signal: NewSignal) -> Incident:
    location = locate(actor=actor, signal=signal)
    sorting = sort_signal(text=signal.text, category=signal.category, subcategory=signal.subcategory)
    incident = _create(actor, signal, location, sorting)
    add_entry(
        actor=actor,
        incident=incident,
        code="taken",
        parameters={"origin": incident.origin, "route": incident.route, "reason": incident.route_reason},
    )
    if location.outside_path:
        add_entry(actor=actor, incident=incident, code="outside_own_area")
    record(
        actor=actor,
        action="take_signal",
        object_kind="incident",
        object_id=incident.number,
        scope_path=incident.scope_path,
        details={"origin": incident.origin, "route": incident.route, "reason": incident.route_reason},
    )
    tell_tasks(incident=incident)
    publish(
        IncidentTaken(
            scope_path=incident.scope_path,
            object_id=incident.number,
            number=incident.number,
            category=incident.category,
            route=incident.route,
        ),
        actor=actor,
    )
    return incident


def _create(actor: Actor, signal: NewSignal, location: Location, sorting: Sorting) -> Incident:
    moment = now()
    suggested = sorting.suggestion.subcategory
    return Incident.objects.create(
        number=next_number(path=location.path, date=today()),
        state=IncidentState.RECEIVED,
        state_since_at=moment,
        received_at=moment,
        origin=signal.origin,
        category=sorting.category,
        subcategory=sorting.subcategory,
        suggested_category=suggested.key if suggested else "",
        text=signal.text.strip(),
        caller_name=signal.caller_name[:60],
        caller_phone=signal.caller_phone[:40],
        address_code=location.address_code,
        place_text=location.place_text[:200],
        longitude=location.position.longitude if location.position else None,
        latitude=location.position.latitude if location.position else None,
        scope_path=location.path,
        priority=sorting.priority,
        is_danger=sorting.is_danger,
        danger_words=[
            {"code": one.code, "words": one.words, "start": one.start, "end": one.end} for one in sorting.danger
        ],
        route=sorting.route,
        route_reason=sorting.reason.as_plain(),
        repeats_at_address=_repeats(location.address_code, moment),
        arrival_target_minutes=location.arrival_target_minutes,
        camera_code=signal.camera_code[:60],
        warning_id=signal.warning_id[:60],
        client_key=signal.client_key,
        taken_by_user_id=actor.user_id,
        is_generated=signal.is_generated,
    )


def _repeats(address_code: str, moment: datetime.datetime) -> int:
    """Count the incidents at the address before this one, within the days of the rule; duplicates count once."""
    if not address_code:
        return 0
    since = moment - datetime.timedelta(days=targets().repeat_days)
    earlier = Incident.objects.filter(address_code=address_code, received_at__gte=since, received_at__lte=moment)
    return earlier.exclude(state=IncidentState.MERGED).count()
