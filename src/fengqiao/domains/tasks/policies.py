"""Who may see and do tasks. `view_own` is the relation to the own list; `view` the tasks of a subtree.

`evaluate` shows figures of rows and places, never of a person; questions about visits stay with the station's leaders.
"""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS, OFFICERS, Role

PERMISSIONS = {
    "tasks.view_own": LEADERS | OFFICERS | {Role.AUXILIARY},
    "tasks.do_own": LEADERS | OFFICERS | {Role.AUXILIARY},
    "tasks.view": LEADERS | COMMAND_ROOM,
    "tasks.generate": LEADERS,
    "tasks.evaluate": LEADERS | ABOVE,
    "tasks.verify": LEADERS | {Role.SHIFT_LEADER, Role.DISPATCHER, Role.CASE_SUPERVISOR},
    "tasks.draw_sample": LEADERS,
    "tasks.close_questions": LEADERS,
    "tasks.set_evaluation_rules": ABOVE,
    "tasks.count": LEADERS | COMMAND_ROOM | OFFICERS | ABOVE | {Role.AUXILIARY},
}
