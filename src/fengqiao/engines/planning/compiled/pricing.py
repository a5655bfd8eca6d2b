"""What inserting a task costs at its cheapest place: minutes that the rest of the route is put off."""

from __future__ import annotations

from fengqiao.engines.planning.compiled.arrays import Day, Desk, Routes
from fengqiao.engines.planning.compiled.clock import arrival, earliest_start
from fengqiao.engines.planning.compiled.compiling import compiled
from fengqiao.engines.planning.compiled.routes import node_at

TOLERANCE = 1e-6
"""Sums of minutes differ in the last digits with the order of adding."""


@compiled
def price_many(day: Day, routes: Routes, desk: Desk, officer: int, count: int, lean: float) -> None:  # noqa: PLR0917 - compiled functions take no keywords only
    """Note for the first `count` listed tasks the cheapest place in this route where it is cheaper than noted.

    With `lean` a minute of load that the officer has already counts as so many minutes of cost.
    """
    # Rows are taken out before the inner loop: a view costs as much as several tries.
    listed, costs, places, officers = desk.listed, desk.costs, desk.places, desk.officers
    minutes, opens, closes = day.minutes, day.opens, day.closes
    allowed, breaks = day.allowed[officer], day.breaks[officer]
    leaves, latests, arrivals = routes.leaves[officer], routes.latest[officer], routes.arrives[officer]
    leaning = lean * (routes.sums[officer, 0] + routes.sums[officer, 1]) if lean > 0.0 else 0.0
    at = day.minutes.size + officer
    for place in range(routes.counts[officer] + 1):
        following = node_at(day, routes, officer, place)
        leave, latest = leaves[place], latests[place] + TOLERANCE
        put_off_from = arrivals[place] - leaning
        there, back = day.ways[at], day.ways_back[following]
        # Between most neighbours there is no time even for the shortest task on the way.
        if latest - leave >= day.weights[3] + there[following]:
            for index in range(count):
                task = listed[index]
                length = minutes[task]
                # A break only puts off: what is late without it is late with it.
                if max(leave + there[task], opens[task]) + length + back[task] > latest:
                    continue
                start = earliest_start(max(arrival(leave, there[task], breaks), opens[task]), length, breaks)
                ends = start + length
                arrives = arrival(ends, back[task], breaks)
                cost = arrives - put_off_from
                if arrives > latest or ends > closes[task] + TOLERANCE or cost >= costs[task] or not allowed[task]:
                    continue
                costs[task] = cost
                places[task] = place
                officers[task] = officer
        at = following


@compiled
def price_one(day: Day, routes: Routes, desk: Desk, officer: int, task: int, lean: float) -> None:  # noqa: PLR0917
    """Note the cheapest place of one task in this route where it is cheaper than noted."""
    breaks, there, back = day.breaks[officer], day.ways_back[task], day.ways[task]
    leaves, latests, arrivals = routes.leaves[officer], routes.latest[officer], routes.arrives[officer]
    length, opens, closes = day.minutes[task], day.opens[task], day.closes[task] + TOLERANCE
    leaning = lean * (routes.sums[officer, 0] + routes.sums[officer, 1]) if lean > 0.0 else 0.0
    cheapest = desk.costs[task] - leaning
    at = day.minutes.size + officer
    for place in range(routes.counts[officer] + 1):
        following = node_at(day, routes, officer, place)
        leave, latest = leaves[place], latests[place] + TOLERANCE
        if leave + length > closes:
            return
        if max(leave + there[at], opens) + length + back[following] <= latest:
            start = earliest_start(max(arrival(leave, there[at], breaks), opens), length, breaks)
            arrives = arrival(start + length, back[following], breaks)
            if arrives <= latest and start + length <= closes and arrives - arrivals[place] < cheapest:
                cheapest = arrives - arrivals[place]
                desk.costs[task] = cheapest + leaning
                desk.places[task] = place
                desk.officers[task] = officer
        at = following
