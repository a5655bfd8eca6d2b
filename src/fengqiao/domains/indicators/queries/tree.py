"""The real tree of the province, with figures only where a station lives."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fengqiao.domains.incidents.public import count_incidents
from fengqiao.domains.indicators.contracts import TreeRow
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.tasks.public import count_tasks
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import require_somewhere

SHOWN = frozenset(
    {
        UnitKind.PROVINCE,
        UnitKind.MUNICIPAL_BUREAU,
        UnitKind.COUNTY_BUREAU,
        UnitKind.BRANCH_BUREAU,
        UnitKind.POLICE_STATION,
    }
)
WINDOW_DAYS = 28


def province_tree(*, actor: Actor) -> Sequence[TreeRow]:
    """This function will list the units down to the stations, with figures where the actor may count."""
    reach = require_somewhere(actor, "indicators.view_tree")
    units = [unit for unit in list_units() if unit.kind in SHOWN]
    living = [unit.path for unit in units if unit.kind is UnitKind.POLICE_STATION]
    return [_row(unit, living, reach) for unit in units]


def _row(unit: UnitRecord, living: Sequence[str], reach: Sequence[str]) -> TreeRow:
    stations = sum(path.startswith(unit.path) for path in living)
    may_count = any(unit.path.startswith(path) for path in reach)
    incidents = tasks = None
    if stations and may_count:
        moment = local_now()
        incidents = count_incidents(
            from_at=moment - datetime.timedelta(days=WINDOW_DAYS), to_at=moment, under=unit.path
        )
        tasks = count_tasks(on=moment.date(), under=unit.path)
    return TreeRow(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        path=unit.path,
        depth=len(unit.path) // PATH_STEP - 1,
        is_living=stations > 0,
        incidents_28_days=incidents.received if incidents else None,
        tasks_on_time=tasks.due_completed if tasks else None,
        tasks_due=tasks.due if tasks else None,
        stations=stations,
    )
