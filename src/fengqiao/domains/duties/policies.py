"""Who may read and publish lists."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "duties.view": LEADERS
    | COMMAND_ROOM
    | OFFICERS
    | ABOVE
    | {Role.AUXILIARY, Role.LEGAL_REVIEWER, Role.HALL_CLERK, Role.SYSTEM_ADMIN},
    "duties.publish": {Role.COUNTY_STAFF, Role.CITY_STAFF, Role.PROVINCE_STAFF, Role.SYSTEM_ADMIN},
}
