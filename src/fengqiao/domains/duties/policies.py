"""Who may read, draft, sign and publish lists."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

DRAFTERS = LEADERS | ABOVE | {Role.SYSTEM_ADMIN}
SIGNERS = ABOVE | {Role.LEGAL_REVIEWER}
PERMISSIONS = {
    "duties.view": LEADERS
    | COMMAND_ROOM
    | OFFICERS
    | ABOVE
    | {Role.AUXILIARY, Role.LEGAL_REVIEWER, Role.HALL_CLERK, Role.SYSTEM_ADMIN},
    "duties.draft": DRAFTERS,
    "duties.sign": SIGNERS,
    "duties.view_drafts": DRAFTERS | SIGNERS,
    "duties.publish": {Role.COUNTY_STAFF, Role.CITY_STAFF, Role.PROVINCE_STAFF, Role.SYSTEM_ADMIN},
}
