"""What every benchmark takes, and how one is registered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fengqiao.bench.figures import BenchFigure


class DataMissingError(Exception):
    """The data folder holds nothing that this benchmark needs."""

    code = "data_missing"


@dataclass(frozen=True, slots=True)
class BenchRequest:
    """`data_dir` has the layout of the test-data folder; `say` shows progress.

    `size`: how large an invented stage is, for benchmarks that have a choice; "" is their own full size.
    `test_from`: for benchmarks fitted on what came before a date and judged on what came after; None is their own.
    """

    data_dir: Path
    seed: int
    is_quick: bool
    say: Callable[[str], None]
    size: str = ""
    test_from: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    name: str
    what: str
    figures: Sequence[str]
    run: Callable[[BenchRequest], Sequence[BenchFigure]]
