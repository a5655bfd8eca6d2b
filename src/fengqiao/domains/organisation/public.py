"""The door of the organisation."""

from fengqiao.domains.organisation.actions.advising import ask_for_advice, decide_advice
from fengqiao.domains.organisation.actions.calendar import (
    enter_changed_day,
    enter_school_break,
    withdraw_changed_day,
    withdraw_school_break,
)
from fengqiao.domains.organisation.actions.duty import load_shifts, record_leave
from fengqiao.domains.organisation.actions.posts import appoint, end_appointment
from fengqiao.domains.organisation.actions.roster_swaps import answer_swap, decide_swap, propose_swap
from fengqiao.domains.organisation.actions.roster_turns import take_roster_turn
from fengqiao.domains.organisation.actions.rosters import (
    change_roster_cell,
    publish_roster,
    request_roster,
    set_roster_rules,
)
from fengqiao.domains.organisation.actions.seats import end_seat, follow_up_matter, give_seat, load_seats, note_matter
from fengqiao.domains.organisation.actions.staff import add_staff, load_linked_villages
from fengqiao.domains.organisation.actions.standards import set_standard
from fengqiao.domains.organisation.actions.structure import load_divisions, load_jurisdictions, load_units
from fengqiao.domains.organisation.actions.times import load_duty_times, record_own_time
from fengqiao.domains.organisation.queries.advice import get_advice, list_advice, replay_advice
from fengqiao.domains.organisation.queries.calendar import (
    calendar_page,
    get_changed_day,
    get_school_break,
    list_calendar_units,
)
from fengqiao.domains.organisation.queries.own_time import known_day, own_beats
from fengqiao.domains.organisation.queries.posts import get_post, posts_page
from fengqiao.domains.organisation.queries.reading import (
    get_staff,
    get_unit,
    get_unit_at,
    list_absences,
    list_ancestors,
    list_appointments,
    list_divisions,
    list_linked_villages,
    list_on_duty,
    list_shifts,
    list_staff_by_number,
    list_units,
    list_units_by_code,
    list_visible_units,
    staff_of_user,
    station_of,
    units_stamp,
)
from fengqiao.domains.organisation.queries.roster_inputs import burdens
from fengqiao.domains.organisation.queries.roster_rules import roster_rules_for
from fengqiao.domains.organisation.queries.rosters import (
    faults_of_change,
    get_roster,
    list_rosters,
    list_swaps,
    next_first_date,
)
from fengqiao.domains.organisation.queries.seats import divisions_for, get_seat, list_seats, seat_of_matter
from fengqiao.domains.organisation.queries.single_beats import beats_of_few, is_within_station, may_see_beats
from fengqiao.domains.organisation.queries.sources import (
    expected_calls,
    register_call_forecast,
    register_load_source,
    register_work_source,
)
from fengqiao.domains.organisation.queries.staffing_pages import beats_picture, staffing_picture, time_picture
from fengqiao.domains.organisation.queries.standards import standard_for

__all__ = [
    "add_staff",
    "answer_swap",
    "appoint",
    "ask_for_advice",
    "beats_of_few",
    "beats_picture",
    "burdens",
    "calendar_page",
    "change_roster_cell",
    "decide_advice",
    "decide_swap",
    "divisions_for",
    "end_appointment",
    "end_seat",
    "enter_changed_day",
    "enter_school_break",
    "expected_calls",
    "faults_of_change",
    "follow_up_matter",
    "get_advice",
    "get_changed_day",
    "get_post",
    "get_roster",
    "get_school_break",
    "get_seat",
    "get_staff",
    "get_unit",
    "get_unit_at",
    "give_seat",
    "is_within_station",
    "known_day",
    "list_absences",
    "list_advice",
    "list_ancestors",
    "list_appointments",
    "list_calendar_units",
    "list_divisions",
    "list_linked_villages",
    "list_on_duty",
    "list_rosters",
    "list_seats",
    "list_shifts",
    "list_staff_by_number",
    "list_swaps",
    "list_units",
    "list_units_by_code",
    "list_visible_units",
    "load_divisions",
    "load_duty_times",
    "load_jurisdictions",
    "load_linked_villages",
    "load_seats",
    "load_shifts",
    "load_units",
    "may_see_beats",
    "next_first_date",
    "note_matter",
    "own_beats",
    "posts_page",
    "propose_swap",
    "publish_roster",
    "record_leave",
    "record_own_time",
    "register_call_forecast",
    "register_load_source",
    "register_work_source",
    "replay_advice",
    "request_roster",
    "roster_rules_for",
    "seat_of_matter",
    "set_roster_rules",
    "set_standard",
    "staff_of_user",
    "staffing_picture",
    "standard_for",
    "station_of",
    "take_roster_turn",
    "time_picture",
    "units_stamp",
    "withdraw_changed_day",
    "withdraw_school_break",
]
