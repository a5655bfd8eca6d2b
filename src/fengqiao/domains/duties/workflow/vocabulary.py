"""The closed words of duty lists: a misspelt one would make a row that silently never asks for anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from fengqiao.domains.accounts.contracts import ADMINISTRATORS, Role
from fengqiao.domains.places.contracts import (
    KEY_VENUES,
    PROTECTED_UNITS,
    SCHOOLS,
    PremisesKind,
    RentalTier,
    ResidentFactKind,
    SubjectKind,
)
from fengqiao.engines.duties.facts import FactForm, FactType, FactTypes

OWNERS: Final = frozenset(role.value for role in Role) - {
    Role.AUXILIARY,  # assists, never answers alone (domain-guide §1)
    Role.VOLUNTEER,
    Role.COUNTY_STAFF,  # the duty is the station's
    Role.CITY_STAFF,
    Role.PROVINCE_STAFF,
    *ADMINISTRATORS,
}
RESIDENT: Final = SubjectKind.RESIDENT.value
_FLAG, _NUMBER, _TEXT = FactType(FactForm.FLAG), FactType(FactForm.NUMBER), FactType(FactForm.TEXT)
_RESIDENT_FACTS: Final = tuple(kind.value for kind in ResidentFactKind)


def _premises(kinds: Iterable[PremisesKind]) -> FactTypes:
    choices = tuple(sorted(kind.value for kind in kinds))
    return {"kind": FactType(FactForm.CHOICE, choices), "capacity": _NUMBER, "has_car_park": _FLAG}


SUBJECT_TYPES: Final[Mapping[str, FactTypes]] = {
    SubjectKind.KEY_VENUE: _premises(KEY_VENUES),
    SubjectKind.PROTECTED_UNIT: _premises(PROTECTED_UNITS),
    SubjectKind.SCHOOL: _premises(SCHOOLS),
    SubjectKind.RENTAL_HOUSING: {
        "tier": FactType(FactForm.CHOICE, tuple(tier.value for tier in RentalTier)),
        "capacity": _NUMBER,
    },
    SubjectKind.HOUSEHOLD: {"is_renting": _FLAG},
    SubjectKind.RESIDENT: {
        "kind": FactType(FactForm.CHOICE, _RESIDENT_FACTS),
        "kinds": FactType(FactForm.SET, _RESIDENT_FACTS),
    },
    SubjectKind.TROUBLE_SPOT: {"officer_number": _TEXT},
    SubjectKind.ADDRESS: {},
    SubjectKind.BEAT: {},
    SubjectKind.STATION: {},
    "linked_village": {"officer_number": _TEXT},
    "obligation": {"officer_number": _TEXT, "state": FactType(FactForm.CHOICE, ("pending", "broken"))},
}
"""What the domains offer to the lists, and the facts that conditions may look at, with what they can be."""
_CATEGORY: Final[FactTypes] = {"category": _TEXT, "subcategory": _TEXT}
EVENT_TYPES: Final[Mapping[str, FactTypes]] = {
    "quarrel": _CATEGORY,
    "incident_closed": _CATEGORY,
    "domestic_violence": _CATEGORY,
    "fraud_warning": _CATEGORY,
    "dispute_registered": {"kind": _TEXT},
    "dispute_settled": {"kind": _TEXT},
    "obligation_due": {"officer_number": _TEXT},
    "obligation_broken": {"officer_number": _TEXT},
    "trouble_spot_reported": {"officer_number": _TEXT},
    "task_completed": {"result": _TEXT, "list_code": _TEXT, "row_number": _NUMBER},
}
_ADDRESS: Final = frozenset({SubjectKind.ADDRESS.value})
_SIDES: Final = _ADDRESS | {SubjectKind.HOUSEHOLD.value}
"""Where it happened, and the households of the sides where they are named."""
EVENT_SUBJECTS: Final[Mapping[str, frozenset[str]]] = {
    "quarrel": _SIDES,
    "incident_closed": _ADDRESS,
    "domestic_violence": _ADDRESS,
    "fraud_warning": _ADDRESS,
    "dispute_registered": _SIDES,
    "dispute_settled": _SIDES,
    "obligation_due": frozenset({"obligation"}),
    "obligation_broken": frozenset({"obligation"}),
    "trouble_spot_reported": frozenset({SubjectKind.TROUBLE_SPOT.value}),
    "task_completed": frozenset(SUBJECT_TYPES),
}
"""What an event happens to: a row about anything else never hears of it."""
