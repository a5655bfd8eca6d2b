"""The public cases of team orienteering with time windows as days of a team.

Distances are cut off after one decimal (Solomon's c, r, rc) or two (Cordeau's pr), as in the published tables.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from fengqiao.bench.contracts import DataMissingError
from fengqiao.engines.planning.contracts import PlanOfficer, PlanTask, TravelMatrix

FEWEST_OFFICERS, MOST_OFFICERS = 2, 4
_HEADER_LINES: Final = 2
_CORDEAU: Final = "pr"
_NEARLY: Final = 1e-9
"""A distance of exactly 5.3 must not become 5.2 because it is stored as 5.29999."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One instance for so many officers, with the best value that anybody has found."""

    name: str
    best_known: float
    officers: Sequence[PlanOfficer]
    tasks: Sequence[PlanTask]
    travel: TravelMatrix


def load_cases(*, data_dir: Path) -> list[Case]:
    """This function will read all cases for two to four officers. Raises DataMissingError."""
    folder = data_dir / "planning"
    known = folder / "toptw_best_known.csv"
    if not known.is_file():
        raise DataMissingError(f"{known} does not exist")
    with known.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if FEWEST_OFFICERS <= int(row["m"]) <= MOST_OFFICERS]
    return [
        read_case(
            text=(folder / "toptw" / f"{row['instance']}.txt").read_text(encoding="utf-8"),
            instance=row["instance"],
            officers=int(row["m"]),
            best_known=float(row["best_known"]),
        )
        for row in rows
        if (folder / "toptw" / f"{row['instance']}.txt").is_file()
    ]


def read_case(*, text: str, instance: str, officers: int, best_known: float) -> Case:
    """This function will read one instance: after two lines a node each, the depot first.

    Of a node: index, x, y, minutes of service, profit, …, opens, closes (of the *start* of service; of the depot
    the end of the day).
    """
    lines = [line.split() for line in text.splitlines() if line.strip()][_HEADER_LINES:]
    points = np.array([[float(line[1]), float(line[2])] for line in lines])
    per_unit = 100 if instance.startswith(_CORDEAU) else 10
    distances = np.hypot(*np.moveaxis(points[:, None] - points[None, :], -1, 0))
    day_ends = float(lines[0][-1])
    return Case(
        name=f"{instance} × {officers}",
        best_known=best_known,
        officers=[PlanOfficer(f"officer {n}", 0.0, day_ends, 0, 0) for n in range(officers)],
        tasks=[_task(line, number) for number, line in enumerate(lines) if number > 0],
        travel=np.floor(distances * per_unit + _NEARLY) / per_unit,
    )


def _task(line: Sequence[str], location: int) -> PlanTask:
    minutes, profit, opens, closes = (float(line[place]) for place in (3, 4, -2, -1))
    return PlanTask(
        id=line[0],
        location=location,
        minutes=minutes,
        prize=profit,
        opens_minute=opens,
        closes_minute=closes + minutes,
    )
