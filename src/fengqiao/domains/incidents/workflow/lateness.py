"""What of an order is late, by the bureau's targets."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts import OrderState
from fengqiao.domains.incidents.contracts.alarms import AlarmKind
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.data.rules import targets


@dataclass(frozen=True, slots=True)
class OrderTimes:
    """An order's state with the stamps that lateness is counted from; `arrival_due_at`: by the target of the place."""

    state: OrderState
    dispatched_at: datetime.datetime
    signed_for_at: datetime.datetime | None
    en_route_at: datetime.datetime | None
    on_scene_at: datetime.datetime | None
    arrival_due_at: datetime.datetime


def late_since(*, kind: AlarmKind, times: OrderTimes) -> datetime.datetime | None:
    """This function will name the moment since when a thing of an order is late, None when it is not awaited."""
    awaited_in = {
        AlarmKind.NOT_SIGNED_FOR: (OrderState.DISPATCHED,),
        AlarmKind.NOT_SET_OUT: (OrderState.SIGNED_FOR,),
        AlarmKind.NOT_ARRIVED: (OrderState.EN_ROUTE,),
        AlarmKind.LONG_ON_SCENE: (OrderState.ON_SCENE,),
    }
    if times.state not in awaited_in.get(kind, ()):
        return None
    rules = alarm_rules()
    if kind is AlarmKind.NOT_SIGNED_FOR:
        return times.dispatched_at + datetime.timedelta(minutes=targets().stages["sign_for"])
    if kind is AlarmKind.NOT_SET_OUT:
        return (times.signed_for_at or times.dispatched_at) + rules.set_out
    if kind is AlarmKind.NOT_ARRIVED:
        # One that set out late is late from then on, not from before it was sent.
        return max(times.arrival_due_at, times.en_route_at or times.dispatched_at)
    return (times.on_scene_at or times.dispatched_at) + rules.on_scene


ORDER_KINDS = (AlarmKind.NOT_SIGNED_FOR, AlarmKind.NOT_SET_OUT, AlarmKind.NOT_ARRIVED, AlarmKind.LONG_ON_SCENE)
