"""From what each station's days were like to what a backtest says: plain values that are stored as they stand."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fengqiao.engines.duties.backtest_figures import Overlap, find_overlaps, mean_difference
from fengqiao.engines.duties.backtesting import Assumption, BacktestRun, BacktestWorld, DeskKey
from fengqiao.engines.duties.contracts import DutyList

BEFORE, AFTER = "before", "after"
SIDES: Final = (BEFORE, AFTER)
SIGN: Final = "|"
Part = Mapping[str, Any]
DAYS_OF_A_MONTH: Final = 30
MOST_OVERLAPS: Final = 20


@dataclass(frozen=True, slots=True)
class PartKey:
    """One station lived through with one set of lists under one assumption."""

    station_path: str
    side: str
    assumption: Assumption

    def __str__(self) -> str:
        return SIGN.join((self.station_path, self.side, self.assumption.value))


def part_keys(station_paths: Sequence[str]) -> list[PartKey]:
    """This function will list what a backtest is made of, station by station."""
    return [PartKey(path, side, one) for path in station_paths for side in SIDES for one in Assumption]


def part_of(*, run: BacktestRun, world: BacktestWorld, lists: Sequence[DutyList], list_code: str) -> Part:
    """This function will keep of a run what the result needs: desks by day, rows, overlaps with the tried list."""
    desks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    known = {desk.key: desk for desk in world.desks}
    for day in run.days:
        desk = desks[_name(day.desk)]
        desk["due"].append(day.due_minutes)
        desk["done"].append(day.done_minutes)
        desk["tasks"].append(day.done_tasks)
        desk["limit"].append(day.limit_minutes)
        desk["officers"].append(known[day.desk].officers.get(day.day, 0) if day.desk in known else 0)
        desk["day"].append((day.day - world.first_date).days)
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for task in run.tasks:
        if task.done_date is not None:
            row = rows[f"{task.list_code}{SIGN}{task.row_number}"]
            row[0] += 1
            row[1] += task.minutes
    evidence = {(one.code, row.number): row.template.evidence for one in lists for row in one.rows}
    overlaps = find_overlaps(tasks=run.tasks, evidence=evidence)
    return {
        "desks": {name: dict(desk) for name, desk in desks.items()},
        "rows": dict(rows),
        "overlaps": [_plain(one) for one in overlaps if list_code in (one.row[0], one.other[0])],
    }


def digest_of_world(world: BacktestWorld) -> str:
    """This function will name the inputs: the same digest means the same past."""
    digest = hashlib.sha256(f"{world.root_path} {world.first_date} {world.last_date}".encode())
    for line in _lines_of(world):
        digest.update(f"\n{line}".encode())
    return digest.hexdigest()


def assemble(*, parts: Mapping[str, Part], first: datetime.date, last: datetime.date, seed: int) -> dict[str, Any]:
    """This function will put the stations together."""
    count = (last - first).days + 1
    series = {(side, one): _daily(parts, PartKey("", side, one), "done", count) for side in SIDES for one in Assumption}
    found = {one.value: _difference(series[BEFORE, one], series[AFTER, one], seed) for one in Assumption}
    return {
        "days": [(first + datetime.timedelta(days=n)).isoformat() for n in range(count)],
        "minutes": {side: series[side, Assumption.NO_LIMIT] for side in SIDES},
        "tasks": {side: _daily(parts, PartKey("", side, Assumption.NO_LIMIT), "tasks", count) for side in SIDES},
        "difference": found[Assumption.NO_LIMIT.value],
        "sensitivity": found,
        "desks": _desks(parts),
        "rows": _rows(parts, count),
        "overlaps": _overlaps(parts),
    }


def _lines_of(world: BacktestWorld) -> Iterator[str]:
    for subject in sorted(world.subjects, key=lambda one: one.key):
        yield f"{subject.key} {subject.beat_path} {subject.since_date} {sorted(subject.facts.items(), key=str)}"
    for event in sorted(world.events, key=lambda one: (one.kind, one.id)):
        yield f"{event.kind} {event.id} {event.at.isoformat()} {event.subjects} {sorted(event.facts.items(), key=str)}"
    for code, done in sorted(world.completions.items()):
        yield from sorted(f"{code} {one.uid} {one.row_number} {one.subject} {one.completed_date}" for one in done)
    for desk in sorted(world.desks, key=lambda one: one.key):
        yield f"{desk.key} {sorted(desk.minutes.items())}"


def _name(key: DeskKey) -> str:
    return f"{key.path}{SIGN}{key.role}"


def _plain(one: Overlap) -> dict[str, Any]:
    return {
        "row": list(one.row),
        "other": list(one.other),
        "evidence": list(one.evidence),
        "times": one.times,
        "kind": one.subject_kind,
        "subjects": one.subjects,
    }


def _of(parts: Mapping[str, Part], key: PartKey) -> Iterator[Part]:
    """The parts of every station for a side and an assumption."""
    ending = f"{SIGN}{key.side}{SIGN}{key.assumption.value}"
    return (part for name, part in sorted(parts.items()) if name.endswith(ending))


def _daily(parts: Mapping[str, Part], key: PartKey, field: str, count: int) -> list[int]:
    totals = [0] * count
    for part in _of(parts, key):
        for desk in part["desks"].values():
            for day, value in zip(desk["day"], desk[field], strict=True):
                totals[day] += value
    return totals


def _difference(before: Sequence[int], after: Sequence[int], seed: int) -> dict[str, float]:
    found = mean_difference(before=before, after=after, seed=seed)
    return {
        "mean": round(found.mean, 2),
        "low": round(found.low, 2),
        "high": round(found.high, 2),
        "before": round(sum(before) / len(before), 2),
        "after": round(sum(after) / len(after), 2),
    }


def _desks(parts: Mapping[str, Part]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for side in SIDES:
        for part in _of(parts, PartKey("", side, Assumption.NO_LIMIT)):
            for name, desk in part["desks"].items():
                path, role = name.split(SIGN)
                one = found.setdefault(name, {"path": path, "role": role, "officer_days": sum(desk["officers"])})
                one[side] = {"minutes": sum(desk["done"]), "tasks": sum(desk["tasks"])}
        for part in _of(parts, PartKey("", side, Assumption.ON_DUE_DAY)):
            for name, desk in part["desks"].items():
                found[name].setdefault(side, {"minutes": 0, "tasks": 0}).update(_load(desk))
    empty = {"minutes": 0, "tasks": 0, "days_over": 0, "most_over": 0, "waiting": 0}
    return [
        {**one, BEFORE: {**empty, **one.get(BEFORE, {})}, AFTER: {**empty, **one.get(AFTER, {})}}
        for _, one in sorted(found.items())
        if any(one.get(side, empty)["minutes"] for side in SIDES)
    ]


def _load(desk: Mapping[str, list[int]]) -> dict[str, int]:
    """Days with work on which more was due than the limit holds, the most minutes over, and what waits in the end."""
    over = [due - limit for due, limit in zip(desk["due"], desk["limit"], strict=True) if 0 < limit < due]
    return {"days_over": len(over), "most_over": max(over, default=0), "waiting": desk["due"][-1] - desk["done"][-1]}


def _rows(parts: Mapping[str, Part], count: int) -> list[dict[str, Any]]:
    totals: dict[str, dict[str, list[int]]] = defaultdict(lambda: {BEFORE: [0, 0], AFTER: [0, 0]})
    for side in SIDES:
        for part in _of(parts, PartKey("", side, Assumption.NO_LIMIT)):
            for name, (tasks, minutes) in part["rows"].items():
                totals[name][side][0] += tasks
                totals[name][side][1] += minutes
    rows = []
    for name, both in totals.items():
        code, number = name.split(SIGN)
        rows.append(
            {
                "list": code,
                "number": int(number),
                "tasks": {side: both[side][0] for side in SIDES},
                "minutes_a_month": {side: round(both[side][1] * DAYS_OF_A_MONTH / count) for side in SIDES},
            }
        )
    return sorted(rows, key=lambda row: (row["list"], row["number"]))


def _overlaps(parts: Mapping[str, Part]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for part in _of(parts, PartKey("", AFTER, Assumption.NO_LIMIT)):
        for one in part["overlaps"]:
            known = found.setdefault(f"{one['row']}{one['other']}", {**one, "times": 0, "subjects": 0})
            known["times"] += one["times"]
            known["subjects"] += one["subjects"]
    return sorted(found.values(), key=lambda one: (-one["times"], one["row"], one["other"]))[:MOST_OVERLAPS]
