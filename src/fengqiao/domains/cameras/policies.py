"""Who may see and review camera warnings, and who keeps the inventory."""

from fengqiao.domains.accounts.contracts import COMMAND_ROOM, LEADERS, Role

PERMISSIONS = {
    "cameras.view_warnings": LEADERS | {Role.SHIFT_LEADER, Role.DISPATCHER, Role.VIDEO_REVIEWER},
    "cameras.review": LEADERS | {Role.SHIFT_LEADER, Role.VIDEO_REVIEWER},
    "cameras.hold_clips": LEADERS | {Role.SHIFT_LEADER},
    "cameras.view_inventory": LEADERS | COMMAND_ROOM | {Role.COUNTY_STAFF, Role.AUDITOR},
    "cameras.manage": LEADERS | {Role.SYSTEM_ADMIN},
    "cameras.view_register": LEADERS | {Role.AUDITOR},
}
