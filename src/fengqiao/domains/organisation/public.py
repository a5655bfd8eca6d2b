"""The door of the organisation."""

from fengqiao.domains.organisation.actions.duty import load_shifts, record_leave
from fengqiao.domains.organisation.actions.staff import add_staff, appoint, load_linked_villages
from fengqiao.domains.organisation.actions.structure import load_divisions, load_jurisdictions, load_units
from fengqiao.domains.organisation.queries import (
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
    list_visible_units,
    staff_of_user,
    station_of,
    units_stamp,
)

__all__ = [
    "add_staff",
    "appoint",
    "get_staff",
    "get_unit",
    "get_unit_at",
    "list_absences",
    "list_ancestors",
    "list_appointments",
    "list_divisions",
    "list_linked_villages",
    "list_on_duty",
    "list_shifts",
    "list_staff_by_number",
    "list_units",
    "list_visible_units",
    "load_divisions",
    "load_jurisdictions",
    "load_linked_villages",
    "load_shifts",
    "load_units",
    "record_leave",
    "staff_of_user",
    "station_of",
    "units_stamp",
]
