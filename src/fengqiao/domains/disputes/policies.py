"""Who may see and handle disputes and the promises out of them."""

from fengqiao.domains.accounts.contracts import COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "disputes.view": LEADERS | COMMAND_ROOM | {Role.COMMUNITY_OFFICER, Role.CASE_OFFICER, Role.HALL_CLERK},
    "disputes.register": LEADERS | COMMAND_ROOM | OFFICERS | {Role.AUXILIARY, Role.HALL_CLERK},
    "disputes.handle": LEADERS | {Role.COMMUNITY_OFFICER, Role.CASE_OFFICER},
    "disputes.load": {Role.SYSTEM_ADMIN},
}
