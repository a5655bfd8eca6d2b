"""Who may see, take, route, dispatch and review incidents. Units act on their own orders by relation."""

from fengqiao.domains.accounts.contracts import COMMAND_ROOM, LEADERS, OFFICERS, Role

COMMAND = LEADERS | {Role.SHIFT_LEADER, Role.DISPATCHER}
PERMISSIONS = {
    "incidents.view": LEADERS | COMMAND_ROOM | {Role.CASE_OFFICER, Role.COMMUNITY_OFFICER},
    "incidents.take": COMMAND | {Role.COMMUNITY_OFFICER, Role.CASE_OFFICER, Role.VIDEO_REVIEWER, Role.HALL_CLERK},
    "incidents.dispatch": COMMAND,
    "incidents.keep_plans": LEADERS | {Role.COUNTY_STAFF},
    "incidents.review": LEADERS | {Role.SHIFT_LEADER},
    "incidents.act_on_own_orders": OFFICERS | LEADERS | {Role.AUXILIARY, Role.SHIFT_LEADER},
    "incidents.import": {Role.SYSTEM_ADMIN, Role.STATION_CHIEF, Role.COUNTY_STAFF},
    "incidents.what_if": LEADERS | {Role.ANALYST, Role.COUNTY_STAFF},
}
