"""The evaluation sheet of a place and month, read from the monthly counts: rows and parts of the tree, no people."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from django.db.models import Max, Min, Sum
from django.db.models.functions import Substr

from fengqiao.domains.organisation.public import get_unit_at, list_units
from fengqiao.domains.tasks.contracts.evaluation import (
    EvaluationRules,
    EvaluationSheet,
    RowFigures,
    UnitFigures,
)
from fengqiao.domains.tasks.models import RowMonth
from fengqiao.domains.tasks.queries.evaluation.months import counted_months
from fengqiao.domains.tasks.queries.evaluation.parts import parts_of_few, require_place
from fengqiao.domains.tasks.queries.evaluation.questions import question_counts
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at
from fengqiao.domains.tasks.queries.evaluation.verifications import confirmed_counts
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.evaluation.shares import add_up, figures_of
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import holds

COUNTED = ("due", "on_time", "completed", "done", "nobody_there", "declined", "repeated", "entered_late")
HELD = ("subjects", "kept")
Key = tuple[str, int]
Extras = Mapping[tuple[str, str, int], Mapping[str, int]]


def evaluation_sheet(*, actor: Actor, path: str, month: datetime.date) -> EvaluationSheet:
    """This function will return the month's figures of a place, each target beside its counter-measures.

    Above the stations the parts stop at stations; in a station no share of a beat of few officers is told. Raises
    NotVisibleError outside the actor's part of the tree and for such a beat, NotAllowedError without `tasks.evaluate`.
    """
    with_parts = require_place(actor=actor, path=path)
    few = parts_of_few(path=path, month=month)
    if path in few:
        raise NotVisibleError
    rules = rules_at(path=path).rules
    extras = _extras(path, month)
    names, length = child_names(path)
    grouped = _grouped(RowMonth.objects.filter(month=month, scope_path__startswith=path), length)
    by_row = _by_row(grouped, extras)
    units = _units(grouped, path=path, names=names, extras=extras, rules=rules, few=few)
    return EvaluationSheet(
        month=month,
        path=path,
        unit_name=get_unit_at(path=path).name if path else "",
        counted_at=max((row["last"] for row in grouped), default=None),
        pairs=figures_of(counts=add_up(counts for counts, _ in by_row.values()), rules=rules),
        rows=tuple(_row_figures(key, counts, titles, rules) for key, (counts, titles) in sorted(by_row.items())),
        units=tuple(units) if with_parts else (),
        months=tuple(counted_months(under=path)),
    )


def _extras(path: str, month: datetime.date) -> Extras:
    """Return what the small tables add to the counts: calls and questions, by (place, list, row)."""
    found: dict[tuple[str, str, int], dict[str, int]] = defaultdict(dict)
    for key, (confirmed, asked) in confirmed_counts(under=path, month=month).items():
        found[key] |= {"confirmed": confirmed, "asked": asked}
    for key, visits in question_counts(under=path, month=month).items():
        found[key] |= {"impossible": visits}
    return found


def _grouped(rows: Any, length: int) -> Sequence[Mapping[str, Any]]:
    """Read the month once: by part of the tree and row."""
    sums = {name: Sum(name) for name in (*COUNTED, *HELD)}
    return list(
        rows.order_by()
        .annotate(part=Substr("scope_path", 1, length))
        .values("part", "list_code", "row_number")
        .annotate(zh=Max("title_zh"), en=Max("title_en"), first_zh=Min("title_zh"), last=Max("counted_at"), **sums)
    )


def _by_row(
    grouped: Sequence[Mapping[str, Any]], extras: Extras
) -> dict[Key, tuple[dict[str, int], tuple[str, str, int]]]:
    by_key: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
    for row in grouped:
        by_key[row["list_code"], row["row_number"]].append(row)
    found: dict[Key, tuple[dict[str, int], tuple[str, str, int]]] = {}
    for key, rows in by_key.items():
        more = [one for (_, code, number), one in extras.items() if (code, number) == key]
        titles = {title for row in rows for title in (row["zh"], row["first_zh"])}
        counts = add_up([*(_counts(row) for row in rows), *more])
        found[key] = counts, (rows[0]["zh"], rows[0]["en"], len(titles))
    return found


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] or 0 for name in (*COUNTED, *HELD)}


def _row_figures(
    key: Key, counts: Mapping[str, int], titles: tuple[str, str, int], rules: EvaluationRules
) -> RowFigures:
    return RowFigures(
        list_code=key[0],
        row_number=key[1],
        title=in_language(titles[0], titles[1]),
        completed=counts["completed"],
        pairs=figures_of(counts=counts, rules=rules),
        variants=titles[2],
    )


def _units(
    grouped: Sequence[Mapping[str, Any]],
    *,
    path: str,
    names: Mapping[str, str],
    extras: Extras,
    rules: EvaluationRules,
    few: Set[str],
) -> Iterable[UnitFigures]:
    """The parts directly below, in the order of the tree; of those of few officers only how much was done."""
    by_part: dict[str, list[dict[str, int]]] = defaultdict(list)
    for row in grouped:
        by_part[row["part"]].append(_counts(row))
    for part in sorted(by_part):
        more = [one for (place, _, _), one in extras.items() if place.startswith(part) and part != path]
        counts = add_up([*by_part[part], *more])
        pairs = () if part in few else figures_of(counts=counts, rules=rules)
        yield UnitFigures(part, names.get(part, ""), counts["completed"], pairs, is_of_few=part in few)


def child_names(path: str) -> tuple[Mapping[str, str], int]:
    """This function will name the units directly below a path, and say how long their paths are."""
    length = len(path) + PATH_STEP
    units = [one for one in list_units(under=path) if len(one.path) == length or one.path == path]
    return {one.path: one.name for one in units}, length


def visible_units(*, actor: Actor, path: str) -> Sequence[tuple[str, str]]:
    """This function will list the way down to a path that the actor may walk: (path, name) from the top."""
    from_top = [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    return [(one, get_unit_at(path=one).name) for one in from_top if holds(actor, "tasks.evaluate", one)]
