"""Changes of a running command room: incidents taken, sent to, arrived at, fed back and closed, at an even pace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from fengqiao.domains.incidents.contracts import FeedbackResult, NewSignal, OrderState, Origin
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    give_feedback,
    review_feedback,
    take_signal,
)
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.primitives.position import Position

Change = Callable[[], object]
STEPS = (OrderState.SIGNED_FOR, OrderState.EN_ROUTE, OrderState.ON_SCENE)


def take_one(*, actor: Actor) -> int:
    """This function will take a call and return its id."""
    signal = NewSignal(
        origin=Origin.CALL_110,
        text="楼上夜间音乐声大，邻居要求安静",
        place_text="老街12号",
        position=Position(108.85, 33.65),
    )
    return take_signal(actor=actor, signal=signal).summary.id


@dataclass
class _Course:
    """One incident on its way with one unit."""

    actor: Actor
    unit_code: str
    incident_id: int = 0
    order_id: int = 0

    def take(self) -> None:
        self.incident_id = take_one(actor=self.actor)

    def send(self) -> None:
        orders = dispatch_units(actor=self.actor, incident_id=self.incident_id, unit_codes=[self.unit_code])
        self.order_id = orders[0].id

    def advance(self, step: OrderState) -> None:
        advance_order(actor=self.actor, order_id=self.order_id, step=step)

    def feed_back(self) -> None:
        give_feedback(
            actor=self.actor, incident_id=self.incident_id, result=FeedbackResult.CLOSED, text="已劝导，双方满意"
        )

    def approve(self) -> None:
        review_feedback(actor=self.actor, incident_id=self.incident_id, is_approved=True, note="")


def changes_of(*, actor: Actor, unit_code: str) -> Iterator[Change]:
    """This function will yield one incident after another, each as its single changes, for one unit."""
    while True:
        course = _Course(actor, unit_code)
        yield course.take
        yield course.send
        yield from (partial(course.advance, step) for step in STEPS)
        yield course.feed_back
        yield course.approve


def make_changes(*, patrols: Mapping[str, Actor], a_second: int, seconds: float) -> int:
    """This function will make changes at an even pace, the units in turn, and return how many it made."""
    runs = [changes_of(actor=actor, unit_code=code) for code, actor in patrols.items()]
    began, made = time.monotonic(), 0
    while made < a_second * seconds:
        time.sleep(max(0.0, began + made / a_second - time.monotonic()))
        next(runs[made % len(runs)])()
        made += 1
    return made
