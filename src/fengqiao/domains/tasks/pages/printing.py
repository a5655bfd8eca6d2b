"""The officer's list on A4: stops with boxes to tick, windows, why, and a sketch of the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, log1p, radians
from statistics import median

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.tasks.pages.day_context import day_context
from fengqiao.domains.tasks.pages.showing import ShownTask, asked_day
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest
from fengqiao.primitives.position import Position

WIDTH, HEIGHT, MARGIN = 240.0, 110.0, 10.0
LEAST_SPAN = 1e-6
"""A day at one door is one dot, not a division by nothing."""
METRES_PER_DEGREE = 111_320.0
NEAR_METRES = 100.0


@dataclass(frozen=True, slots=True)
class SketchStop:
    """A numbered dot of the sketch; several stops at one place share one."""

    numbers: str
    x: float
    y: float


@login_required
@require_GET
def print_day(request: FengqiaoRequest) -> HttpResponse:
    """The own list of a day on paper; a leader's look at an officer's with `?staff=`."""
    require_somewhere(request.actor, "tasks.view_own")
    date, asked, _ = asked_day(request)
    context = day_context(actor=request.actor, staff_id=asked or request.actor.staff_id, date=date)
    stops = sketch([one for one in context["items"] if one.is_open])
    size = {"width": round(WIDTH), "height": round(HEIGHT)}
    return render(request, "tasks/print.html", {**context, "sketch": stops, "size": size, "printed_at": now()})


def sketch(items: Sequence[ShownTask]) -> list[SketchStop]:
    """This function will place the stops on a small drawing, north up, in their order.

    Directions from the middle of the day's places are true, far distances shortened: a village an hour away must
    not press the streets of the town into one dot.
    """
    at: dict[Position, list[int]] = {}
    for one in items:
        if one.task.position is not None and one.item is not None:
            at.setdefault(one.task.position, []).append(one.item.order)
    if not at:
        return []
    middle = Position(median(one.longitude for one in at), median(one.latitude for one in at))
    flat = {place: _shortened(middle, place) for place in at}
    east, north = zip(*flat.values(), strict=True)
    wide, high = max(max(east) - min(east), LEAST_SPAN), max(max(north) - min(north), LEAST_SPAN)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return [
        SketchStop(
            "、".join(str(number) for number in numbers) if len(numbers) < 3 else f"{numbers[0]}–{numbers[-1]}",
            round(MARGIN + (flat[place][0] - min(east)) * scale, 1),
            round(HEIGHT - MARGIN - (flat[place][1] - min(north)) * scale, 1),
        )
        for place, numbers in at.items()
    ]


def _shortened(middle: Position, place: Position) -> tuple[float, float]:
    """Return east and north of the middle, the distance on a logarithmic scale of hundred metres."""
    east = (place.longitude - middle.longitude) * cos(radians(middle.latitude)) * METRES_PER_DEGREE
    north = (place.latitude - middle.latitude) * METRES_PER_DEGREE
    far = hypot(east, north)
    factor = log1p(far / NEAR_METRES) / far if far else 0.0
    return east * factor, north * factor
