"""What publishing a document would mean, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts import ListPreview, ListVersionRecord, Text
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries.calendar_rows import calendar_rows_of
from fengqiao.domains.duties.queries.campaigns import unit_problems
from fengqiao.domains.duties.queries.in_force import (
    digest_of,
    duty_lists_in_force,
    parsed_document,
    record_of,
)
from fengqiao.domains.duties.workflow.admission import admission_problems, duplicates_of
from fengqiao.domains.duties.workflow.differences import changes_between
from fengqiao.domains.duties.workflow.documents import ParsedList, read_document
from fengqiao.domains.duties.workflow.succession import Neighbour, succession_problems
from fengqiao.domains.duties.workflow.table_findings import uncovered_example
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import get_unit, list_visible_units
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere


def list_drafting_units(*, actor: Actor) -> Sequence[UnitRecord]:
    """This function will list the units for which the actor may draft. Raises NotAllowedError when there are none."""
    require_somewhere(actor, "duties.draft")
    return [
        unit
        for unit in list_visible_units(actor=actor)
        if unit.kind is not UnitKind.BEAT and holds(actor, "duties.draft", unit.path)
    ]


def preview_document(*, actor: Actor, document: str, unit_code: str) -> ListPreview:
    """This function will return every problem of a document, or its difference to the version before it.

    Raises UnknownUnitError and the refusals of access.
    """
    require_somewhere(actor, "duties.draft")
    unit = get_unit(code=unit_code)
    require(actor, "duties.draft", unit.path, view="duties.view")
    return preview_at(document=document, path=unit.path)


def preview_at(*, document: str, path: str) -> ListPreview:
    """This function will return every problem of a text at a place, or its difference to the version before it."""
    parsed, problems = read_document(document)
    if parsed is None:
        return ListPreview(problems, Text(""), "", 0, None, None, (), False, "")
    faults = admission_problems(parsed)
    others = list(ListVersion.objects.filter(code=parsed.code, scope_path=path).order_by("effective_from"))
    digest = digest_of(document)
    neighbours = [Neighbour(row.version, row.effective_from, row.digest) for row in others]
    standing = _before(parsed, path)
    before = record_of(standing) if standing else None
    return ListPreview(
        problems=(
            *faults,
            *unit_problems(parsed=parsed, path=path),
            *succession_problems(parsed=parsed, digest=digest, others=neighbours, earliest=today()),
        ),
        title=parsed.title,
        code=parsed.code,
        version=parsed.version,
        effective_from=parsed.effective_from,
        compared_with=before,
        changes=changes_between(before=_parsed(before), after=parsed),
        is_published_already=any(row.digest == digest for row in others),
        uncovered=_uncovered(parsed),
        calendar_rows=calendar_rows_of(parsed=parsed, path=path),
        is_compared_above=standing is not None and standing.scope_path != path,
        duplicates=duplicates_of(parsed, beside=duty_lists_in_force(on=parsed.effective_from, path=path)),
    )


def _before(parsed: ParsedList, path: str) -> ListVersion | None:
    """The version whose place the text takes: the unit's own before it, else that of the nearest unit above."""
    places = [path[:end] for end in range(0, len(path) + 1, PATH_STEP)]
    earlier = ListVersion.objects.filter(
        code=parsed.code, scope_path__in=places, effective_from__lt=parsed.effective_from
    )
    return max(earlier, key=lambda row: (len(row.scope_path), row.effective_from), default=None)


def _parsed(record: ListVersionRecord | None) -> ParsedList | None:
    return parsed_document(record.document) if record else None


def _uncovered(parsed: ParsedList) -> str:
    if parsed.table is None:
        return ""
    return uncovered_example(table=parsed.table, facts={fact.name: fact for fact in parsed.facts})
