"""The door of tasks."""

from fengqiao.domains.tasks.actions.changing_the_day import (
    add_own_work,
    decide_postponement,
    move_in_day,
    postpone_task,
    promise_time,
    release_promise,
    reorder_day,
    replan_day,
    replan_team,
    take_up_task,
)
from fengqiao.domains.tasks.actions.completing import load_completions
from fengqiao.domains.tasks.actions.duplicates import cancel_as_duplicate
from fengqiao.domains.tasks.actions.generation import generate_morning_lists, replan_station
from fengqiao.domains.tasks.actions.progress import (
    assign_task,
    complete_task,
    send_back_task,
    sign_for_day_list,
    sign_for_task,
    start_task,
)
from fengqiao.domains.tasks.actions.replaying import replay_day_list
from fengqiao.domains.tasks.queries.changes import carried_days, get_day_state, list_postponements
from fengqiao.domains.tasks.queries.days import (
    count_tasks,
    get_day_list,
    get_station_day,
    list_officers,
    stations_of,
)
from fengqiao.domains.tasks.queries.duplicates import list_possible_originals, title_of_task
from fengqiao.domains.tasks.queries.sources import forget_duty_source, register_duty_source
from fengqiao.domains.tasks.queries.tasks import (
    contact_of,
    evidence_asked,
    get_task,
    list_tasks,
    list_titles,
    row_of,
    subjects_in_hand,
    task_timeline,
)
from fengqiao.domains.tasks.queries.workload import done_work, task_minutes
from fengqiao.domains.tasks.wording import state_text

__all__ = [
    "add_own_work",
    "assign_task",
    "cancel_as_duplicate",
    "carried_days",
    "complete_task",
    "contact_of",
    "count_tasks",
    "decide_postponement",
    "done_work",
    "evidence_asked",
    "forget_duty_source",
    "generate_morning_lists",
    "get_day_list",
    "get_day_state",
    "get_station_day",
    "get_task",
    "list_officers",
    "list_possible_originals",
    "list_postponements",
    "list_tasks",
    "list_titles",
    "load_completions",
    "move_in_day",
    "postpone_task",
    "promise_time",
    "register_duty_source",
    "release_promise",
    "reorder_day",
    "replan_day",
    "replan_station",
    "replan_team",
    "replay_day_list",
    "row_of",
    "send_back_task",
    "sign_for_day_list",
    "sign_for_task",
    "start_task",
    "state_text",
    "stations_of",
    "subjects_in_hand",
    "take_up_task",
    "task_minutes",
    "task_timeline",
    "title_of_task",
]
