"""Rows turned into the values that others may hold."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import pgettext

from fengqiao.domains.incidents.contracts import (
    IncidentRecord,
    IncidentState,
    IncidentSummary,
    OrderRecord,
    OrderState,
    Origin,
    Route,
    UnitKind,
    UnitRecord,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Incident, IncidentEntry, Order, Unit
from fengqiao.domains.incidents.wording import reason_text, stamp_text, timeline_text
from fengqiao.domains.incidents.workflow.deadlines import due_at
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES, STAMP_FIELDS
from fengqiao.domains.organisation.contracts import UnitKind as OrgUnitKind
from fengqiao.domains.organisation.public import list_units
from fengqiao.foundation.clock.clock import now
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason
from fengqiao.primitives.timeline import TimelineEntry

SUMMARY_FIELDS = (
    *("number", "state", "state_since_at", "origin", "category", "subcategory", "text", "place_text"),
    *("longitude", "latitude", "scope_path", "priority", "is_danger", "route", "received_at", "arrival_target_minutes"),
)
"""What `summary_record` reads: a third of the columns, and half of the time of a list."""


def read_reason(plain: Mapping[str, Any]) -> Reason:
    """This function will turn a stored reason back into a value."""
    parameters = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.get("parameters", {}).items()
    }
    return Reason(str(plain.get("code", "")), parameters)


def position_of(row: Incident | Unit) -> Position | None:
    """This function will return the position of a row, None when it is not known."""
    if row.longitude is None or row.latitude is None:
        return None
    return Position(row.longitude, row.latitude)


def order_record(row: Order) -> OrderRecord:
    """This function will turn an order into its value."""
    return OrderRecord(
        id=row.pk,
        incident_id=row.incident_id,
        incident_number=row.incident.number,
        unit_code=row.unit.code,
        call_sign=row.unit.call_sign,
        members=tuple(member.name for member in row.unit.members.all()),
        state=OrderState(row.state),
        dispatched_at=row.dispatched_at,
        signed_for_at=row.signed_for_at,
        en_route_at=row.en_route_at,
        on_scene_at=row.on_scene_at,
        done_at=row.done_at,
        dispatched_by=row.dispatched_by,
    )


def unit_records(rows: Sequence[Unit]) -> list[UnitRecord]:
    """This function will turn units into values, with the incident that each is busy with."""
    busy = dict(
        Order.objects.filter(unit__in=rows, state__in=OPEN_ORDER_STATES).values_list("unit_id", "incident__number")
    )
    stations = {unit.path: unit.code for unit in list_units(kind=OrgUnitKind.POLICE_STATION)} if rows else {}
    return [_unit_record(row, busy.get(row.pk, ""), stations) for row in rows]


def _unit_record(row: Unit, incident_number: str, stations: Mapping[str, str]) -> UnitRecord:
    members = list(row.members.all())
    return UnitRecord(
        code=row.code,
        call_sign=row.call_sign,
        kind=UnitKind(row.kind),
        status=UnitStatus(row.status),
        path=row.path,
        station_code=next((code for path, code in stations.items() if row.path.startswith(path)), ""),
        members=tuple(member.name for member in members),
        member_staff_ids=tuple(member.staff_id for member in members),
        position=position_of(row),
        position_at=row.position_at,
        incident_number=incident_number,
        is_community=row.is_community,
    )


def summary_record(
    row: Incident, call_signs: Sequence[str], *, moment: datetime.datetime | None = None
) -> IncidentSummary:
    """This function will turn an incident into a line of a list."""
    state = IncidentState(row.state)
    due = due_at(
        state=state,
        route=Route(row.route),
        received_at=row.received_at,
        state_since_at=row.state_since_at,
        arrival_minutes=row.arrival_target_minutes,
    )
    return IncidentSummary(
        id=row.pk,
        number=row.number,
        state=state,
        origin=Origin(row.origin),
        category=row.category,
        subcategory=row.subcategory,
        text=row.text,
        place_text=row.place_text,
        position=position_of(row),
        scope_path=row.scope_path,
        priority=row.priority,
        is_danger=row.is_danger,
        received_at=row.received_at,
        state_since_at=row.state_since_at,
        call_signs=tuple(call_signs),
        is_overdue=due is not None and (moment or now()) > due,
    )


def incident_record(row: Incident) -> IncidentRecord:
    """This function will turn an incident into its whole value: orders, timeline, what was merged into it."""
    orders = [
        order_record(order)
        for order in row.orders.select_related("unit", "incident").prefetch_related("unit__members").order_by("id")
    ]
    reason = read_reason(row.route_reason)
    return IncidentRecord(
        summary=summary_record(row, [order.call_sign for order in orders if order.state in OPEN_ORDER_STATES]),
        caller_name=row.caller_name,
        caller_phone=row.caller_phone,
        address_code=row.address_code,
        route=Route(row.route),
        route_reason=reason,
        route_reason_text=reason_text(reason),
        danger_words=tuple(dict.fromkeys(one["words"] for one in row.danger_words)),
        suggested_category=row.suggested_category,
        stamps={field: getattr(row, field) for field in STAMP_FIELDS},
        orders=tuple(orders),
        timeline=_timeline(row),
        feedback_text=row.feedback_text,
        feedback_result=row.feedback_result,
        merged_into=row.merged_into.number if row.merged_into else "",
        merged_numbers=tuple(row.merged_ones.order_by("id").values_list("number", flat=True)),
        repeats_at_address=row.repeats_at_address,
        report_number=row.report_number,
        dispute_code=row.dispute_code,
        camera_code=row.camera_code,
        warning_id=row.warning_id,
        was_satisfied=row.was_satisfied,
        transfer_state=row.transfer_state,
        arrival_target_minutes=row.arrival_target_minutes,
        is_without_unit=row.is_without_unit,
        receipt_given=row.receipt_given,
    )


def _timeline(row: Incident) -> tuple[TimelineEntry, ...]:
    """The entries; an imported call has none, its stamps speak for it."""
    entries = list(IncidentEntry.objects.filter(incident=row).order_by("id"))
    if entries:
        return tuple(
            TimelineEntry(
                entry.at,
                entry.actor_name,
                timeline_text(code=entry.code, parameters=entry.parameters),
                entry.note,
            )
            for entry in entries
        )
    stamps = [(getattr(row, field), field) for field in STAMP_FIELDS]
    known = sorted((at, field) for at, field in stamps if at is not None)
    return tuple(TimelineEntry(at, pgettext("incident", "Imported"), stamp_text(stamp=field)) for at, field in known)
