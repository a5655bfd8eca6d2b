"""Who may see or change the organisation."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "organisation.view": LEADERS
    | COMMAND_ROOM
    | OFFICERS
    | ABOVE
    | {
        Role.AUXILIARY,
        Role.LEGAL_REVIEWER,
        Role.HALL_CLERK,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
    },
    "organisation.manage": {Role.SYSTEM_ADMIN},
    "organisation.plan_duty": LEADERS | {Role.SHIFT_LEADER},
}
