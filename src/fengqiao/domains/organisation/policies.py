"""Who may see or change the organisation. A seat on a committee is in no table here: it gives no right to anything."""

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
    "organisation.view_rosters": LEADERS | COMMAND_ROOM,
    "organisation.swap_own_shifts": LEADERS | COMMAND_ROOM | OFFICERS | {Role.AUXILIARY},
    "organisation.view_staffing": LEADERS | ABOVE,
    "organisation.view_beat_shares": LEADERS,
    "organisation.view_posts": LEADERS | ABOVE | {Role.SYSTEM_ADMIN},
    "organisation.view_seats": LEADERS | ABOVE | {Role.SYSTEM_ADMIN},
    "organisation.give_seats": LEADERS | {Role.COUNTY_STAFF, Role.SYSTEM_ADMIN},
    "organisation.keep_own_seat": LEADERS | {Role.COMMUNITY_OFFICER},
    "organisation.record_own_time": {Role.COMMUNITY_OFFICER},
    "organisation.set_standard": ABOVE,
    "organisation.keep_calendar": ABOVE | {Role.SYSTEM_ADMIN},
    "organisation.decide_staffing": {Role.STATION_CHIEF, Role.POLITICAL_INSTRUCTOR} | ABOVE,
}
