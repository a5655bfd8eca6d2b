"""What reads differently in two versions of a list, row by row and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from fengqiao.domains.duties.contracts import ChangeKind, FieldChange, RowChange
from fengqiao.domains.duties.wording.conditions import enumeration
from fengqiao.domains.duties.wording.fields import (
    Fields,
    boundary_fields,
    duty_row_fields,
    fact_fields,
    negative_row_fields,
    translation_field,
)
from fengqiao.domains.duties.wording.languages import in_active
from fengqiao.domains.duties.workflow.documents import ParsedList

Key = tuple[int | None, str]
Entry = tuple[Key, str, Fields]
"""What identifies a part over versions, what people call it, and its fields."""


def changes_between(*, before: ParsedList | None, after: ParsedList) -> tuple[RowChange, ...]:
    """This function will list what was added, removed and changed, in the order of the newer version."""
    old = {key: (title, fields) for key, title, fields in _entries(before)} if before else {}
    new = {key: (title, fields) for key, title, fields in _entries(after)}
    changes = [RowChange(ChangeKind.REMOVED, key[0], title, ()) for key, (title, _) in old.items() if key not in new]
    for key, (title, fields) in new.items():
        if key not in old:
            changes.append(RowChange(ChangeKind.ADDED, key[0], title, ()))
            continue
        differing = _differing(old[key][1], fields)
        if differing:
            changes.append(RowChange(ChangeKind.CHANGED, key[0], title, differing))
    return (*changes, *_reordered(_numbers(before), _numbers(after)))


def _differing(before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label, old, new) for (label, old), (_, new) in zip(before, after, strict=True) if old != new
    )


def _numbers(parsed: ParsedList | None) -> list[int]:
    if parsed is None:
        return []
    return [*(row.number for row in parsed.rows), *(row.number for row in parsed.negative_rows)]


def _reordered(before: Sequence[int], after: Sequence[int]) -> Iterator[RowChange]:
    """Say that the rows which both versions have stand in another order: a negative list is read from the top."""
    old, new = [one for one in before if one in after], [one for one in after if one in before]
    if old != new:
        words = (enumeration(map(str, old)), enumeration(map(str, new)))
        yield RowChange(ChangeKind.CHANGED, None, gettext("Order of the rows"), (FieldChange(gettext("Rows"), *words),))


def _entries(parsed: ParsedList) -> Iterator[Entry]:
    title = (gettext("Title"), in_active(parsed.title))
    units = (gettext("Units"), enumeration(parsed.units))
    yield (None, "head"), gettext("The list"), (title, translation_field(parsed.title), units)
    for row in parsed.rows:
        yield (row.number, "row"), in_active(row.duty), (*duty_row_fields(row), translation_field(row.duty))
    for negative in parsed.negative_rows:
        fields = (*negative_row_fields(negative), translation_field(negative.title))
        yield (negative.number, "row"), in_active(negative.title), fields
    for fact in parsed.facts:
        name = gettext("Fact: %(name)s") % {"name": in_active(fact.title)}
        yield (None, f"fact {fact.name}"), name, (*fact_fields(fact), translation_field(fact.title))
    for code, words in parsed.handlers.items():
        name = gettext("Handler: %(name)s") % {"name": in_active(words)}
        yield (None, f"handler {code}"), name, ((gettext("Title"), in_active(words)), translation_field(words))
    yield from _boundary_entries(parsed)


def _boundary_entries(parsed: ParsedList) -> Iterator[Entry]:
    """Give the boundary lines; lines with the same words are told apart by their order."""
    seen: Counter[str] = Counter()
    for line in parsed.boundary:
        seen[line.what.zh] += 1
        title = gettext("Boundary: %(what)s") % {"what": in_active(line.what)}
        fields = (*boundary_fields(line), translation_field(line.what), translation_field(line.handler))
        yield (None, f"boundary {seen[line.what.zh]} {line.what.zh}"), title, fields
