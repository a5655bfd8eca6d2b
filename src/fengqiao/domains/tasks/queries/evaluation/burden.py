"""The burden sheet: what the lists of a place cost in a month, and what one row costs the whole province."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, Func, IntegerField, Max, Sum
from django.db.models.functions import Substr

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import get_unit_at, list_units, station_of
from fengqiao.domains.tasks.contracts.burden import BurdenSheet, ListBurden, RowBurden, RowPair, UnitBurden
from fengqiao.domains.tasks.models import RowMonth, RowOverlap
from fengqiao.domains.tasks.queries.evaluation.months import counted_months, month_of
from fengqiao.domains.tasks.queries.evaluation.parts import require_place
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at
from fengqiao.domains.tasks.queries.evaluation.sheet import child_names
from fengqiao.domains.tasks.queries.evaluation.spared import spared_minutes
from fengqiao.domains.tasks.queries.tasks import list_titles
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.evaluation.costs import Scale, cost_of_row, spared_by_merging
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor

MOST_PAIRS = 12


def burden_sheet(*, actor: Actor, path: str, month: datetime.date) -> BurdenSheet:
    """This function will return what the lists cost below a path in a month; rows by their cost, places by the tree.

    Above the stations the places stop at stations. Raises NotVisibleError outside the actor's part of the
    tree, NotAllowedError without `tasks.evaluate`.
    """
    with_parts = require_place(actor=actor, path=path)
    rules = rules_at(path=path).rules
    counted = RowMonth.objects.filter(month=month, scope_path__startswith=path)
    scale = Scale(_stations(path), rules.stations_in_province, rules.officer_day_minutes)
    rows = tuple(sorted(_rows(counted, scale), key=lambda one: (-one.here_days, one.list_code, one.row_number)))
    pairs = tuple(_pairs(path, month, {(one.list_code, one.row_number): one for one in rows}))
    spared = spared_minutes(path=path, month=month)
    return BurdenSheet(
        month=month,
        path=path,
        unit_name=get_unit_at(path=path).name if path else "",
        counted_at=counted.aggregate(last=Max("counted_at"))["last"],
        completed=sum(one.completed for one in rows),
        minutes_asked=sum(one.minutes_asked for one in rows),
        minutes_spent=sum(one.minutes_spent for one in rows),
        fields_asked=sum(one.fields_asked for one in rows),
        fields_answered=sum(one.fields_answered for one in rows),
        twice_asked=sum(one.spared_fields for one in pairs),
        here_days=sum(one.here_days for one in rows),
        stations_here=scale.stations_here,
        stations_in_province=rules.stations_in_province,
        stations_basis=rules.stations_basis,
        officer_day_minutes=rules.officer_day_minutes,
        is_whole_month=month < month_of(today()),
        rows=rows,
        lists=tuple(_lists(rows)),
        units=tuple(_units(counted, path)) if with_parts else (),
        pairs=pairs[:MOST_PAIRS],
        months=tuple(counted_months(under=path)),
        spared_minutes=spared.minutes if spared else None,
        spared_tasks=spared.tasks if spared else None,
    )


def _stations(path: str) -> int:
    """How many stations the figures are about; a beat stands for its station."""
    return len(list_units(kind=UnitKind.POLICE_STATION, under=path)) or int(station_of(path=path) is not None)


def _rows(counted: Any, scale: Scale) -> Sequence[RowBurden]:
    grouped = (
        counted.order_by()
        .values("list_code", "row_number")
        .annotate(
            zh=Max("title_zh"),
            en=Max("title_en"),
            minutes=Max("minutes"),
            officers=Max("officers"),
            times=Max("times_per_month"),
            asks=Max(Func(F("questions"), function="jsonb_array_length", output_field=IntegerField())),
            variants=Count("title_zh", distinct=True),
            due=Sum("due"),
            completed=Sum("completed"),
            minutes_asked=Sum("minutes_asked"),
            minutes_spent=Sum("minutes_spent"),
            fields_answered=Sum("fields_answered"),
            subjects=Sum("subjects"),
        )
    )
    return [_row(row, scale) for row in grouped]


def _row(row: Mapping[str, Any], scale: Scale) -> RowBurden:
    questions = row["asks"] or 0
    cost = cost_of_row(
        subjects=row["subjects"],
        times_per_month=row["times"],
        counted_visits=max(row["due"], row["completed"]),
        minutes=row["minutes"],
        officers=row["officers"],
        questions=questions,
        scale=scale,
    )
    return RowBurden(
        list_code=row["list_code"],
        row_number=row["row_number"],
        title=in_language(row["zh"], row["en"]),
        minutes=row["minutes"],
        officers=row["officers"],
        questions=questions,
        completed=row["completed"],
        minutes_asked=row["minutes_asked"],
        minutes_spent=row["minutes_spent"],
        fields_asked=row["completed"] * questions,
        fields_answered=row["fields_answered"],
        subjects=row["subjects"],
        times_per_month=row["times"],
        visits_per_month=cost.visits,
        here_days=cost.here_days,
        province_days=cost.province_days,
        province_fields=cost.province_fields,
        variants=row["variants"],
    )


def _lists(rows: Sequence[RowBurden]) -> Sequence[ListBurden]:
    """Whole lists, by their codes."""
    titles = {code: title for (code, _), title in sorted(list_titles().items())}
    by_list: dict[str, list[RowBurden]] = defaultdict(list)
    for row in rows:
        by_list[row.list_code].append(row)
    return [
        ListBurden(
            list_code=code,
            title=titles.get(code, code),
            rows=len(found),
            completed=sum(one.completed for one in found),
            minutes_asked=sum(one.minutes_asked for one in found),
            minutes_spent=sum(one.minutes_spent for one in found),
            fields_asked=sum(one.fields_asked for one in found),
            here_days=sum(one.here_days for one in found),
        )
        for code, found in sorted(by_list.items())
    ]


def _units(counted: Any, path: str) -> Sequence[UnitBurden]:
    """The parts directly below, in the order of the tree."""
    names, length = child_names(path)
    asked = ExpressionWrapper(F("completed") * Func(F("questions"), function="jsonb_array_length"), IntegerField())
    grouped = (
        counted.order_by()
        .annotate(part=Substr("scope_path", 1, length), asked=asked)
        .values("part")
        .annotate(
            completed_sum=Sum("completed"),
            asked_minutes=Sum("minutes_asked"),
            spent=Sum("minutes_spent"),
            fields=Sum("asked"),
        )
        .order_by("part")
    )
    return [
        UnitBurden(
            row["part"],
            names.get(row["part"], ""),
            row["completed_sum"],
            row["asked_minutes"],
            row["spent"],
            row["fields"],
        )
        for row in grouped
    ]


def _pairs(path: str, month: datetime.date, rows: Mapping[tuple[str, int], RowBurden]) -> Sequence[RowPair]:
    """Pairs of rows that came to the same doors, by what one visit for both would spare."""
    grouped = (
        RowOverlap.objects.filter(month=month, station_path__startswith=station_path_of(path))
        .values("list_code", "row_number", "other_code", "other_number")
        .annotate(of_subjects=Sum("subjects"), of_visits=Sum("visits"), common=Max("common_questions"))
    )
    found = []
    for one in grouped:
        first = rows.get((one["list_code"], one["row_number"]))
        second = rows.get((one["other_code"], one["other_number"]))
        if first is None or second is None:
            continue
        fields, minutes = spared_by_merging(
            visits=one["of_visits"],
            common_questions=one["common"],
            minutes=(first.minutes, second.minutes),
            questions=(first.questions, second.questions),
        )
        found.append(
            RowPair(
                title=first.title,
                other_title=second.title,
                list_code=first.list_code,
                row_number=first.row_number,
                other_code=second.list_code,
                other_number=second.row_number,
                subjects=one["of_subjects"],
                visits=one["of_visits"],
                common_questions=one["common"],
                spared_fields=fields,
                spared_minutes=minutes,
            )
        )
    return sorted(found, key=lambda one: (-one.spared_minutes, -one.visits, one.row_number, one.other_number))


def station_path_of(path: str) -> str:
    """This function will return the station's path for a place inside one, else the path itself."""
    station = station_of(path=path) if path else None
    return station.path if station else path
