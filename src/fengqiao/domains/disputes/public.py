"""The door of disputes and the promises out of them."""

from fengqiao.domains.disputes.actions import (
    decide_obligation,
    load_disputes,
    load_obligations,
    name_households,
    register_dispute,
    settle_dispute,
)
from fengqiao.domains.disputes.queries.duty_source import duty_source, households_of_incidents, incidents_between
from fengqiao.domains.disputes.queries.reading import (
    count_obligations_kept,
    get_dispute,
    list_disputes,
    list_due_obligations,
)
from fengqiao.domains.disputes.wording import state_text

__all__ = [
    "count_obligations_kept",
    "decide_obligation",
    "duty_source",
    "get_dispute",
    "households_of_incidents",
    "incidents_between",
    "list_disputes",
    "list_due_obligations",
    "load_disputes",
    "load_obligations",
    "name_households",
    "register_dispute",
    "settle_dispute",
    "state_text",
]
