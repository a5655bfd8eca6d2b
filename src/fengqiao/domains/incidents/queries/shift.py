"""What a shift leaves to the next: judged by the timeline as of its end, so that a past sheet never changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from fengqiao.domains.incidents.contracts import IncidentSummary, ShiftIncidents
from fengqiao.domains.incidents.models import Incident, IncidentEntry
from fengqiao.domains.incidents.queries.records import summary_record
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES

MERGED: Final = "merged_into"
ENDINGS: Final = frozenset({"approved", "transferred_to_12345", "answered", "closed", MERGED})
"""The lines of the timeline after which the command room has nothing left to look after."""
BACK_AGAIN: Final = frozenset({"transfer_returned", "unmerged"})


def shift_incidents(*, from_at: datetime.datetime, to_at: datetime.datetime, under: str = "") -> ShiftIncidents:
    """This function will sum up the incidents received in a half-open span below a path, as they stood at its end.

    What was a duplicate by then is none of them.
    """
    rows = list(
        Incident.objects.filter(received_at__gte=from_at, received_at__lt=to_at, scope_path__startswith=under).order_by(
            "received_at", "id"
        )
    )
    last = _last_turns(rows, to_at)
    counted = [row for row in rows if last.get(row.pk) != MERGED]
    there = [row for row in counted if row.on_scene_at is not None and row.on_scene_at < to_at]
    return ShiftIncidents(
        received=len(counted),
        arrivals=len(there),
        arrivals_in_time=sum(_is_in_time(row) for row in there),
        open=tuple(_as_received(row) for row in counted if _is_open(row, last, to_at)),
    )


def _last_turns(rows: Iterable[Incident], to_at: datetime.datetime) -> dict[int, str]:
    """Return incident → the last line before the moment that ended it or brought it back; "" when none did."""
    entries = IncidentEntry.objects.filter(incident__in=[row.pk for row in rows], at__lt=to_at).order_by("id")
    turns: dict[int, str] = {}
    for incident_id, code in entries.values_list("incident_id", "code"):
        turns.setdefault(incident_id, "")
        if code in ENDINGS | BACK_AGAIN:
            turns[incident_id] = code
    return turns


def _is_open(row: Incident, last: dict[int, str], to_at: datetime.datetime) -> bool:
    """An imported call has no timeline: its stamps speak for it."""
    if row.pk in last:
        return last[row.pk] not in ENDINGS
    return row.closed_at >= to_at if row.closed_at else row.state in LIVE_STATES


def _is_in_time(row: Incident) -> bool:
    return row.on_scene_at is not None and (
        row.on_scene_at <= row.received_at + datetime.timedelta(minutes=row.arrival_target_minutes)
    )


def _as_received(row: Incident) -> IncidentSummary:
    return summary_record(row, ())
