"""The door of the organisation."""

from fengqiao.domains.organisation.actions import (
    add_staff,
    load_divisions,
    load_jurisdictions,
    load_shifts,
    load_units,
    record_leave,
)
from fengqiao.domains.organisation.queries import (
    get_staff,
    get_unit,
    get_unit_at,
    list_absences,
    list_ancestors,
    list_appointments,
    list_on_duty,
    list_shifts,
    list_staff_by_number,
    list_units,
    list_visible_units,
    station_of,
)

__all__ = [
    "add_staff",
    "get_staff",
    "get_unit",
    "get_unit_at",
    "list_absences",
    "list_ancestors",
    "list_appointments",
    "list_on_duty",
    "list_shifts",
    "list_staff_by_number",
    "list_units",
    "list_visible_units",
    "load_divisions",
    "load_jurisdictions",
    "load_shifts",
    "load_units",
    "record_leave",
    "station_of",
]
