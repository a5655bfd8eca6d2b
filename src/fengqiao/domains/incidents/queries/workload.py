"""What incidents tell the organisation: where orders took officers and for how long, and the calls of places.

From the stamps of the orders alone: never from where somebody was tracked.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Count

from fengqiao.domains.incidents.contracts import IncidentState
from fengqiao.domains.incidents.models import Incident, UnitMember
from fengqiao.domains.organisation.contracts import LoadAnswer, LoadMeasure, LoadQuery, WorkQuery, WorkSpan
from fengqiao.foundation.clock.clock import local_zone


def order_work(query: WorkQuery) -> Sequence[WorkSpan]:
    """This function will list the orders that officers carried out, from being sent to being done."""
    rows = UnitMember.objects.filter(
        staff_id__in=query.staff_ids,
        unit__orders__dispatched_at__gte=query.from_at,
        unit__orders__dispatched_at__lt=query.to_at,
        unit__orders__done_at__isnull=False,
    ).order_by("unit__orders__dispatched_at", "pk")
    fields = ("staff_id", "unit__orders__dispatched_at", "unit__orders__done_at", "unit__orders__incident__scope_path")
    return [
        WorkSpan(staff_id, sent, path, max(1, round((done - sent).total_seconds() / 60)), is_order=True)
        for staff_id, sent, done, path in rows.values_list(*fields)
    ]


def calls_of_places(query: LoadQuery) -> Sequence[LoadAnswer]:
    """This function will count the incidents of places; merged duplicates are one incident, not two."""
    zone = local_zone()
    rows = Incident.objects.filter(
        scope_path__startswith=query.under,
        received_at__gte=datetime.datetime.combine(query.from_date, datetime.time(), zone),
        received_at__lt=datetime.datetime.combine(query.to_date, datetime.time(), zone),
    ).exclude(state=IncidentState.MERGED)
    counted = rows.order_by("scope_path").values_list("scope_path").annotate(total=Count("pk"))
    return [LoadAnswer(path, LoadMeasure.CALLS, float(total)) for path, total in counted]
