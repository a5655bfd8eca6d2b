"""Repeats: what was called in before from the same place or by the same caller, shown at once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts import EarlierCall, IncidentState
from fengqiao.domains.incidents.data.rules import targets
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import visible_incidents
from fengqiao.domains.incidents.wording import category_text
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor

MOST_SHOWN = 5


def list_earlier(
    *,
    actor: Actor,
    address_code: str = "",
    caller_phone: str = "",
    before: datetime.datetime | None = None,
    besides: str = "",
) -> Sequence[EarlierCall]:
    """This function will list calls of the days of the rule from a place or by a caller, the latest first.

    Only within what the actor sees; duplicates count once. Without place and caller there are none.
    """
    same = Q(pk__in=[])
    if address_code:
        same |= Q(address_code=address_code)
    if caller_phone.strip():
        same |= Q(caller_phone=caller_phone.strip())
    until = before or now()
    since = until - datetime.timedelta(days=targets().repeat_days)
    rows = Incident.objects.filter(visible_incidents(actor), same, received_at__gte=since, received_at__lte=until)
    rows = rows.exclude(state=IncidentState.MERGED).exclude(number=besides).order_by("-received_at", "-pk")
    return [_earlier(row, address_code, caller_phone.strip()) for row in rows[:MOST_SHOWN]]


def _earlier(row: Incident, address_code: str, caller_phone: str) -> EarlierCall:
    return EarlierCall(
        number=row.number,
        received_at=row.received_at,
        category=category_text(category=row.category, subcategory=row.subcategory),
        text=row.text or row.place_text,
        feedback_text=row.feedback_text,
        is_same_place=bool(address_code) and row.address_code == address_code,
        is_same_caller=bool(caller_phone) and row.caller_phone == caller_phone,
    )
