"""The door of reports and the station's own simple cases."""

from fengqiao.domains.cases.actions.registering import register_report
from fengqiao.domains.cases.actions.solving import (
    close_report,
    inform_reporter,
    return_property,
    solve_report,
)
from fengqiao.domains.cases.actions.transferring import (
    announce_overdue_transfers,
    answer_transfer,
    decide_review,
    record_urgent_measures,
    transfer_report,
)
from fengqiao.domains.cases.queries import count_reports, get_report, list_reports, list_reports_open_at, reports_due
from fengqiao.domains.cases.wording import state_text

__all__ = [
    "announce_overdue_transfers",
    "answer_transfer",
    "close_report",
    "count_reports",
    "decide_review",
    "get_report",
    "inform_reporter",
    "list_reports",
    "list_reports_open_at",
    "record_urgent_measures",
    "register_report",
    "reports_due",
    "return_property",
    "solve_report",
    "state_text",
    "transfer_report",
]
