"""A call of the export on its way through the house. What it said is real; what became of it is not in the export."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.demo.county.contracts import CallOutcome, DaySignal, SignalOrigin
from fengqiao.demo.replay.contracts import Replay
from fengqiao.demo.story.calls import CallStrand
from fengqiao.domains.incidents.contracts import (
    ImportedCall,
    IncidentState,
    NewSignal,
    Origin,
    Route,
    UnitRecord,
    UnitStatus,
)
from fengqiao.domains.incidents.public import (
    answer_call,
    change_route,
    dispatch_units,
    get_incident,
    list_units_now,
    take_signal,
    transfer_to_12345,
)
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import ActTold, Text
from fengqiao.primitives.position import Position, distance_metres

SORTED_BY_HAND = "接警员按导出的警情类别确认出警"
NO_OUTCOME = "回放：导出数据没有处置结果，按到场处置完毕办结。"
ANSWERED, HANDED_ON = "回放：当场答复，未派警。", "回放：不属警情，转12345。"
OVERRIDES_AT, WAITED = 6, "等候超过一刻钟，由调度员决定派出"
"""The sixth asking, a quarter of an hour after the call."""
DETOUR, METRES_A_MINUTE = 1.3, 500.0
"""A town by car: what the house reckons with itself where it has no roads."""
SHORTEST, LONGEST, OWN_SHORTEST, OWN_LONGEST = 12, 38, 5, 14
"""Minutes on scene. The export does not tell them; what officers find by themselves is shorter."""


@dataclass(frozen=True, slots=True)
class ReplayedCall(CallStrand):
    """One call, taken at its own minute and handled by the people of its station."""

    call: ImportedCall | None = None

    def _take(self) -> ActTold:
        call = self._call
        actor = self._dispatcher(self.signal.received_at)
        incident = take_signal(
            actor=actor,
            signal=NewSignal(
                origin=call.origin,
                text=call.text,
                caller_name=call.caller_name,
                caller_phone=call.caller_phone,
                category=call.category,
                subcategory=call.subcategory,
                place_text=call.place_text,
                position=position_of(call),
                client_key=self.signal.code,
                unit_code=call.unit_code,
            ),
        )
        summary, route = incident.summary, incident.route
        if route is Route.REVIEW:
            change_route(actor=actor, incident_id=summary.id, route=Route.DISPATCH, reason=SORTED_BY_HAND)
            route = Route.DISPATCH
        return ActTold(result={"id": summary.id, "number": summary.number, "route": route.value})

    def _send(self, taken: Mapping[str, Any], asking: int) -> ActTold:
        """Who waits too long is not left to the advice: the dispatcher sends the nearest crew that is free."""
        if asking < OVERRIDES_AT:
            return CallStrand._send(self, taken, asking)
        chosen = self._nearest_free()
        if chosen is None:
            return ActTold(result={"orders": []})
        actor = self._dispatcher(None)
        order = dispatch_units(actor=actor, incident_id=taken["id"], unit_codes=[chosen.code], note=WAITED)[0]
        result = {
            "id": order.id,
            "call_sign": order.call_sign,
            "unit": order.unit_code,
            "staff": chosen.member_staff_ids[0],
            "travel_minutes": self._metres_to(chosen) * DETOUR / METRES_A_MINUTE,
        }
        did = Text(
            f"等了一刻钟，{actor.name}决定派{chosen.call_sign}",
            f"a quarter of an hour has passed; {actor.name} sends {chosen.call_sign}",
        )
        incident = get_incident(actor=SYSTEM, number=taken["number"])
        return ActTold(result={"orders": [result]}, line=self._line(incident, did), **self._place(incident))

    def _nearest_free(self) -> UnitRecord | None:
        station = get_unit(code=self.signal.station_code).path
        units = list_units_now(actor=self._dispatcher(None))
        free = [unit for unit in units if unit.status is UnitStatus.IDLE and unit.path.startswith(station)]
        return min(free, key=lambda unit: (self._metres_to(unit), unit.code), default=None)

    def _metres_to(self, unit: UnitRecord) -> float:
        return distance_metres(unit.position, Position(*self.signal.position)) if unit.position else 0.0

    def _answer(self, taken: Mapping[str, Any]) -> ActTold:
        actor = self._dispatcher(None)
        if taken["route"] == Route.ANSWER:
            answer_call(actor=actor, incident_id=taken["id"], note=ANSWERED)
            did = Text("当场答复", "answered at once")
        else:
            transfer_to_12345(actor=actor, incident_id=taken["id"], note=HANDED_ON)
            did = Text("不是警情，转12345", "no police matter, passed to 12345")
        incident = get_incident(actor=SYSTEM, number=taken["number"])
        return ActTold(line=self._line(incident, did), **self._place(incident))

    def _feedback(self, taken: Mapping[str, Any], order: Mapping[str, Any], drive: float) -> ActTold:
        """The story does not tell it: it would say the same of every call."""
        CallStrand._feedback(self, taken, order, drive)
        return ActTold()

    @property
    def _call(self) -> ImportedCall:
        if self.call is None:
            raise ValueError("a replayed call needs the call")
        return self.call


def position_of(call: ImportedCall) -> Position | None:
    """This function will return where a call was, None when the export does not say."""
    if call.longitude is None or call.latitude is None:
        return None
    return Position(call.longitude, call.latitude)


def signals_of(replay: Replay) -> list[tuple[DaySignal, ImportedCall]]:
    """This function will write every call of the day as a signal for the house."""
    centres = {
        unit.code: Position(unit.longitude, unit.latitude)
        for unit in replay.units
        if unit.longitude is not None and unit.latitude is not None
    }
    return [(_signal(replay, call, centres), call) for call in replay.calls]


def _signal(replay: Replay, call: ImportedCall, centres: Mapping[str, Position]) -> DaySignal:
    place = position_of(call) or centres.get(call.unit_code)
    station = replay.station_of(call.unit_code) or _nearest_station(replay, place, centres)
    return DaySignal(
        code=f"{call.source}/{call.external_id}",
        beat_id="",
        received_at=call.received_at,
        origin=SignalOrigin.OFFICER if call.origin is Origin.OFFICER else SignalOrigin.CALL_110,
        text=call.text,
        caller_name=call.caller_name,
        caller_phone=call.caller_phone,
        address_code="",
        position=(place.longitude, place.latitude) if place else (0.0, 0.0),
        station_code=station,
        beat_code=call.unit_code,
        category=call.category,
        subcategory=call.subcategory,
        life_risk=False,
        same_as="",
        expected_route="dispatch",
        camera_code="",
        negative_list_fact=None,
        handling_minutes=_handling_minutes(call),
        expected_outcome=_outcome(call).value,
        feedback_text=call.feedback_text or NO_OUTCOME,
    )


def _nearest_station(replay: Replay, place: Position | None, centres: Mapping[str, Position]) -> str:
    """A call that names no beat is taken where the nearest beat belongs."""
    if place is None or not centres:
        return replay.told_station_code
    nearest = min(centres, key=lambda code: distance_metres(place, centres[code]))
    return replay.station_of(nearest) or replay.told_station_code


def _handling_minutes(call: ImportedCall) -> int:
    low, high = (OWN_SHORTEST, OWN_LONGEST) if call.origin is Origin.OFFICER else (SHORTEST, LONGEST)
    return low + zlib.crc32(call.external_id.encode()) % (high - low + 1)


def _outcome(call: ImportedCall) -> CallOutcome:
    """What the export says itself, as far as no report or dispute of this station hangs on it."""
    return CallOutcome.FALSE_ALARM if call.state is IncidentState.FALSE_ALARM else CallOutcome.CLOSED
