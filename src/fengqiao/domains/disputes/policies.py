"""Who may see and handle disputes and the promises out of them."""

from fengqiao.domains.accounts.contracts import COMMAND_ROOM, LEADERS, Role

PERMISSIONS = {
    "disputes.view": LEADERS | COMMAND_ROOM | {Role.COMMUNITY_OFFICER, Role.CASE_OFFICER, Role.HALL_CLERK},
    "disputes.handle": LEADERS | {Role.COMMUNITY_OFFICER, Role.CASE_OFFICER},
}
