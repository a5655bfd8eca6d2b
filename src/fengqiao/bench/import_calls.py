"""`import`: every export of calls in the data folder, beside a bare COPY of the same rows into the same table."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import django

from fengqiao.bench.contracts import Bench, BenchRequest, DataMissingError
from fengqiao.bench.database import throw_away_database
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.memory import peak_memory_mb

SHIPPED = "oakland_calls"
QUICK_ROWS = 30_000
SECONDS_GOAL, RATIO_GOAL, MEMORY_GOAL_MB = 60, 5, 300
FULL_EXPORT_ROWS = 265_024
"""The goal in seconds is stated for this many rows; with more or fewer it is scaled."""


@dataclass(frozen=True, slots=True)
class _Landed:
    rows: int
    refused: int
    seconds: float
    peak_mb: float


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will import all files in date order and measure time, ratio and memory."""
    files = sorted((request.data_dir / "calls").glob("*.csv.gz"))
    if not files:
        raise DataMissingError(f"no calls/*.csv.gz in {request.data_dir}")
    with throw_away_database(name="import"):
        imports = []
        for file in files:
            request.say(f"importing {file.name}")
            imports.append(_import_in_own_process(file, is_quick=request.is_quick))
        request.say("the same rows by a bare COPY")
        bare = _bare_copy()
        request.say(f"importing {files[-1].name} again")
        again = _import_in_own_process(files[-1], is_quick=request.is_quick).rows
    rows, seconds = sum(one.rows for one in imports), sum(one.seconds for one in imports)
    goal = SECONDS_GOAL * max(rows, 1) / FULL_EXPORT_ROWS
    return [
        BenchFigure("rows", rows, "rows"),
        BenchFigure("refused", sum(one.refused for one in imports), "rows"),
        BenchFigure("import_seconds", seconds, "s", goal=Goal("<=", goal)),
        BenchFigure(
            "import_to_bare_copy",
            seconds,
            "s",
            references=[Reference("bare COPY into the same table", bare)],
            goal=Goal("<=", RATIO_GOAL, of="ratio"),
        ),
        BenchFigure("peak_memory", max(one.peak_mb for one in imports), "MB", goal=Goal("<=", MEMORY_GOAL_MB)),
        BenchFigure("twice_imported", again, "rows", goal=Goal("<=", 0)),
    ]


BENCH = Bench(
    name="import",
    what="calls from an export into incidents",
    figures=("rows", "refused", "import_seconds", "import_to_bare_copy", "peak_memory", "twice_imported"),
    run=run,
)


def _mapping_path(file: Path) -> Path:
    beside = file.with_name(file.name.removesuffix(".csv.gz") + ".mapping.yaml")
    if beside.exists():
        return beside
    from fengqiao.integrations.call_exports.mapping import shipped_mapping

    shipped = shipped_mapping(source=SHIPPED)
    assert shipped is not None
    return shipped


def _import_in_own_process(file: Path, *, is_quick: bool) -> _Landed:
    """A fresh process, as `fq import calls` is: its peak holds no migration and no earlier export."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_import, file, is_quick=is_quick).result()


def _import(file: Path, *, is_quick: bool) -> _Landed:
    django.setup()
    from fengqiao.foundation.scoping.contracts import SYSTEM
    from fengqiao.integrations.call_exports.importing import ImportResult, import_calls
    from fengqiao.integrations.call_exports.mapping import read_mapping
    from fengqiao.integrations.call_exports.units import prepare_units

    mapping = read_mapping(path=_mapping_path(file))
    codes = prepare_units(actor=SYSTEM, path=file, mapping=mapping, is_derived=True)
    so_far = ImportResult()

    def note(result: ImportResult, share: float) -> None:
        nonlocal so_far
        so_far = result

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        result = import_calls(
            actor=SYSTEM,
            path=file,
            mapping=mapping,
            unit_codes=codes,
            work_dir=Path(folder),
            should_stop=lambda: is_quick and so_far.added + so_far.known >= QUICK_ROWS,
            on_progress=note,
        )
        return _Landed(result.added, result.refused, time.perf_counter() - began, peak_memory_mb())


def _bare_copy() -> float:
    from django.db import connection

    with tempfile.TemporaryFile() as dump, connection.cursor() as cursor:
        with cursor.copy("COPY incidents_incident TO STDOUT") as out:
            for block in out:
                dump.write(block)
        cursor.execute("TRUNCATE incidents_incident CASCADE")
        dump.seek(0)
        began = time.perf_counter()
        with cursor.copy("COPY incidents_incident FROM STDIN") as into:
            while block := dump.read(1 << 16):
                into.write(block)
        return time.perf_counter() - began
