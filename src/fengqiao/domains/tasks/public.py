"""The door of tasks."""

from fengqiao.domains.tasks.actions.at_the_door import record_visit
from fengqiao.domains.tasks.actions.changing_the_day import (
    add_own_work,
    assign_waiting,
    decide_postponement,
    list_waiting,
    move_in_day,
    postpone_task,
    promise_time,
    release_promise,
    reorder_day,
    replan_day,
    replan_team,
    take_up_task,
    take_waiting,
)
from fengqiao.domains.tasks.actions.completing import load_completions
from fengqiao.domains.tasks.actions.duplicates import cancel_as_duplicate
from fengqiao.domains.tasks.actions.evaluation.counting import (
    count_month,
)
from fengqiao.domains.tasks.actions.evaluation.questioning import (
    answer_questions,
    ask_about_visits,
    close_question,
)
from fengqiao.domains.tasks.actions.evaluation.rules import (
    save_rules,
)
from fengqiao.domains.tasks.actions.evaluation.verifying import (
    add_officer_note,
    close_talk,
    draw_sample,
    record_call,
)
from fengqiao.domains.tasks.actions.generation import (
    generate_morning_lists,
    generate_tasks,
    note_changes,
    regenerate_changed,
    replan_station,
)
from fengqiao.domains.tasks.actions.progress import (
    assign_task,
    complete_task,
    send_back_task,
    sign_for_day_list,
    sign_for_task,
    start_task,
)
from fengqiao.domains.tasks.actions.replaying import replay_day_list
from fengqiao.domains.tasks.actions.taking_on import raise_taken_on
from fengqiao.domains.tasks.queries.board import get_team_board
from fengqiao.domains.tasks.queries.changes import carried_days, get_day_state, last_day_to_wait, list_postponements
from fengqiao.domains.tasks.queries.days import (
    count_tasks,
    get_day_list,
    get_station_day,
    list_officers,
    stations_of,
)
from fengqiao.domains.tasks.queries.duplicates import list_possible_originals, title_of_task
from fengqiao.domains.tasks.queries.evaluation.burden import (
    burden_sheet,
)
from fengqiao.domains.tasks.queries.evaluation.months import (
    month_of,
)
from fengqiao.domains.tasks.queries.evaluation.own import (
    burden_between,
    month_loads,
    own_month,
)
from fengqiao.domains.tasks.queries.evaluation.questions import (
    own_questions,
    station_questions,
)
from fengqiao.domains.tasks.queries.evaluation.rules import (
    list_rules_versions,
    rules_at,
)
from fengqiao.domains.tasks.queries.evaluation.sheet import (
    evaluation_sheet,
    visible_units,
)
from fengqiao.domains.tasks.queries.evaluation.spared import (
    Spared,
    register_spared_minutes,
)
from fengqiao.domains.tasks.queries.evaluation.verifications import (
    contact_of_visit,
    get_verification,
    list_draws,
    list_verifications,
    own_talks,
    sample_result,
)
from fengqiao.domains.tasks.queries.own_events import completed_tasks_source
from fengqiao.domains.tasks.queries.past import read_past
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
from fengqiao.domains.tasks.queries.together import colleagues_of, meeting_of
from fengqiao.domains.tasks.queries.usual_answers import usual_answers
from fengqiao.domains.tasks.queries.workload import done_work, task_minutes
from fengqiao.domains.tasks.wording import state_text
from fengqiao.domains.tasks.wording.evaluation import (
    answer_text,
    outcome_text,
    question_state_text,
    verification_state_text,
)

__all__ = [
    "Spared",
    "add_officer_note",
    "add_own_work",
    "answer_questions",
    "answer_text",
    "ask_about_visits",
    "assign_task",
    "assign_waiting",
    "burden_between",
    "burden_sheet",
    "cancel_as_duplicate",
    "carried_days",
    "close_question",
    "close_talk",
    "colleagues_of",
    "complete_task",
    "completed_tasks_source",
    "contact_of",
    "contact_of_visit",
    "count_month",
    "count_tasks",
    "decide_postponement",
    "done_work",
    "draw_sample",
    "evaluation_sheet",
    "evidence_asked",
    "forget_duty_source",
    "generate_morning_lists",
    "generate_tasks",
    "get_day_list",
    "get_day_state",
    "get_station_day",
    "get_task",
    "get_team_board",
    "get_verification",
    "last_day_to_wait",
    "list_draws",
    "list_officers",
    "list_possible_originals",
    "list_postponements",
    "list_rules_versions",
    "list_tasks",
    "list_titles",
    "list_verifications",
    "list_waiting",
    "load_completions",
    "meeting_of",
    "month_loads",
    "month_of",
    "move_in_day",
    "note_changes",
    "outcome_text",
    "own_month",
    "own_questions",
    "own_talks",
    "postpone_task",
    "promise_time",
    "question_state_text",
    "raise_taken_on",
    "read_past",
    "record_call",
    "record_visit",
    "regenerate_changed",
    "register_duty_source",
    "register_spared_minutes",
    "release_promise",
    "reorder_day",
    "replan_day",
    "replan_station",
    "replan_team",
    "replay_day_list",
    "row_of",
    "rules_at",
    "sample_result",
    "save_rules",
    "send_back_task",
    "sign_for_day_list",
    "sign_for_task",
    "start_task",
    "state_text",
    "station_questions",
    "stations_of",
    "subjects_in_hand",
    "take_up_task",
    "take_waiting",
    "task_minutes",
    "task_timeline",
    "title_of_task",
    "usual_answers",
    "verification_state_text",
    "visible_units",
]
