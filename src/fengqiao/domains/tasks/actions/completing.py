"""Use case: what was done in the past is imported, so that cycles start from it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import list_staff_by_number, list_units
from fengqiao.domains.tasks.contracts import CompletionResult, NewCompletion
from fengqiao.domains.tasks.models import CompletionRecord
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

BATCH = 5000


@transaction.atomic
def load_completions(*, actor: Actor, completions: Iterable[NewCompletion]) -> int:
    """This function will store past completions and return how many were new; known ones are left as they are.

    Raises UnknownUnitError, NotAllowedError. An unknown police number leaves the doer open.
    """
    paths = {unit.code: unit.path for unit in list_units()}
    before = CompletionRecord.objects.count()
    stream, units, total = iter(completions), set[str](), 0
    while batch := list(islice(stream, BATCH)):
        for code in {one.unit_code for one in batch} - units:
            if code not in paths:
                raise UnknownUnitError(code=code)
            require(actor, "tasks.generate", paths[code])
            units.add(code)
        staff = list_staff_by_number(numbers={one.staff_number for one in batch})
        CompletionRecord.objects.bulk_create(
            [
                _row(one, paths[one.unit_code], staff[one.staff_number].id if one.staff_number in staff else None)
                for one in batch
            ],
            ignore_conflicts=True,
        )
        total += len(batch)
    added = CompletionRecord.objects.count() - before
    record(
        actor=actor,
        action="load_completions",
        object_kind="completions",
        object_id="import",
        scope_path="",
        details={"given": total, "added": added},
    )
    return added


def _row(one: NewCompletion, path: str, staff_id: int | None) -> CompletionRecord:
    return CompletionRecord(
        list_code=one.list_code,
        row_number=one.row_number,
        subject_kind=one.subject_kind,
        subject_id=one.subject_id,
        scope_path=path,
        staff_id=staff_id,
        completed_at=one.completed_at,
        minutes=one.minutes,
        result=CompletionResult.DONE,
    )
