"""Who may see figures."""

from fengqiao.domains.accounts.contracts import ABOVE, COMMAND_ROOM, LEADERS

PERMISSIONS = {
    "indicators.view": LEADERS | COMMAND_ROOM | ABOVE,
    "indicators.issue": LEADERS | COMMAND_ROOM,
    "indicators.view_tree": ABOVE | LEADERS,
}
