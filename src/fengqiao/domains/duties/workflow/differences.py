"""What reads differently in two versions of a list, row by row and field by field."""

from __future__ import annotations

from django.utils.translation import gettext

from fengqiao.domains.duties.contracts import ChangeKind, FieldChange, RowChange
from fengqiao.domains.duties.wording.fields import (
    Fields,
    boundary_fields,
    duty_row_fields,
    negative_row_fields,
)
from fengqiao.domains.duties.wording.languages import in_active
from fengqiao.domains.duties.workflow.documents import ParsedList


def changes_between(*, before: ParsedList | None, after: ParsedList) -> tuple[RowChange, ...]:
    """This function will list what was added, removed and changed, in the order of the newer version."""
    old = _entries(before) if before else {}
    new = _entries(after)
    changes = [RowChange(ChangeKind.REMOVED, key[0], title, ()) for key, (title, _) in old.items() if key not in new]
    for key, (title, fields) in new.items():
        if key not in old:
            changes.append(RowChange(ChangeKind.ADDED, key[0], title, ()))
            continue
        differing = _differing(old[key][1], fields)
        if differing:
            changes.append(RowChange(ChangeKind.CHANGED, key[0], title, differing))
    return tuple(changes)


def _differing(before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label, old, new) for (label, old), (_, new) in zip(before, after, strict=True) if old != new
    )


def _entries(parsed: ParsedList) -> dict[tuple[int | None, str], tuple[str, Fields]]:
    entries: dict[tuple[int | None, str], tuple[str, Fields]] = {
        (None, "head"): (gettext("The list"), ((gettext("Title"), in_active(parsed.title)),))
    }
    for row in parsed.rows:
        entries[(row.number, "row")] = (in_active(row.duty), duty_row_fields(row))
    for negative in parsed.negative_rows:
        entries[(negative.number, "row")] = (in_active(negative.title), negative_row_fields(negative))
    for line in parsed.boundary:
        title = gettext("Boundary: %(what)s") % {"what": in_active(line.what)}
        entries[(None, line.what.zh)] = (title, boundary_fields(line))
    return entries
