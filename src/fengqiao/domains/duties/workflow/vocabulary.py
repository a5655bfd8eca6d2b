"""The closed words of duty lists: a misspelt one would make a row that silently never asks for anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fengqiao.domains.accounts.contracts import ADMINISTRATORS, Role
from fengqiao.domains.places.contracts import SubjectKind

OWNERS: Final = frozenset(role.value for role in Role) - {
    Role.AUXILIARY,  # assists, never answers alone (domain-guide §1)
    Role.VOLUNTEER,
    Role.COUNTY_STAFF,  # the duty is the station's
    Role.CITY_STAFF,
    Role.PROVINCE_STAFF,
    *ADMINISTRATORS,
}
RESIDENT: Final = SubjectKind.RESIDENT.value
SUBJECT_FACTS: Final[Mapping[str, frozenset[str]]] = {
    SubjectKind.KEY_VENUE: frozenset({"kind", "capacity", "has_car_park"}),
    SubjectKind.PROTECTED_UNIT: frozenset({"kind", "capacity", "has_car_park"}),
    SubjectKind.SCHOOL: frozenset({"kind", "capacity", "has_car_park"}),
    SubjectKind.RENTAL_HOUSING: frozenset({"tier", "capacity"}),
    SubjectKind.HOUSEHOLD: frozenset({"is_renting"}),
    SubjectKind.RESIDENT: frozenset({"kind", "kinds"}),
    SubjectKind.TROUBLE_SPOT: frozenset({"officer_number"}),
    SubjectKind.ADDRESS: frozenset(),
    "beat": frozenset(),
    "linked_village": frozenset({"officer_number"}),
    "obligation": frozenset({"officer_number"}),
}
"""What the domains offer to the lists, and the facts that conditions may look at."""
EVENT_FACTS: Final[Mapping[str, frozenset[str]]] = {
    "quarrel": frozenset({"category", "subcategory"}),
    "incident_closed": frozenset({"category", "subcategory"}),
    "domestic_violence": frozenset({"category", "subcategory"}),
    "fraud_warning": frozenset({"category", "subcategory"}),
    "dispute_registered": frozenset({"kind"}),
    "dispute_settled": frozenset({"kind"}),
    "obligation_due": frozenset({"officer_number"}),
    "obligation_broken": frozenset({"officer_number"}),
    "trouble_spot_reported": frozenset({"origin"}),
    "task_completed": frozenset({"result"}),
}
