"""Sending units: locked, so that two dispatchers never send one unit twice."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from fengqiao.domains.incidents.actions.moving_up import advise_move
from fengqiao.domains.incidents.actions.orders import DISPATCH, follow_orders
from fengqiao.domains.incidents.actions.trail import leave_trail, lock_incident, set_unit
from fengqiao.domains.incidents.contracts import (
    NobodySwornError,
    NoUnitChosenError,
    OrderGiven,
    OrderRecord,
    TooFarWithoutNoteError,
    TransitionRefusedError,
    UnitNotFreeError,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Incident, Order, RecommendationLog, Unit, UnitMember
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import order_record
from fengqiao.domains.incidents.workflow.transitions import DISPATCHABLE, OPEN_ORDER_STATES
from fengqiao.domains.organisation.public import station_of
from fengqiao.engines.dispatching.ranking import TOO_FAR
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require


def dispatch_units(
    *,
    actor: Actor,
    incident_id: int,
    unit_codes: Sequence[str],
    recommendation_id: int | None = None,
    note: str = "",
) -> Sequence[OrderRecord]:
    """This function will send units to an incident, all or none.

    Raises NoUnitChosenError, UnitNotFreeError when one was sent elsewhere meanwhile, NobodySwornError when only
    auxiliaries would go, TooFarWithoutNoteError when one was told to be too far away and the note is empty,
    TransitionRefusedError when the incident needs nobody any more.
    """
    try:
        with transaction.atomic():
            return _dispatch(actor, incident_id, list(dict.fromkeys(unit_codes)), recommendation_id, note.strip())
    except IntegrityError as error:
        if "one_open_order_per_unit" not in str(error):
            raise
        raise UnitNotFreeError(unit_code=", ".join(unit_codes)) from error


def _dispatch(
    actor: Actor, incident_id: int, unit_codes: Sequence[str], recommendation_id: int | None, note: str
) -> Sequence[OrderRecord]:
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not unit_codes:
        raise NoUnitChosenError
    if incident.state not in DISPATCHABLE:
        raise TransitionRefusedError(from_state=incident.state, to_state="dispatched")
    units = _lock_free_units(actor, unit_codes)
    _check_sworn(incident, units)
    recommendation = _note_choice(incident, recommendation_id, unit_codes)
    _check_note(recommendation, unit_codes, note)
    orders = [_give_order(actor, incident, unit, recommendation, note) for unit in units]
    follow_orders(incident=incident)
    for unit in units:
        leave_trail(
            actor=actor,
            incident=incident,
            code="dispatched",
            parameters={"call_sign": unit.call_sign, "unit": unit.code, "recommendation": recommendation_id},
            note=note,
        )
    station = station_of(path=incident.scope_path)
    if station is not None:
        advise_move(actor=actor, station_path=station.path)
    return [order_record(order) for order in orders]


def _lock_free_units(actor: Actor, unit_codes: Sequence[str]) -> list[Unit]:
    locked = {unit.code: unit for unit in Unit.objects.select_for_update().filter(code__in=unit_codes).order_by("pk")}
    for code in unit_codes:
        unit = locked.get(code)
        if unit is None or not holds(actor, DISPATCH, unit.path):
            raise NotVisibleError
        if unit.status != UnitStatus.IDLE:
            raise UnitNotFreeError(unit_code=code, call_sign=unit.call_sign, status=unit.status)
    return [locked[code] for code in unit_codes]


def _check_sworn(incident: Incident, units: Sequence[Unit]) -> None:
    """Somebody who may act alone goes with them, or is on it already."""
    on_it = Order.objects.filter(incident=incident, state__in=OPEN_ORDER_STATES).values("unit_id")
    members = UnitMember.objects.filter(is_sworn=True)
    if not (members.filter(unit__in=units).exists() or members.filter(unit__in=on_it).exists()):
        raise NobodySwornError(units=", ".join(unit.code for unit in units))


def _note_choice(
    incident: Incident, recommendation_id: int | None, unit_codes: Sequence[str]
) -> RecommendationLog | None:
    """What was shown and what was chosen stay side by side."""
    if recommendation_id is None:
        return None
    log = RecommendationLog.objects.filter(pk=recommendation_id, incident=incident).first()
    if log is None:
        raise NotVisibleError
    log.chosen = [*log.chosen, *unit_codes]
    log.chosen_at = now()
    log.save(update_fields=["chosen", "chosen_at"])
    return log


def _check_note(recommendation: RecommendationLog | None, unit_codes: Sequence[str], note: str) -> None:
    refused = recommendation.shown["refused"] if recommendation is not None else ()
    far = [one["code"] for one in refused if one["reason"]["code"] == TOO_FAR and one["code"] in unit_codes]
    if far and not note:
        raise TooFarWithoutNoteError(units=", ".join(far))


def _give_order(
    actor: Actor, incident: Incident, unit: Unit, recommendation: RecommendationLog | None, note: str
) -> Order:
    order = Order.objects.create(
        incident=incident,
        unit=unit,
        recommendation=recommendation,
        dispatched_at=now(),
        dispatched_by=actor.name,
        dispatched_by_user_id=actor.user_id,
        note=note,
    )
    set_unit(actor=actor, unit=unit, status=UnitStatus.SENT)
    publish(
        OrderGiven(scope_path=unit.path, object_id=str(order.pk), number=incident.number, unit_code=unit.code),
        actor=actor,
    )
    return order
