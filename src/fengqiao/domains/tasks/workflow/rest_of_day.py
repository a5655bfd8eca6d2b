"""The rest of one officer's day: a chosen order timed as it is, or what is left planned anew."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from fengqiao.domains.tasks.workflow.station_plan import TENTHS, PlanInputs, as_officer, as_task, plan_station
from fengqiao.engines.planning.contracts import LeftOut, OfficerPlan, TravelMatrix
from fengqiao.engines.planning.feasibility import Violation
from fengqiao.engines.planning.retiming import best_place, retime

RETIMED, PLANNED = "retimed", "planned"
SHIFT: Final = ""
"""The key of what breaks the shift and no single task's window."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What an officer still does today. `broken`: task → the first thing that its place breaks."""

    plan: OfficerPlan
    broken: Mapping[str, dict[str, Any]]
    left_out: tuple[LeftOut, ...] = ()


def travel_of(inputs: PlanInputs) -> TravelMatrix:
    """This function will return the travel minutes of stored tenths."""
    return np.array(inputs.tenths, dtype=np.float64).reshape(len(inputs.tenths), -1) / TENTHS


def time_order(inputs: PlanInputs) -> Rest:
    """This function will time the tasks in the order in which they stand, and tell everything that this breaks."""
    done = retime(
        officer=as_officer(inputs.officers[0]),
        tasks=[as_task(row) for row in inputs.tasks],
        travel_minutes=travel_of(inputs),
        now=float(inputs.now_minute),
    )
    return Rest(done.plan, _broken(done.plan, done.violations, float(inputs.officers[0]["closes"])))


def plan_rest(inputs: PlanInputs) -> Rest:
    """This function will plan the rest anew: what must be done and what was promised first, then what is worth most."""
    planned = plan_station(inputs)
    return Rest(planned.plans[0], {}, planned.left_out)


def make(method: str, inputs: PlanInputs) -> Rest:
    """This function will make a rest of a day again, by the method that made it."""
    return plan_rest(inputs) if method == PLANNED else time_order(inputs)


def place_for(*, inputs: PlanInputs, added: Mapping[str, Any]) -> int:
    """This function will return where in the order one more task breaks least and ends the day earliest."""
    return best_place(
        officer=as_officer(inputs.officers[0]),
        tasks=[as_task(row) for row in inputs.tasks],
        added=as_task(added),
        travel_minutes=travel_of(inputs),
        now=float(inputs.now_minute),
    )


def _broken(plan: OfficerPlan, violations: tuple[Violation, ...], closes: float) -> dict[str, dict[str, Any]]:
    broken: dict[str, dict[str, Any]] = {}
    for one in violations:
        if one.task_id:
            broken.setdefault(one.task_id, one.reason.as_plain())
    if any(one.reason.code == "after_shift" for one in violations):
        works = [work for stop in plan.stops for work in stop.works]
        late = {"code": "after_shift", "parameters": {"closes": closes, "ends": round(plan.ends_minute, 1)}}
        for work in works:
            if work.ends_minute > closes or work is works[-1]:
                broken.setdefault(work.task_id, late)
    return broken


def pack_rest(*, method: str, inputs: PlanInputs) -> tuple[bytes, str]:
    """This function will return the compressed inputs of a revision and their SHA-256."""
    plain = {"method": method, "plan": asdict(inputs)}
    data = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(data, 6), hashlib.sha256(data).hexdigest()


def unpack_rest(data: bytes) -> tuple[str, PlanInputs, str]:
    """This function will read what `pack_rest` wrote: method, inputs, and the SHA-256 of what was read."""
    raw = zlib.decompress(data)
    plain = json.loads(raw)
    plan = plain["plan"]
    inputs = PlanInputs(
        officers=tuple(plan["officers"]),
        tasks=tuple(plan["tasks"]),
        tenths=tuple(tuple(row) for row in plan["tenths"]),
        seed=plan["seed"],
        now_minute=plan["now_minute"],
        algorithm=plan["algorithm"],
    )
    return plain["method"], inputs, hashlib.sha256(raw).hexdigest()
