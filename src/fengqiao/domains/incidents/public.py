"""The door of incidents."""

from fengqiao.domains.incidents.actions.attaching import attach_dispute, attach_report
from fengqiao.domains.incidents.actions.dispatching import dispatch_units
from fengqiao.domains.incidents.actions.feedback import give_feedback
from fengqiao.domains.incidents.actions.handing_over import (
    answer_call,
    answer_transfer,
    note_unanswered_transfers,
    transfer_to_12345,
)
from fengqiao.domains.incidents.actions.importing import load_calls
from fengqiao.domains.incidents.actions.merging import merge_incident
from fengqiao.domains.incidents.actions.orders import advance_order, recall_order
from fengqiao.domains.incidents.actions.recommending import recommend_units
from fengqiao.domains.incidents.actions.reviewing import call_back, close_incident, review_feedback
from fengqiao.domains.incidents.actions.routing import change_route, set_category
from fengqiao.domains.incidents.actions.taking import take_signal
from fengqiao.domains.incidents.actions.units import (
    load_units,
    report_position,
    report_positions,
    set_unit_status,
    turn_shifts,
)
from fengqiao.domains.incidents.queries.counts import count_incidents, daily_counts, daily_counts_known_days
from fengqiao.domains.incidents.queries.duty_source import duty_source
from fengqiao.domains.incidents.queries.incidents import get_incident, list_incidents
from fengqiao.domains.incidents.queries.live import list_call_signs, list_live, list_own_orders, list_units_now
from fengqiao.domains.incidents.queries.shift import shift_incidents
from fengqiao.domains.incidents.queries.workload import calls_of_places, order_work
from fengqiao.domains.incidents.wording import (
    category_text,
    category_tree,
    origin_text,
    reason_text,
    result_text,
    route_text,
    state_text,
    unit_kind_text,
    unit_status_text,
)

__all__ = [
    "advance_order",
    "answer_call",
    "answer_transfer",
    "attach_dispute",
    "attach_report",
    "call_back",
    "calls_of_places",
    "category_text",
    "category_tree",
    "change_route",
    "close_incident",
    "count_incidents",
    "daily_counts",
    "daily_counts_known_days",
    "dispatch_units",
    "duty_source",
    "get_incident",
    "give_feedback",
    "list_call_signs",
    "list_incidents",
    "list_live",
    "list_own_orders",
    "list_units_now",
    "load_calls",
    "load_units",
    "merge_incident",
    "note_unanswered_transfers",
    "order_work",
    "origin_text",
    "reason_text",
    "recall_order",
    "recommend_units",
    "report_position",
    "report_positions",
    "result_text",
    "review_feedback",
    "route_text",
    "set_category",
    "set_unit_status",
    "shift_incidents",
    "state_text",
    "take_signal",
    "transfer_to_12345",
    "turn_shifts",
    "unit_kind_text",
    "unit_status_text",
]
