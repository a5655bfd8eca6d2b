"""Writing down the standards of a place."""

from __future__ import annotations

from dataclasses import asdict

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.actions.posts import find_unit
from fengqiao.domains.organisation.contracts import OverlappingError, StaffingStandard
from fengqiao.domains.organisation.models import Standard
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def set_standard(*, actor: Actor, unit_code: str, standard: StaffingStandard) -> None:
    """This function will write down what holds at a unit and below it from a day on (today where none is given).

    Raises UnknownUnitError, NotAllowedError, OverlappingError where that day has one already.
    """
    unit = find_unit(code=unit_code)
    require(actor, "organisation.set_standard", unit.path, view="organisation.view_staffing")
    values = {**asdict(standard), "from_date": standard.from_date or today()}
    try:
        with transaction.atomic():
            row = Standard.objects.create(path=unit.path, **values)
    except IntegrityError as error:
        raise OverlappingError(what="standard", unit=unit_code) from error
    record(
        actor=actor,
        action="set_standard",
        object_kind="standard",
        object_id=row.pk,
        scope_path=unit.path,
        details=values,
    )
