"""One incident, and the list page with its filters."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentRecord, IncidentSummary
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import VIEW, require_visible, visible_incidents
from fengqiao.domains.incidents.queries.live import call_signs_of
from fengqiao.domains.incidents.queries.records import SUMMARY_FIELDS, incident_record, summary_record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require_somewhere

MAX_PAGE = 500
MOST_COUNTED = 1_000


def get_incident(*, actor: Actor, number: str) -> IncidentRecord:
    """This function will return an incident of the own area or of the own orders. Raises NotVisibleError."""
    row = Incident.objects.select_related("merged_into").filter(number=number).first()
    if row is None:
        raise NotVisibleError
    require_visible(actor=actor, incident=row)
    return incident_record(row)


def list_incidents(
    *, actor: Actor, query: IncidentFilter, limit: int = 100, after: str | None = None, with_units: bool = True
) -> Sequence[IncidentSummary]:
    """This function will list incidents, the newest first; `after` is the number of the last one already shown.

    An `after` that the actor may not see begins from the start, like one that does not exist. Without `with_units`
    the call signs stay empty.
    """
    require_somewhere(actor, VIEW)
    rows = _filtered(Incident.objects.filter(visible_incidents(actor)), query)
    last = Incident.objects.filter(visible_incidents(actor), number=after).first() if after else None
    if last is not None:
        rows = rows.filter(received_at__lte=last.received_at).filter(
            Q(received_at__lt=last.received_at) | Q(pk__lt=last.pk)
        )
    page = list(rows.only(*SUMMARY_FIELDS).order_by("-received_at", "-id")[: max(1, min(limit, MAX_PAGE))])
    signs = call_signs_of(row.pk for row in page) if with_units else {}
    moment = now()
    return [summary_record(row, signs.get(row.pk, ()), moment=moment) for row in page]


def count_matching(*, actor: Actor, query: IncidentFilter, most: int = MOST_COUNTED) -> int:
    """This function will count the rows of the list, up to `most`: beyond it the exact number helps nobody."""
    require_somewhere(actor, VIEW)
    return _filtered(Incident.objects.filter(visible_incidents(actor)), query)[:most].count()


def _filtered(rows: QuerySet[Incident], query: IncidentFilter) -> QuerySet[Incident]:
    exact = {
        "category": query.category,
        "subcategory": query.subcategory,
        "origin": query.origin,
        "scope_path__startswith": query.under,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    if query.states:
        rows = rows.filter(state__in=query.states)
    if query.from_at is not None:
        rows = rows.filter(received_at__gte=query.from_at)
    if query.to_at is not None:
        rows = rows.filter(received_at__lt=query.to_at)
    text = query.text.strip()
    if text:
        rows = rows.filter(
            Q(text__icontains=text) | Q(place_text__icontains=text) | Q(number__icontains=text) | Q(caller_phone=text)
        )
    return rows
