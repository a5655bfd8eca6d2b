"""What every load of places does: permission, rows, audit entry and event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from os.path import commonpath
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from fengqiao.domains.places.contracts import DuplicatePlaceError, PlacesLoaded, UnknownAddressError
from fengqiao.domains.places.models import Address, SearchTerm
from fengqiao.domains.places.queries.spelling import grams, normalised
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import require

BATCH = 2000
Row = TypeVar("Row", bound=models.Model)


def store(*, actor: Actor, what: str, rows: Sequence[Row], paths: Collection[str]) -> int:
    """This function will add rows that lie at these paths and announce them; the count is returned.

    Raises NotAllowedError outside the actor's places, DuplicatePlaceError with the rule that the database kept.
    """
    for path in sorted(set(paths)):
        require(actor, "places.manage", path)
    if not rows:
        return 0
    insert(rows)
    announce(actor=actor, what=what, count=len(rows), path=common_path(paths))
    return len(rows)


def insert(rows: Sequence[Row]) -> None:
    """This function will add rows of one table in batches. Raises DuplicatePlaceError."""
    if not rows:
        return
    try:
        with transaction.atomic():
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise DuplicatePlaceError(rule=_rule_of(error)) from error


def announce(*, actor: Actor, what: str, count: int, path: str) -> None:
    """This function will record and publish that places were loaded."""
    record(
        actor=actor,
        action=f"load_{what}",
        object_kind="places",
        object_id=what,
        scope_path=path,
        details={"count": count},
    )
    publish(PlacesLoaded(scope_path=path, object_id=what, what=what, count=count), actor=actor)


def common_path(paths: Iterable[str]) -> str:
    """This function will return the nearest place of the tree above all the paths."""
    shared = commonpath(sorted(set(paths)))
    return shared[: len(shared) // PATH_STEP * PATH_STEP]


def addresses_by_code(codes: Iterable[str]) -> dict[str, Address]:
    """This function will return the address rows of the codes. Raises UnknownAddressError for the first missing one."""
    wanted = set(codes)
    rows = {row.code: row for row in Address.objects.filter(code__in=wanted)}
    missing = wanted - rows.keys()
    if missing:
        raise UnknownAddressError(code=min(missing))
    return rows


def search_term(*, kind: str, text: str, title: str, address: Address) -> SearchTerm:
    """This function will make one way to find an address."""
    term = normalised(text)
    return SearchTerm(
        kind=kind,
        term=term,
        # The short text is a piece of the full one, whose grams find it.
        grams=[] if kind == "short" else grams(term),
        title=title,
        address=address,
        scope_path=address.scope_path,
    )


def _rule_of(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or str(error)
