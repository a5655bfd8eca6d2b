"""The door of incidents."""

from fengqiao.domains.incidents.actions.alarms.channels import forget_alarm_channel, register_alarm_channel
from fengqiao.domains.incidents.actions.alarms.opening import open_alarms
from fengqiao.domains.incidents.actions.alarms.settling import take_alarm
from fengqiao.domains.incidents.actions.alarms.sounding import sound_alarms
from fengqiao.domains.incidents.actions.alarms.timers import end_timer, extend_timer, mark_safe, start_timer
from fengqiao.domains.incidents.actions.attaching import attach_dispute, attach_report
from fengqiao.domains.incidents.actions.dispatching import dispatch_units
from fengqiao.domains.incidents.actions.feedback import give_feedback
from fengqiao.domains.incidents.actions.handing_over import (
    answer_call,
    note_unanswered_transfers,
    transfer_to_12345,
)
from fengqiao.domains.incidents.actions.importing import load_calls
from fengqiao.domains.incidents.actions.merging import merge_incident
from fengqiao.domains.incidents.actions.moving_up import decide_move
from fengqiao.domains.incidents.actions.orders import advance_order, recall_order
from fengqiao.domains.incidents.actions.plans import publish_plan, sign_off_plan, start_drill, start_plan, tick_item
from fengqiao.domains.incidents.actions.recommending import recommend_units
from fengqiao.domains.incidents.actions.reviewing import call_back, close_incident, review_feedback
from fengqiao.domains.incidents.actions.routing import change_route, set_category
from fengqiao.domains.incidents.actions.taking import take_signal
from fengqiao.domains.incidents.actions.transfers import answer_transfer, hear_answer, retry_transfers, tell_caller
from fengqiao.domains.incidents.actions.units import (
    load_units,
    report_position,
    report_positions,
    set_unit_status,
    turn_shifts,
)
from fengqiao.domains.incidents.actions.unmerging import unmerge_incident
from fengqiao.domains.incidents.actions.what_if import cancel_what_if, request_what_if, take_what_if_turn
from fengqiao.domains.incidents.queries.alarms import list_alarms, list_told
from fengqiao.domains.incidents.queries.callers import list_callbacks_due, list_callers
from fengqiao.domains.incidents.queries.counts import count_incidents, daily_counts, daily_counts_known_days
from fengqiao.domains.incidents.queries.duty_source import duty_source
from fengqiao.domains.incidents.queries.earlier import list_earlier
from fengqiao.domains.incidents.queries.hourly import hour_counts
from fengqiao.domains.incidents.queries.incidents import get_incident, list_incidents
from fengqiao.domains.incidents.queries.live import list_call_signs, list_live, list_own_orders, list_units_now
from fengqiao.domains.incidents.queries.moves import open_move_advice
from fengqiao.domains.incidents.queries.plans import get_plan, get_run, list_plans, list_runs, plans_for, runs_of
from fengqiao.domains.incidents.queries.shift import shift_incidents
from fengqiao.domains.incidents.queries.timers import list_timers, own_timer
from fengqiao.domains.incidents.queries.transfers import get_transfer, list_waiting_transfers
from fengqiao.domains.incidents.queries.what_ifs import (
    count_units_today,
    get_what_if,
    list_what_ifs,
    places_to_try,
)
from fengqiao.domains.incidents.queries.workload import calls_of_places, order_work
from fengqiao.domains.incidents.wording import (
    alarm_text,
    category_text,
    category_tree,
    origin_text,
    reason_text,
    result_text,
    route_text,
    rung_text,
    settled_text,
    state_text,
    unit_kind_text,
    unit_status_text,
)

__all__ = [
    "advance_order",
    "alarm_text",
    "answer_call",
    "answer_transfer",
    "attach_dispute",
    "attach_report",
    "call_back",
    "calls_of_places",
    "cancel_what_if",
    "category_text",
    "category_tree",
    "change_route",
    "close_incident",
    "count_incidents",
    "count_units_today",
    "daily_counts",
    "daily_counts_known_days",
    "decide_move",
    "dispatch_units",
    "duty_source",
    "end_timer",
    "extend_timer",
    "forget_alarm_channel",
    "get_incident",
    "get_plan",
    "get_run",
    "get_transfer",
    "get_what_if",
    "give_feedback",
    "hear_answer",
    "hour_counts",
    "list_alarms",
    "list_call_signs",
    "list_callbacks_due",
    "list_callers",
    "list_earlier",
    "list_incidents",
    "list_live",
    "list_own_orders",
    "list_plans",
    "list_runs",
    "list_timers",
    "list_told",
    "list_units_now",
    "list_waiting_transfers",
    "list_what_ifs",
    "load_calls",
    "load_units",
    "mark_safe",
    "merge_incident",
    "note_unanswered_transfers",
    "open_alarms",
    "open_move_advice",
    "order_work",
    "origin_text",
    "own_timer",
    "places_to_try",
    "plans_for",
    "publish_plan",
    "reason_text",
    "recall_order",
    "recommend_units",
    "register_alarm_channel",
    "report_position",
    "report_positions",
    "request_what_if",
    "result_text",
    "retry_transfers",
    "review_feedback",
    "route_text",
    "rung_text",
    "runs_of",
    "set_category",
    "set_unit_status",
    "settled_text",
    "shift_incidents",
    "sign_off_plan",
    "sound_alarms",
    "start_drill",
    "start_plan",
    "start_timer",
    "state_text",
    "take_alarm",
    "take_signal",
    "take_what_if_turn",
    "tell_caller",
    "tick_item",
    "transfer_to_12345",
    "turn_shifts",
    "unit_kind_text",
    "unit_status_text",
    "unmerge_incident",
]
