"""Codes and reasons of incidents in words, in the reader's language."""

from fengqiao.domains.incidents.wording.alarms import alarm_text, people_text, rung_text, settled_text
from fengqiao.domains.incidents.wording.categories import category_text, category_tree
from fengqiao.domains.incidents.wording.codes import (
    order_act_text,
    order_state_text,
    origin_text,
    result_text,
    route_text,
    state_text,
    transfer_text,
    unit_kind_text,
    unit_status_text,
)
from fengqiao.domains.incidents.wording.errors import error_text
from fengqiao.domains.incidents.wording.reasons import cover_text, reason_text
from fengqiao.domains.incidents.wording.timeline import stamp_text, timeline_text

__all__ = [
    "alarm_text",
    "category_text",
    "category_tree",
    "cover_text",
    "error_text",
    "order_act_text",
    "order_state_text",
    "origin_text",
    "people_text",
    "reason_text",
    "result_text",
    "route_text",
    "rung_text",
    "settled_text",
    "stamp_text",
    "state_text",
    "timeline_text",
    "transfer_text",
    "unit_kind_text",
    "unit_status_text",
]
