"""The points of the command room's map as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from fengqiao.domains.incidents.contracts import IncidentState, IncidentSummary, UnitRecord, UnitStatus
from fengqiao.domains.incidents.wording import category_text, state_text, unit_status_text
from fengqiao.primitives.position import Position

UNREACHED = frozenset({IncidentState.RECEIVED, IncidentState.DISPATCHED, IncidentState.SIGNED_FOR})


def map_points(incidents: Sequence[IncidentSummary], units: Sequence[UnitRecord]) -> dict[str, Any]:
    """This function will turn incidents and units with a known position into a FeatureCollection."""
    return {"type": "FeatureCollection", "features": [*_incidents(incidents), *_units(units)]}


def _incidents(incidents: Sequence[IncidentSummary]) -> Iterator[dict[str, Any]]:
    for one in incidents:
        if one.position is None:
            continue
        yield _point(
            one.position,
            kind="incident",
            id=one.number,
            state=state_text(state=one.state),
            label=category_text(category=one.category, subcategory=one.subcategory),
            tone=_tone(one),
            at=one.received_at.isoformat(),
            url=reverse("incidents:pane", args=[one.number]),
        )


def _tone(one: IncidentSummary) -> str:
    if one.is_danger and one.state in UNREACHED:
        return "danger"
    return "warning" if one.state is IncidentState.RECEIVED or one.is_overdue else "action"


def _units(units: Sequence[UnitRecord]) -> Iterator[dict[str, Any]]:
    for unit in units:
        if unit.position is None or unit.status is UnitStatus.OFF_DUTY:
            continue
        properties: dict[str, Any] = {
            "kind": "unit",
            "id": unit.code,
            "state": unit_status_text(status=unit.status),
            "label": unit.call_sign,
            "form": unit.kind.value,
            "tone": "neutral" if unit.status in {UnitStatus.IDLE, UnitStatus.PAUSED} else "action",
            "at": unit.position_at.isoformat() if unit.position_at else None,
        }
        if unit.incident_number:
            properties["url"] = reverse("incidents:pane", args=[unit.incident_number])
        yield _point(unit.position, **properties)


def _point(position: Position, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [position.longitude, position.latitude]},
        "properties": properties,
    }
