"""Reads of what-ifs."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.incidents.contracts.what_if import WhatIfRecord, WhatIfState
from fengqiao.domains.incidents.models import WhatIf
from fengqiao.domains.incidents.queries.recorded_calls import units_today
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import get_unit_at, list_units
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere, scoped

WHAT_IF = "incidents.what_if"
MOST_SHOWN = 50
MOST_PLACES = 200


def list_what_ifs(*, actor: Actor) -> Sequence[WhatIfRecord]:
    """This function will list the newest replays of the actor's area."""
    paths = require_somewhere(actor, WHAT_IF)
    rows = scoped(WhatIf.objects.defer("parts"), paths).order_by("-requested_at", "-pk")[:MOST_SHOWN]
    return [what_if_record(row) for row in rows]


def get_what_if(*, actor: Actor, what_if_id: int) -> WhatIfRecord:
    """This function will return a replay. Raises NotVisibleError."""
    paths = require_somewhere(actor, WHAT_IF)
    row = scoped(WhatIf.objects.filter(pk=what_if_id), paths).first()
    if row is None:
        raise NotVisibleError
    return what_if_record(row)


def places_to_try(*, actor: Actor) -> Sequence[UnitRecord]:
    """This function will list the stations, and the counties above them, whose calls the actor may replay."""
    paths = require_somewhere(actor, WHAT_IF)
    kinds = (UnitKind.COUNTY_BUREAU, UnitKind.POLICE_STATION)
    found = {one.path: one for path in paths for kind in kinds for one in list_units(kind=kind, under=path)}
    return [found[path] for path in sorted(found)][:MOST_PLACES]


def what_if_record(row: WhatIf) -> WhatIfRecord:
    """This function will turn a replay into the value that others may hold."""
    return WhatIfRecord(
        id=row.pk,
        state=WhatIfState(row.state),
        scope_path=row.scope_path,
        place_name=get_unit_at(path=row.scope_path).name,
        wish=row.wish,
        first_date=row.first_date,
        last_date=row.last_date,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
        done_steps=row.done_steps,
        all_steps=row.all_steps,
        result=row.result,
        note=row.note,
    )


def count_units_today(*, actor: Actor, path: str) -> int:
    """This function will count the units of the shift that runs at a place that the actor may replay."""
    require(actor, WHAT_IF, path)
    return units_today(path=path, at=now())
