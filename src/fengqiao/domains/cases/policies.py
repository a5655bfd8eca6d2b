"""Who may see and handle reports and the station's own simple cases."""

from fengqiao.domains.accounts.contracts import LEADERS, OFFICERS, Role

CASE_HANDLERS = LEADERS | {Role.CASE_OFFICER, Role.SHIFT_LEADER, Role.CASE_SUPERVISOR}
PERMISSIONS = {
    "cases.view": CASE_HANDLERS | {Role.DISPATCHER, Role.LEGAL_REVIEWER, Role.COUNTY_STAFF},
    "cases.register": CASE_HANDLERS | OFFICERS | {Role.DISPATCHER, Role.HALL_CLERK},
    "cases.handle": CASE_HANDLERS,
    "cases.review": LEADERS | {Role.LEGAL_REVIEWER, Role.CASE_SUPERVISOR},
    "cases.answer_transfer": {Role.COUNTY_STAFF},
}
