"""What people at a screen began: the crews they send set out like any other, and a cry for help is never left lying.

The story's own calls are told by their strands. Everything else that is live belongs to somebody at a screen, and the
demonstration's people do their part of it through the same doors, step by step as time passes.
"""

from __future__ import annotations

import datetime
import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fengqiao.demo.cast import CommandRoom
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played, is_cut_short, minutes, seconds
from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentRecord,
    IncidentsError,
    IncidentState,
    IncidentSummary,
    OrderRecord,
    OrderState,
    Route,
    UnitRecord,
)
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    get_incident,
    give_feedback,
    list_live,
    list_units_now,
    recommend_units,
    report_position,
    review_feedback,
)
from fengqiao.domains.organisation.public import station_of
from fengqiao.domains.places.public import travel_times
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM, AccessError, Actor
from fengqiao.foundation.simulation.contracts import ActTold, Text
from fengqiao.foundation.simulation.telling import play_once
from fengqiao.primitives.position import Position

logger = logging.getLogger(__name__)

LOOKS_EVERY = seconds(15)
SIGNS_AFTER, LEAVES_AFTER = seconds(15), seconds(25)
"""After the order, and after the signature: as the crews of the story do."""
DRIVE_UNKNOWN_MINUTES, SHORTEST_DRIVE_MINUTES = 6.0, 1.0
ON_SCENE_FROM, ON_SCENE_TO = 15, 35
WRITES_AFTER = minutes(6)
REVIEWED_AFTER = minutes(60)
"""Whoever tries the page of the shift leader has this long to decide."""
WAITS_FOR_A_PERSON = minutes(20)
"""How long a cry for help that somebody registered waits for that somebody; then the dispatcher on duty sends."""
OVER = frozenset({OrderState.DONE, OrderState.RECALLED})
WRITTEN = "到场核实，现场已平息，双方知悉处理结果。（演示：处置组照常反馈）"
VIEW = "incidents.view"


class HandWork:
    """Looks at what is live and not the story's own, and does what is due."""

    def __init__(self, cast: CommandRoom) -> None:
        self._cast = cast
        self._looked_at: datetime.datetime | None = None
        self._drives: dict[int, float] = {}

    def is_due(self) -> bool:
        """This function will tell whether it is time to look again."""
        return self._looked_at is None or now() - self._looked_at >= LOOKS_EVERY

    def attend(self, played: Played) -> bool:
        """This function will do what is due; returns whether crews are out or somebody waits for help."""
        self._looked_at = now()
        told = _story_calls(played)
        theirs = [one for one in list_live(actor=SYSTEM) if _is_by_hand(one, told)]
        units = {unit.code: unit for unit in list_units_now(actor=SYSTEM)} if theirs else {}
        for summary in theirs:
            self._attend_one(summary, units, told.get(summary.number, frozenset()))
        return any(one.call_signs or one.is_danger for one in theirs)

    def _attend_one(self, summary: IncidentSummary, units: Mapping[str, UnitRecord], known: frozenset[str]) -> None:
        incident = get_incident(actor=SYSTEM, number=summary.number)
        for name, act in self._due(incident, units, known):
            code = f"by-hand/{summary.number}/{name}"
            try:
                play_once(code=code, at=now(), act=lambda act=act: _placed(act(), incident))  # type: ignore[misc]
            except (IncidentsError, AccessError, LookupError):
                logger.info("%s: somebody at a screen was quicker", code, exc_info=True)

    def _due(
        self, incident: IncidentRecord, units: Mapping[str, UnitRecord], known: frozenset[str]
    ) -> Iterator[tuple[str, Callable[[], ActTold]]]:
        for order in incident.orders:
            unit = units.get(order.unit_code)
            step = self._next_step(order, incident, unit)
            if unit is not None and step is not None and order.call_sign not in known:
                yield f"{order.id}-{step}", lambda o=order, u=unit, s=step: self._advance(incident, o, u, s)  # type: ignore[misc]
        state, since = incident.summary.state, incident.summary.state_since_at
        if known:
            return
        if state is IncidentState.HANDLED and now() - since >= WRITES_AFTER:
            yield f"feedback-{since:%H%M%S}", lambda: self._feedback(incident)
        if state is IncidentState.FEEDBACK and now() - since >= REVIEWED_AFTER:
            yield f"review-{since:%H%M%S}", lambda: self._review(incident)
        if _is_left_lying(incident) and now() - since >= WAITS_FOR_A_PERSON:
            yield f"send-{now():%d%H%M}", lambda: self._send(incident)

    def _next_step(self, order: OrderRecord, incident: IncidentRecord, unit: UnitRecord | None) -> OrderState | None:
        if order.state in OVER or unit is None:
            return None
        at = incident.summary.position
        if order.id not in self._drives:
            self._drives[order.id] = _drive_minutes(unit.position, at)
        drive = minutes(max(SHORTEST_DRIVE_MINUTES, self._drives[order.id]))
        steps = {
            OrderState.DISPATCHED: (order.dispatched_at, SIGNS_AFTER, OrderState.SIGNED_FOR),
            OrderState.SIGNED_FOR: (order.signed_for_at, LEAVES_AFTER, OrderState.EN_ROUTE),
            OrderState.EN_ROUTE: (order.en_route_at, drive, OrderState.ON_SCENE),
            OrderState.ON_SCENE: (order.on_scene_at, minutes(_minutes_on_scene(order)), OrderState.DONE),
        }
        since, after, step = steps[order.state]
        return step if since is not None and now() - since >= after else None

    def _advance(self, incident: IncidentRecord, order: OrderRecord, unit: UnitRecord, step: OrderState) -> ActTold:
        advance_order(actor=self._leader_of(unit), order_id=order.id, step=step)
        where = incident.summary.position
        if step is not OrderState.ON_SCENE:
            return ActTold()
        if where is not None:
            report_position(actor=self._leader_of(unit), unit_code=unit.code, position=where)
        number = incident.summary.number
        return ActTold(line=Text(f"{order.call_sign}到场 · {number}", f"{order.call_sign} on scene · {number}"))

    def _leader_of(self, unit: UnitRecord) -> Actor:
        return self._cast.staff(unit.member_staff_ids[0])

    def _feedback(self, incident: IncidentRecord) -> ActTold:
        units = {unit.code: unit for unit in list_units_now(actor=SYSTEM)}
        was_there = [order for order in incident.orders if order.on_scene_at is not None]
        unit = next((units[order.unit_code] for order in was_there if order.unit_code in units), None)
        actor = self._leader_of(unit) if unit is not None else self._dispatcher(incident)
        give_feedback(actor=actor, incident_id=incident.summary.id, result=FeedbackResult.CLOSED, text=WRITTEN)
        number = incident.summary.number
        return ActTold(
            line=Text(f"　↳ {number}：{WRITTEN}", f"  ↳ {number}: looked into on the spot, calm again (demonstration)")
        )

    def _review(self, incident: IncidentRecord) -> ActTold:
        leader = self._cast.shift_leader(_station(incident), now())
        review_feedback(actor=leader, incident_id=incident.summary.id, is_approved=True, note="")
        return ActTold()

    def _send(self, incident: IncidentRecord) -> ActTold:
        """As a dispatcher does: what is recommended, else the nearest that can go."""
        actor, number = self._dispatcher(incident), incident.summary.number
        shown = recommend_units(actor=actor, incident_id=incident.summary.id)
        chosen = [one for one in shown.units if one.is_recommended] or list(shown.units[:1])
        if not chosen:
            return ActTold()
        dispatch_units(
            actor=actor,
            incident_id=incident.summary.id,
            unit_codes=[one.unit.code for one in chosen],
            recommendation_id=shown.id,
        )
        signs = [one.unit.call_sign for one in chosen]
        return ActTold(
            line=Text(
                f"{number}危及人身，无人处理，{actor.name}派{'、'.join(signs)}",
                f"{number} is danger to life and nobody has acted: {actor.name} sends {', '.join(signs)}",
            )
        )

    def _dispatcher(self, incident: IncidentRecord) -> Actor:
        return self._cast.dispatcher(_station(incident), now())


def _story_calls(played: Played) -> dict[str, frozenset[str]]:
    """The calls that a strand is still telling, by number, with the call signs that it has sent to each."""
    ended = {code.rpartition("/")[0] for code, result in played.items() if is_cut_short(result)}
    signs: dict[str, set[str]] = {}
    numbers: dict[str, str] = {}
    for code, result in played.items():
        stem, _, act = code.rpartition("/")
        if stem in ended or code.startswith("by-hand/"):
            continue
        if act == "take" and "number" in result:
            numbers[stem] = str(result["number"])
        elif result.get("orders"):
            signs.setdefault(stem, set()).update(_signs(result))
    return {number: frozenset({number, *signs.get(stem, ())}) for stem, number in numbers.items()}


def _signs(result: Mapping[str, Any]) -> Iterator[str]:
    for order in result["orders"]:
        yield str(order["call_sign"])


def _is_by_hand(incident: IncidentSummary, told: Mapping[str, frozenset[str]]) -> bool:
    """Nobody tells it, or somebody has sent a crew to it beside those of the story."""
    known = told.get(incident.number)
    return known is None or not set(incident.call_signs) <= known


def _is_left_lying(incident: IncidentRecord) -> bool:
    return (
        incident.summary.is_danger
        and incident.route is Route.DISPATCH
        and incident.summary.state is IncidentState.RECEIVED
    )


def _station(incident: IncidentRecord) -> str:
    station = station_of(path=incident.summary.scope_path)
    if station is None:
        raise LookupError(incident.summary.scope_path)
    return station.code


def _drive_minutes(start: Position | None, end: Position | None) -> float:
    if start is None or end is None:
        return DRIVE_UNKNOWN_MINUTES
    return float(travel_times().travel_minutes(origins=[start], destinations=[end])[0, 0])


def _minutes_on_scene(order: OrderRecord) -> int:
    return ON_SCENE_FROM + zlib.crc32(f"order/{order.id}".encode()) % (ON_SCENE_TO - ON_SCENE_FROM + 1)


def _placed(told: ActTold, incident: IncidentRecord) -> ActTold:
    return ActTold(
        result=told.result,
        line=told.line,
        page=page_of("incidents:incident", incident.summary.number),
        scope_path=incident.summary.scope_path,
        permission=VIEW,
    )
