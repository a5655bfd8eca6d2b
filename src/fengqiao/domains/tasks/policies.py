"""Who may see and do tasks. `view_own` is the relation to the own list; `view` the tasks of a subtree."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "tasks.view_own": LEADERS | OFFICERS | {Role.AUXILIARY},
    "tasks.do_own": LEADERS | OFFICERS | {Role.AUXILIARY},
    "tasks.view": LEADERS | COMMAND_ROOM,
    "tasks.generate": LEADERS,
    "tasks.count": LEADERS | COMMAND_ROOM | OFFICERS | ABOVE | {Role.AUXILIARY},
}
