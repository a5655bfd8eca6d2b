"""Premises, households and trouble spots that somebody may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fengqiao.domains.places.contracts import (
    KEY_VENUES,
    HouseholdMember,
    HouseholdRecord,
    PremisesKind,
    PremisesRecord,
    TroubleSpotRecord,
)
from fengqiao.domains.places.models import Address, Household, Premises, Resident, TroubleSpot
from fengqiao.domains.places.queries.records import household_record, premises_record, trouble_spot_record
from fengqiao.domains.places.wording import masked_name
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere, scoped


def list_premises(
    *, actor: Actor, kinds: Iterable[PremisesKind] | None = None, under: str = "", text: str = ""
) -> Sequence[PremisesRecord]:
    """This function will list the premises that the actor may see; `text` is looked for in name and address."""
    rows = scoped(Premises.objects.all(), require_somewhere(actor, "places.view"))
    rows = rows.filter(scope_path__startswith=under)
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    if text:
        rows = rows.filter(name__contains=text) | rows.filter(address__text__contains=text)
    return [premises_record(row) for row in rows.select_related("address").order_by("name", "code")]


def list_trouble_spots(*, actor: Actor) -> Sequence[TroubleSpotRecord]:
    """This function will list the trouble spots that the actor may see, the nearest deadline first."""
    rows = scoped(TroubleSpot.objects.all(), require_somewhere(actor, "places.view"))
    return [trouble_spot_record(row) for row in rows.select_related("address").order_by("deadline_date", "code")]


def get_trouble_spot(*, actor: Actor, code: str) -> TroubleSpotRecord:
    """This function will return a trouble spot. Raises NotVisibleError."""
    row = TroubleSpot.objects.select_related("address").filter(code=code).first()
    if row is None or not holds(actor, "places.view", row.scope_path):
        raise NotVisibleError
    return trouble_spot_record(row)


def get_household(*, actor: Actor, code: str) -> HouseholdRecord:
    """This function will return a household without its people. Raises NotVisibleError, NotAllowedError."""
    row = _visible_household(actor, code)
    return household_record(row, members=row.residents.count())


def list_household_members(*, actor: Actor, code: str) -> Sequence[HouseholdMember]:
    """This function will list who lives in a household by surname only. Raises NotVisibleError, NotAllowedError."""
    people = _visible_household(actor, code).residents.order_by("-is_head", "code")
    return [HouseholdMember(row.code, masked_name(row.name), row.is_head) for row in people]


def _visible_household(actor: Actor, code: str) -> Household:
    row = Household.objects.select_related("address").filter(code=code).first()
    if row is None:
        raise NotVisibleError
    require(actor, "places.view_residents", row.scope_path, view="places.view")
    return row


def count_places(*, under: str = "") -> dict[str, int]:
    """This function will count what is registered below a path."""
    premises = Premises.objects.filter(scope_path__startswith=under)
    return {
        "addresses": Address.objects.filter(scope_path__startswith=under).count(),
        "premises": premises.count(),
        "key_venues": premises.filter(kind__in=list(KEY_VENUES)).count(),
        "rental_housing": premises.filter(kind=PremisesKind.RENTAL_HOUSING).count(),
        "households": Household.objects.filter(scope_path__startswith=under).count(),
        "residents": Resident.objects.filter(scope_path__startswith=under).count(),
        "trouble_spots": TroubleSpot.objects.filter(scope_path__startswith=under).count(),
    }
