"""What is going on: the live list, the units, an officer's own orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts import IncidentSummary, OrderRecord, UnitRecord, UnitStatus
from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.domains.incidents.queries.access import OWN_ORDERS, VIEW, visible_incidents, visible_units
from fengqiao.domains.incidents.queries.records import SUMMARY_FIELDS, order_record, summary_record, unit_records
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES, OPEN_ORDER_STATES
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere


def list_live(*, actor: Actor) -> Sequence[IncidentSummary]:
    """This function will list what the command room still has to look after: danger first, then priority, then age."""
    require_somewhere(actor, VIEW)
    rows = list(
        Incident.objects.filter(visible_incidents(actor), state__in=LIVE_STATES)
        .only(*SUMMARY_FIELDS)
        .order_by("-is_danger", "priority", "received_at", "id")
    )
    signs = call_signs_of(row.pk for row in rows)
    moment = now()
    return [summary_record(row, signs[row.pk], moment=moment) for row in rows]


def call_signs_of(incident_ids: Iterable[int]) -> defaultdict[int, list[str]]:
    """This function will return the call signs of the units that are busy with each incident."""
    signs: defaultdict[int, list[str]] = defaultdict(list)
    rows = Order.objects.filter(incident_id__in=list(incident_ids), state__in=OPEN_ORDER_STATES).order_by("id")
    for incident_id, call_sign in rows.values_list("incident_id", "unit__call_sign"):
        signs[incident_id].append(call_sign)
    return signs


def list_call_signs(*, codes: Iterable[str]) -> dict[str, str]:
    """This function will return the call signs of units by their codes; unknown codes are absent."""
    return dict(Unit.objects.filter(code__in=set(codes)).values_list("code", "call_sign"))


def list_units_now(*, actor: Actor) -> Sequence[UnitRecord]:
    """This function will list the units of the actor's area whose shift runs or who are still busy."""
    moment = now()
    rows = (
        Unit.objects.filter(visible_units(actor))
        .exclude(Q(status=UnitStatus.OFF_DUTY) & (Q(ends_at__lte=moment) | Q(starts_at__gt=moment)))
        .prefetch_related("members")
        .distinct()
        .order_by("path", "code")
    )
    return unit_records(list(rows))


def list_own_orders(*, actor: Actor) -> Sequence[OrderRecord]:
    """This function will list the open orders of the actor's own units, the newest first."""
    require_somewhere(actor, OWN_ORDERS)
    if actor.staff_id is None:
        return []
    rows = (
        Order.objects.filter(unit__members__staff_id=actor.staff_id, state__in=OPEN_ORDER_STATES)
        .select_related("incident", "unit")
        .prefetch_related("unit__members")
        .order_by("-dispatched_at", "-id")
    )
    return [order_record(row) for row in rows]
