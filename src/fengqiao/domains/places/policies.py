"""Who may see or change places and the few facts on residents."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "places.view": LEADERS | COMMAND_ROOM | OFFICERS | ABOVE | {Role.AUXILIARY, Role.HALL_CLERK},
    "places.view_residents": LEADERS | OFFICERS,
    "places.manage": LEADERS | {Role.SYSTEM_ADMIN},
}
