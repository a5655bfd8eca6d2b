"""What places tell the organisation: households and premises by kind, by beat."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from fengqiao.domains.organisation.contracts import LoadAnswer, LoadMeasure, LoadQuery
from fengqiao.domains.places.models import Household, Premises


def places_of_beats(query: LoadQuery) -> Sequence[LoadAnswer]:
    """This function will count what is registered in each beat; the days of the query do not matter."""
    homes = Household.objects.filter(scope_path__startswith=query.under).order_by("scope_path")
    premises = Premises.objects.filter(scope_path__startswith=query.under).order_by("scope_path", "kind")
    return [
        *(
            LoadAnswer(path, LoadMeasure.HOUSEHOLDS, float(total))
            for path, total in homes.values_list("scope_path").annotate(total=Count("pk"))
        ),
        *(
            LoadAnswer(path, LoadMeasure.PREMISES, float(total), kind)
            for path, kind, total in premises.values_list("scope_path", "kind").annotate(total=Count("pk"))
        ),
    ]
