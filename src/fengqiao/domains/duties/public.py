"""The door of the lists."""

from fengqiao.domains.duties.actions import (
    publish_draft,
    publish_list,
    return_draft,
    save_draft,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from fengqiao.domains.duties.actions.application_models import (
    adopt_model,
    change_model,
    expire_models,
    register_model,
    sign_model,
    start_model_trial,
    withdraw_model,
)
from fengqiao.domains.duties.actions.backtesting import cancel_backtest, request_backtest, take_backtest_turn
from fengqiao.domains.duties.actions.model_rows import draft_model_row
from fengqiao.domains.duties.actions.model_trials import take_trial_turn
from fengqiao.domains.duties.actions.outside_tasks import (
    contest_outside_task,
    decide_outside_task,
    pass_on_overdue_outside_tasks,
    report_outside_task,
)
from fengqiao.domains.duties.queries import (
    check_document,
    days_of_new_lists,
    decide_handler,
    duty_lists_by_path,
    duty_lists_in_force,
    duty_lists_of,
    get_draft_page,
    get_row,
    list_drafts,
    list_versions,
    negative_list_in_force,
    shipped_documents,
)
from fengqiao.domains.duties.queries.application_models import get_model_page, list_models, rule_from_list
from fengqiao.domains.duties.queries.backtests import get_backtest_page, list_backtests
from fengqiao.domains.duties.queries.model_figures import stopped_scenes
from fengqiao.domains.duties.queries.outside_tasks import (
    boundary_answer,
    get_outside_desk,
    get_outside_task,
    list_own_reports,
    spared_in_month,
)
from fengqiao.domains.duties.queries.past import register_past_source, register_scene_names, register_scene_source

__all__ = [
    "adopt_model",
    "boundary_answer",
    "cancel_backtest",
    "change_model",
    "check_document",
    "contest_outside_task",
    "days_of_new_lists",
    "decide_handler",
    "decide_outside_task",
    "draft_model_row",
    "duty_lists_by_path",
    "duty_lists_in_force",
    "duty_lists_of",
    "expire_models",
    "get_backtest_page",
    "get_draft_page",
    "get_model_page",
    "get_outside_desk",
    "get_outside_task",
    "get_row",
    "list_backtests",
    "list_drafts",
    "list_models",
    "list_own_reports",
    "list_versions",
    "negative_list_in_force",
    "pass_on_overdue_outside_tasks",
    "publish_draft",
    "publish_list",
    "register_model",
    "register_past_source",
    "register_scene_names",
    "register_scene_source",
    "report_outside_task",
    "request_backtest",
    "return_draft",
    "rule_from_list",
    "save_draft",
    "shipped_documents",
    "sign_draft",
    "sign_model",
    "spared_in_month",
    "start_draft",
    "start_model_trial",
    "stopped_scenes",
    "take_backtest_turn",
    "take_trial_turn",
    "withdraw_draft",
    "withdraw_model",
]
