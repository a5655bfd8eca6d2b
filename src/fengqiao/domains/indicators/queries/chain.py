"""清单 → 派单 → 处置 → 成效: today's counts along the chain."""

from __future__ import annotations

import datetime

from fengqiao.domains.cases.public import count_reports
from fengqiao.domains.disputes.public import count_obligations_kept
from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.domains.incidents.public import count_incidents
from fengqiao.domains.indicators.contracts import Chain
from fengqiao.domains.indicators.queries.place import stations_under, widest_path
from fengqiao.domains.tasks.public import count_tasks
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.scoping.contracts import Actor


def chain(*, actor: Actor) -> Chain:
    """This function will count today from local midnight on, in the actor's own part of the tree."""
    path = widest_path(actor, "tasks.count")
    moment = local_now()
    midnight = datetime.datetime.combine(moment.date(), datetime.time.min, moment.tzinfo)
    stations = stations_under(path)
    lists = duty_lists_in_force(on=moment.date(), path=stations[0].path if stations else path)
    tasks = count_tasks(on=moment.date(), under=path)
    incidents = count_incidents(from_at=midnight, to_at=moment, under=path)
    reports = count_reports(from_at=midnight, to_at=moment, under=path)
    return Chain(
        lists_in_force=len(lists),
        list_rows=sum(len(one.rows) for one in lists),
        tasks_listed=tasks.listed,
        tasks_signed_for=tasks.signed_for,
        orders_given=incidents.dispatched,
        tasks_completed=tasks.listed_completed,
        incidents_received=incidents.received,
        incidents_handled=incidents.closed,
        tasks_on_time=tasks.completed_on_time,
        arrivals_in_time=incidents.arrivals_in_time,
        arrivals=incidents.arrivals,
        transfers_accepted=reports.accepted,
        obligations_kept=count_obligations_kept(from_at=midnight, to_at=moment, under=path),
    )
