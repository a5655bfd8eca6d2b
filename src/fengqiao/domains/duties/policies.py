"""Who may read, draft, sign and publish lists."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

DRAFTERS = LEADERS | ABOVE | {Role.SYSTEM_ADMIN}
SIGNERS = ABOVE | {Role.LEGAL_REVIEWER}
AT_WORK = OFFICERS | COMMAND_ROOM | {Role.AUXILIARY, Role.LEGAL_REVIEWER, Role.HALL_CLERK}
"""Whoever may be asked for work that is not the station's."""
PERMISSIONS = {
    "duties.view": LEADERS
    | COMMAND_ROOM
    | OFFICERS
    | ABOVE
    | {Role.AUXILIARY, Role.LEGAL_REVIEWER, Role.HALL_CLERK, Role.SYSTEM_ADMIN},
    "duties.draft": DRAFTERS,
    "duties.sign": SIGNERS,
    "duties.view_drafts": DRAFTERS | SIGNERS,
    "duties.backtest": DRAFTERS | SIGNERS,
    "duties.report_outside": AT_WORK,
    "duties.decide_outside": LEADERS | ABOVE,
    "duties.decide_outside_above": ABOVE,
    "duties.view_models": AT_WORK | ABOVE | {Role.SYSTEM_ADMIN},
    "duties.write_model": OFFICERS | ABOVE | {Role.ANALYST},
    "duties.sign_model": SIGNERS,
    "duties.adopt_model": LEADERS | ABOVE,
    "duties.publish": {Role.COUNTY_STAFF, Role.CITY_STAFF, Role.PROVINCE_STAFF, Role.SYSTEM_ADMIN},
}
