"""Which household somebody belongs to: codes only, no name and no telephone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from fengqiao.domains.places.contracts import HouseholdLine
from fengqiao.domains.places.models import Household, Resident
from fengqiao.foundation.scoping.permissions import scoped


def households_of_residents(*, codes: Iterable[str]) -> dict[str, str]:
    """This function will return the household's code by the resident's; unknown ones are absent."""
    rows = Resident.objects.filter(code__in=set(codes)).values_list("code", "household__code")
    return dict(rows)


def list_household_lines(
    *, codes: Iterable[str] = (), address_codes: Iterable[str] = (), limit: int | None = None
) -> Sequence[HouseholdLine]:
    """This function will list households by their codes, and those at some addresses; unknown ones are absent."""
    wanted = Q(code__in=set(codes)) | Q(address__code__in=set(address_codes))
    rows = Household.objects.filter(wanted).order_by("address__short_text", "code")
    return [HouseholdLine(*row) for row in rows.values_list("code", "address__short_text")[:limit]]


def households_under(*, codes: Iterable[str], paths: Iterable[str]) -> frozenset[str]:
    """This function will return which of some households lie in one of the subtrees."""
    rows = scoped(Household.objects.filter(code__in=set(codes)), paths)
    return frozenset(rows.values_list("code", flat=True))
