"""Which household somebody belongs to: codes only, no name and no telephone."""

from __future__ import annotations

from collections.abc import Iterable

from fengqiao.domains.places.models import Resident


def households_of_residents(*, codes: Iterable[str]) -> dict[str, str]:
    """This function will return the household's code by the resident's; unknown ones are absent."""
    rows = Resident.objects.filter(code__in=set(codes)).values_list("code", "household__code")
    return dict(rows)
