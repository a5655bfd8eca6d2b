"""Which other incident may be the same event: what a short number means, and what is near in space and time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from fengqiao.domains.incidents.contracts import IncidentSummary, NumberAmbiguousError
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import require_visible, visible_incidents
from fengqiao.domains.incidents.queries.live import call_signs_of
from fengqiao.domains.incidents.queries.records import SUMMARY_FIELDS, position_of, summary_record
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES
from fengqiao.foundation.clock.clock import local_zone, now, today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.primitives.position import distance_metres

SHORT_DIGITS = 4
MOST_NAMED = 4
"""Of the incidents that bear a short number, how many are named to choose from."""
NEAR_METRES = 150
NEAR_TIME = datetime.timedelta(minutes=30)


def find_by_number(*, actor: Actor, number: str) -> Incident:
    """This function will find an incident by its whole number, or by the short one that the queue shows.

    A short one means an incident of today, or one still worked on, within the actor's area.
    Raises NotVisibleError when there is none, NumberAmbiguousError when there are several.
    """
    row = Incident.objects.select_related("merged_into").filter(number=number).first()
    if row is not None:
        require_visible(actor=actor, incident=row)
        return row
    found = list(_by_short_number(actor, number)[:MOST_NAMED]) if _is_short(number) else []
    if not found:
        raise NotVisibleError
    if len(found) > 1:
        raise NumberAmbiguousError(number=number, numbers=[one.number for one in found])
    return found[0]


def _is_short(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= SHORT_DIGITS


def _by_short_number(actor: Actor, number: str) -> QuerySet[Incident]:
    midnight = datetime.datetime.combine(today(), datetime.time.min, local_zone())
    in_sight = Q(received_at__gte=midnight) | Q(state__in=LIVE_STATES)
    rows = Incident.objects.select_related("merged_into").filter(visible_incidents(actor), in_sight)
    return rows.filter(number__endswith=f"-{number.zfill(SHORT_DIGITS)}").order_by("number")


def list_near(*, actor: Actor, incident_id: int) -> Sequence[IncidentSummary]:
    """This function will list the incidents still worked on that came in near this one, the nearest in time first."""
    incident = Incident.objects.get(pk=incident_id)
    require_visible(actor=actor, incident=incident)
    received = (incident.received_at - NEAR_TIME, incident.received_at + NEAR_TIME)
    rows = Incident.objects.filter(visible_incidents(actor), state__in=LIVE_STATES, received_at__range=received)
    near = [
        row for row in rows.exclude(pk=incident.pk).only(*SUMMARY_FIELDS, "address_code") if _is_near(row, incident)
    ]
    near.sort(key=lambda row: (abs(row.received_at - incident.received_at), row.pk))
    signs = call_signs_of(row.pk for row in near)
    moment = now()
    return [summary_record(row, signs[row.pk], moment=moment) for row in near]


def _is_near(row: Incident, incident: Incident) -> bool:
    if row.address_code and row.address_code == incident.address_code:
        return True
    here, there = position_of(incident), position_of(row)
    return here is not None and there is not None and distance_metres(here, there) <= NEAR_METRES
