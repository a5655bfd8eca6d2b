"""A day that changes: order, time promised, put off, taken up, added, held up. Every change is a new revision."""

from fengqiao.domains.tasks.actions.changing_the_day.adding import add_own_work, take_up_task
from fengqiao.domains.tasks.actions.changing_the_day.holding_up import replan_day, replan_team
from fengqiao.domains.tasks.actions.changing_the_day.ordering import move_in_day, reorder_day
from fengqiao.domains.tasks.actions.changing_the_day.promising import promise_time, release_promise
from fengqiao.domains.tasks.actions.changing_the_day.putting_off import decide_postponement, postpone_task
from fengqiao.domains.tasks.actions.changing_the_day.waiting import assign_waiting, list_waiting, take_waiting

__all__ = [
    "add_own_work",
    "assign_waiting",
    "decide_postponement",
    "list_waiting",
    "move_in_day",
    "postpone_task",
    "promise_time",
    "release_promise",
    "reorder_day",
    "replan_day",
    "replan_team",
    "take_up_task",
    "take_waiting",
]
