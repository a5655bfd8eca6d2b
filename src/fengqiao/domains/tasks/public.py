"""The door of tasks."""

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
    "assign_task",
    "cancel_as_duplicate",
    "complete_task",
    "contact_of",
    "count_tasks",
    "done_work",
    "evidence_asked",
    "forget_duty_source",
    "generate_morning_lists",
    "get_day_list",
    "get_station_day",
    "get_task",
    "list_officers",
    "list_possible_originals",
    "list_tasks",
    "list_titles",
    "load_completions",
    "register_duty_source",
    "replan_station",
    "replay_day_list",
    "row_of",
    "send_back_task",
    "sign_for_day_list",
    "sign_for_task",
    "start_task",
    "state_text",
    "stations_of",
    "subjects_in_hand",
    "task_minutes",
    "task_timeline",
    "title_of_task",
]
