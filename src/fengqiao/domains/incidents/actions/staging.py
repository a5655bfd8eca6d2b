"""The staging table of a bulk load: what a call must be, and how it is written."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from fengqiao.domains.incidents.contracts import Category, FeedbackResult, ImportedCall, IncidentState, Route
from fengqiao.domains.incidents.workflow.sorting import find_subcategory
from fengqiao.primitives.reason import Reason

_TYPES: Final[Mapping[str, str]] = {
    "number": "text",
    "state": "text",
    "state_since_at": "timestamptz",
    "origin": "text",
    "category": "text",
    "subcategory": "text",
    "text": "text",
    "caller_name": "text",
    "caller_phone": "text",
    "address_code": "text",
    "place_text": "text",
    "longitude": "double precision",
    "latitude": "double precision",
    "scope_path": "text",
    "priority": "smallint",
    "route": "text",
    "route_reason": "jsonb",
    "arrival_target_minutes": "smallint",
    "received_at": "timestamptz",
    "dispatched_at": "timestamptz",
    "signed_for_at": "timestamptz",
    "en_route_at": "timestamptz",
    "on_scene_at": "timestamptz",
    "handled_at": "timestamptz",
    "feedback_at": "timestamptz",
    "called_back_at": "timestamptz",
    "closed_at": "timestamptz",
    "feedback_text": "text",
    "feedback_result": "text",
    "is_without_unit": "boolean",
    "receipt_given": "boolean",
    "was_satisfied": "boolean",
    "source": "text",
    "external_id": "text",
}
_FIXED: Final[Mapping[str, str]] = {
    "suggested_category": "''",
    "is_danger": "false",
    "danger_words": "'[]'::jsonb",
    "repeats_at_address": "0",
    "transfer_state": "''",
    "report_number": "''",
    "dispute_code": "''",
    "camera_code": "''",
    "warning_id": "''",
    "client_key": "''",
    "is_generated": "false",
}
COLUMNS: Final = tuple(_TYPES)
CREATE: Final = (
    f"CREATE TEMPORARY TABLE IF NOT EXISTS incidents_staging ({', '.join(f'{n} {t}' for n, t in _TYPES.items())}) "
    "ON COMMIT DROP; TRUNCATE incidents_staging"
)
INSERT: Final = (
    f"INSERT INTO incidents_incident ({', '.join([*_TYPES, *_FIXED])}) "
    f"SELECT {', '.join([*_TYPES, *_FIXED.values()])} FROM incidents_staging ON CONFLICT DO NOTHING"
)
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": " "})
_CATEGORIES: Final = frozenset(category.value for category in Category)
_RESULTS: Final = frozenset(result.value for result in FeedbackResult)
_LENGTHS: Final[Mapping[str, int]] = {
    "external_id": 79,
    "subcategory": 40,
    "caller_name": 60,
    "caller_phone": 40,
    "address_code": 40,
    "place_text": 200,
}


def fault_of(call: ImportedCall, paths: Mapping[str, str]) -> str:
    """This function will return the code of what is wrong with a call, "" when it may land."""
    if not call.external_id:
        return "no_id"
    if call.unit_code not in paths:
        return "unknown_unit"
    if call.category not in _CATEGORIES:
        return "unknown_category"
    if not 1 <= call.priority <= 5:
        return "priority_out_of_range"
    if any(len(getattr(call, field)) > length for field, length in _LENGTHS.items()):
        return "too_long"
    return _position_fault(call) or _stamps_fault(call)


def _position_fault(call: ImportedCall) -> str:
    if call.longitude is None and call.latitude is None:
        return ""
    if call.longitude is None or call.latitude is None:
        return "half_a_position"
    is_on_globe = -180 <= call.longitude <= 180 and -90 <= call.latitude <= 90
    return "" if is_on_globe else "position_not_on_globe"


def _stamps_fault(call: ImportedCall) -> str:
    """The same order that the table's constraints ask for."""
    on_the_way = [stamp for stamp in (call.dispatched_at, call.signed_for_at, call.en_route_at) if stamp is not None]
    later = [
        stamp for stamp in (call.handled_at, call.feedback_at, call.called_back_at, call.closed_at) if stamp is not None
    ]
    every = [call.received_at, *on_the_way, *later, *([call.on_scene_at] if call.on_scene_at else [])]
    if any(stamp.tzinfo is None for stamp in every):
        return "no_time_zone"
    if min(every) < call.received_at:
        return "stamp_before_call"
    arrival = call.on_scene_at
    if arrival is not None and (max(on_the_way, default=arrival) > arrival or min(later, default=arrival) < arrival):
        return "stamps_out_of_order"
    if call.closed_at is not None and call.feedback_at is not None and call.closed_at < call.feedback_at:
        return "stamps_out_of_order"
    return ""


def staging_line(call: ImportedCall, source: str, path: str, address: tuple[str, int]) -> str:
    """This function will write a call as one line of COPY's text format, in the order of COLUMNS.

    `address`: the words for the place where the call has none, and the minutes within which a unit should be there.
    """
    address_text, arrival_minutes = address
    stamps = (
        call.dispatched_at,
        call.signed_for_at,
        call.en_route_at,
        call.on_scene_at,
        call.handled_at,
        call.feedback_at,
        call.called_back_at,
        call.closed_at,
    )
    last = max((stamp for stamp in stamps if stamp is not None), default=call.received_at)
    values: tuple[Any, ...] = (
        f"{source}:{call.external_id}",
        call.state.value,
        last,
        call.origin.value,
        call.category,
        call.subcategory,
        call.text,
        call.caller_name,
        call.caller_phone,
        call.address_code,
        call.place_text or address_text,
        call.longitude,
        call.latitude,
        path,
        call.priority,
        _route(call.category, call.subcategory, call.dispatched_at is not None),
        _reason(source),
        arrival_minutes,
        call.received_at,
        *stamps,
        call.feedback_text,
        _result(call.state),
        call.on_scene_at is None,
        call.receipt_given,
        call.was_satisfied,
        source,
        call.external_id,
    )
    return "\t".join([_field(value) for value in values]) + "\n"


def _field(value: Any) -> str:
    if type(value) is str:
        # Nearly every text is plain, and asking is six times as quick as rewriting.
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if value is None:
        return "\\N"
    if type(value) is datetime.datetime:
        return value.isoformat()
    if type(value) is bool:
        return "t" if value else "f"
    return str(value)


@lru_cache(maxsize=4096)
def _route(category: str, subcategory: str, was_dispatched: bool) -> str:
    rules = find_subcategory(category=category, subcategory=subcategory)
    return Route.DISPATCH.value if was_dispatched or rules is None else rules.route.value


@lru_cache(maxsize=64)
def _reason(source: str) -> str:
    return json.dumps(Reason("imported", {"source": source}).as_plain(), ensure_ascii=True)


def _result(state: IncidentState) -> str:
    if state in (IncidentState.CALLED_BACK, IncidentState.APPROVED):
        return FeedbackResult.CLOSED.value
    return state.value if state.value in _RESULTS else ""
