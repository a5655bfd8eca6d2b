"""Saying between which households a dispute is: the lists look for the same two, never for persons."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from fengqiao.domains.disputes.contracts import (
    MOST_HOUSEHOLDS,
    DisputeHouseholdsNamed,
    DisputeRecord,
    HouseholdUnknownError,
    TooManyHouseholdsError,
)
from fengqiao.domains.disputes.models import Dispute
from fengqiao.domains.disputes.queries.reading import dispute_record
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.places.public import households_under, list_household_lines
from fengqiao.domains.tasks.public import note_changes
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import paths_for, require


@transaction.atomic
def name_households(*, actor: Actor, code: str, household_codes: Sequence[str]) -> DisputeRecord:
    """This function will note between which households a dispute is; the codes take the place of those before.

    Raises HouseholdUnknownError, also for a household that the actor may not see, TooManyHouseholdsError,
    and the refusals of access.
    """
    row = Dispute.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NotVisibleError
    require(actor, "disputes.handle", row.scope_path, view="disputes.view")
    wanted = sorted({one.strip() for one in household_codes if one.strip()})
    if len(wanted) > MOST_HOUSEHOLDS:
        raise TooManyHouseholdsError(most=MOST_HOUSEHOLDS)
    known = _nameable(actor=actor, row=row, wanted=wanted)
    if not known.issuperset(wanted):
        raise HouseholdUnknownError(codes=", ".join(one for one in wanted if one not in known))
    if wanted == row.household_codes:
        return dispute_record(row)
    before, row.household_codes = row.household_codes, wanted
    row.save(update_fields=["household_codes"])
    record(
        actor=actor,
        action="name_dispute_households",
        object_kind="dispute",
        object_id=row.code,
        scope_path=row.scope_path,
        details={"households": wanted, "before": before},
    )
    note_changes(
        reason="dispute_households",
        subjects=[(row.scope_path, SubjectKind.HOUSEHOLD.value, one) for one in {*wanted, *before}],
    )
    publish(DisputeHouseholdsNamed(scope_path=row.scope_path, object_id=row.code, count=len(wanted)), actor=actor)
    return dispute_record(row)


def _nameable(*, actor: Actor, row: Dispute, wanted: Sequence[str]) -> frozenset[str]:
    """What the page offers: whoever is named already, lives at the dispute's door, or where the actor sees places."""
    at_door = list_household_lines(address_codes=[row.address_code]) if row.address_code else ()
    seen = households_under(codes=wanted, paths=paths_for(actor, "places.view"))
    return seen.union(row.household_codes, (line.code for line in at_door))
