"""Households and premises by the thousand, as the duty engine takes them: those alike together, ids only."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.contrib.postgres.aggregates import StringAgg

from fengqiao.domains.places.contracts import PremisesKind, SubjectKind
from fengqiao.domains.places.models import Household, Premises
from fengqiao.domains.places.queries.subjects import (
    DUTY_PREMISES,
    PREMISES,
    list_duty_subjects,
    premises_facts,
    subject_kind_of,
)
from fengqiao.engines.duties.contracts import Subject
from fengqiao.engines.duties.groups import SubjectGroup
from fengqiao.foundation.postgres.many_codes import SEPARATOR, any_of


def group_duty_subjects(*, under: str, today: datetime.date) -> Sequence[SubjectGroup]:
    """This function will answer what `list_duty_subjects` leaves out when asked in groups."""
    return [*_households(under), *_premises(under, today)]


def describe_duty_subjects(*, ids: Mapping[str, Collection[str]], today: datetime.date) -> Sequence[Subject]:
    """This function will give members of the groups their label and position, by kind."""
    only: dict[str, Collection[str]] = {kind: ids[kind] for kind in (SubjectKind.HOUSEHOLD, *PREMISES) if kind in ids}
    return list_duty_subjects(under="", today=today, only=only)


def premises_addresses(*, codes: Collection[str]) -> Mapping[str, str]:
    """This function will return the short address of premises by their code."""
    rows = Premises.objects.filter(code__in=any_of(codes)).values_list("code", "address__short_text")
    return dict(rows)


def _households(under: str) -> Iterator[SubjectGroup]:
    """The database joins the codes of those alike: four million rows come as some ten thousand."""
    rows = (
        Household.objects.filter(scope_path__startswith=under)
        .values("scope_path", "is_renting")
        .annotate(codes=StringAgg("code", SEPARATOR))
        .order_by()
    )
    for row in sorted(rows, key=lambda one: (one["scope_path"], one["is_renting"])):
        yield SubjectGroup(
            kind=SubjectKind.HOUSEHOLD,
            beat_path=row["scope_path"],
            facts={"is_renting": row["is_renting"]},
            ids=row["codes"].split(SEPARATOR),
        )


def _premises(under: str, today: datetime.date) -> Iterator[SubjectGroup]:
    rows = (
        Premises.objects.filter(scope_path__startswith=under, opened_date__lte=today, kind__in=DUTY_PREMISES)
        .order_by("code")
        .values_list("code", "opened_date", "scope_path", "kind", "rental_tier", "capacity", "has_car_park")
    )
    groups: dict[tuple[str, str, str | None, int, bool], tuple[list[str], list[datetime.date | None]]] = {}
    for code, opened_date, path, kind_code, tier, capacity, has_car_park in rows:
        ids, dates = groups.setdefault((path, kind_code, tier, capacity, has_car_park), ([], []))
        ids.append(code)
        dates.append(opened_date)
    for (path, kind_code, tier, capacity, has_car_park), (ids, dates) in groups.items():
        kind = PremisesKind(kind_code)
        yield SubjectGroup(
            kind=subject_kind_of(kind),
            beat_path=path,
            facts=premises_facts(kind, tier, capacity, has_car_park=has_car_park),
            ids=ids,
            since_dates=dates,
        )
