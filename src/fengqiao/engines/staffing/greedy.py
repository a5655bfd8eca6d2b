"""One officer after the other to where he adds most: exact where no unit looks after another, else a good start.

The worth is then a sum of concave functions of counts over a laminar family (unit within station within county), for
which taking the best single step is optimal (Fujishige 2005, "Submodular Functions and Optimization", ch. 8).
"""

from __future__ import annotations

import heapq

from fengqiao.engines.staffing.contracts import Solved, StaffingProblem
from fengqiao.engines.staffing.worth import Distribution, Ground, worth_of


def is_separable(*, problem: StaffingProblem) -> bool:
    """This function will tell whether single steps lead to the best: no unit without anybody can be seen to from near.

    A station's own way to its minimum and a county's fair share only add up by counts, and do no harm.
    """
    bare = {unit.code for unit in problem.units if not unit.has_officer}
    return not any(other in bare for unit in problem.units for other in unit.near)


def solve_greedily(*, ground: Ground) -> Solved:
    """This function will place every officer for whom there is room; gains only fall, so old ones bound new ones."""
    distribution, order = Distribution(ground), {unit.code: at for at, unit in enumerate(ground.problem.units)}
    waiting = [(-distribution.gain(code), at, code) for code, at in order.items()]
    heapq.heapify(waiting)
    left = ground.problem.officers
    while left and waiting:
        gain, at, code = heapq.heappop(waiting)
        if not distribution.has_room(code):
            continue
        if -distribution.gain(code) == gain:
            distribution.move(code)
            left -= 1
        heapq.heappush(waiting, (-distribution.gain(code), at, code))
    allocation = {code: count for code, count in distribution.at_unit.items() if count}
    is_proven = is_separable(problem=ground.problem)
    bound = worth_of(ground=ground, allocation=allocation) if is_proven else None
    return Solved(allocation, is_proven, bound)
