"""What comes in: signals, units of a shift, calls of the past."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts.codes import IncidentState, Origin
from fengqiao.engines.dispatching.contracts import UnitKind
from fengqiao.primitives.position import Position


@dataclass(frozen=True, slots=True)
class NewSignal:
    """A signal as it comes in. Category "" lets the rules suggest one; position or address, whichever is known.

    `unit_code`: whose area it is by the sender's own words; asked when neither address nor position says it.
    `client_key`: the caller's own id of this signal; the same key twice is one incident.
    """

    origin: Origin
    text: str
    caller_name: str = ""
    caller_phone: str = ""
    category: str = ""
    subcategory: str = ""
    address_code: str = ""
    place_text: str = ""
    position: Position | None = None
    camera_code: str = ""
    warning_id: str = ""
    client_key: str = ""
    is_generated: bool = False
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit (处置单元) of a shift. Members are police numbers, the one in charge first, never an auxiliary alone."""

    code: str
    call_sign: str
    kind: UnitKind
    unit_code: str
    member_numbers: tuple[str, ...]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    position: Position | None = None
    equipment: tuple[str, ...] = ()
    is_community: bool = False


@dataclass(frozen=True, slots=True)
class ImportedCall:
    """A call of the past with the stamps that are known. `source` + `external_id` make it one, ever."""

    source: str
    external_id: str
    origin: Origin
    category: str
    subcategory: str
    text: str
    caller_name: str
    caller_phone: str
    address_code: str
    place_text: str
    longitude: float | None
    latitude: float | None
    unit_code: str
    received_at: datetime.datetime
    dispatched_at: datetime.datetime | None = None
    signed_for_at: datetime.datetime | None = None
    en_route_at: datetime.datetime | None = None
    on_scene_at: datetime.datetime | None = None
    handled_at: datetime.datetime | None = None
    feedback_at: datetime.datetime | None = None
    closed_at: datetime.datetime | None = None
    called_back_at: datetime.datetime | None = None
    state: IncidentState = IncidentState.CLOSED
    feedback_text: str = ""
    receipt_given: bool = False
    was_satisfied: bool | None = None
    priority: int = 3


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A call that did not land, and the code of what is wrong with it."""

    external_id: str
    code: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a bulk load did: rows landed, rows that were there already."""

    added: int
    known: int
    refused: tuple[RefusedCall, ...] = ()
