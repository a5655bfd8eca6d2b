"""What waits behind the desks of a station: worked out as the morning does it, and one of it raised by hand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.tasks.actions.generation.placing import NewTask, Owners, Placed, errand_of
from fengqiao.domains.tasks.actions.generation.reading import Morning, read_mornings
from fengqiao.domains.tasks.actions.generation.settling import Standing, settle
from fengqiao.domains.tasks.actions.generation.writing import Worked, write_batch
from fengqiao.domains.tasks.contracts.waiting import NotWaitingError
from fengqiao.domains.tasks.models import DayPlan, PlanRun, Task
from fengqiao.domains.tasks.queries.stored import latest_tasks
from fengqiao.domains.tasks.workflow.desk import is_uncapped, pressure
from fengqiao.domains.tasks.workflow.ownership import Assignment, How


@dataclass(frozen=True, slots=True)
class Queue:
    """A station's morning with what of it is nobody's task yet, the most pressing first."""

    morning: Morning
    waiting: Sequence[NewTask]

    def find(self, uid: str) -> NewTask:
        """This function will return what waits under an identity. Raises NotWaitingError."""
        for one in self.waiting:
            if one.proposal.uid == uid:
                return one
        raise NotWaitingError(uid=uid)


def read_queue(*, station: UnitRecord, date: datetime.date) -> Queue:
    """This function will work out what the lists ask for on a day and no task stands for yet; nothing is written."""
    [morning] = read_mornings(stations=[station], date=date)
    latest = latest_tasks(
        stations=[station.path],
        uids=((station.path, one.uid) for one in morning.proposals),
        only=None,
        is_locking=False,
    )
    owners = Owners(morning.team)
    fresh = settle(morning=morning, latest=latest[station.path]).fresh
    waiting = [
        NewTask(proposal, attempt, owners.of(errand_of(proposal, morning)))
        for proposal, attempt in sorted(fresh, key=lambda pair: pressure(pair[0], date))
    ]
    return Queue(morning, waiting)


def raise_one(*, queue: Queue, one: NewTask, staff_id: int) -> Task:
    """This function will make the task of what waits, for an officer, and count it off the queue.

    Raises NotWaitingError where somebody was faster.
    """
    new = NewTask(one.proposal, one.attempt, Assignment(one.found.owner_id, (staff_id,), How.OWN))
    worked = Worked(queue.morning, Standing(), Placed(new=[new]))
    write_batch([worked])
    if not worked.placed.assignments:
        raise NotWaitingError(uid=one.proposal.uid)
    [task_id] = worked.placed.assignments
    _count_off(queue.morning, one, staff_id)
    return Task.objects.select_for_update(of=("self",)).get(pk=task_id)


def _count_off(morning: Morning, one: NewTask, staff_id: int) -> None:
    """The queue shown beside a list is one shorter; the desk of whoever takes it one fuller."""
    key = one.proposal.list_code, one.proposal.row_number
    plan = DayPlan.objects.filter(staff_id=one.found.lead_id, date=morning.date).first()
    if plan is not None:
        rows = [{**row, "count": row["count"] - ((row["list"], row["row"]) == key)} for row in plan.waiting]
        DayPlan.objects.filter(pk=plan.pk).update(waiting=[row for row in rows if row["count"] > 0])
    runs = PlanRun.objects.filter(station_path=morning.station.path, date=morning.date).defer("inputs")
    run = runs.order_by("-revision").first()
    if run is not None and not is_uncapped(one.proposal):
        run.desk = {**run.desk, str(staff_id): run.desk.get(str(staff_id), 0) + 1}
        run.save(update_fields=["desk"])
