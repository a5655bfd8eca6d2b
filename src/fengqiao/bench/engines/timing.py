"""How long a piece of work takes, the first time left out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def processor_seconds(*, work: Callable[[], object], repeats: int) -> float:
    """This function will return the median processor time: other programs at work hardly change it."""
    return _median_seconds(work, repeats, time.process_time)


def waited_seconds(*, work: Callable[[], object], repeats: int) -> float:
    """This function will return the median time that somebody waits, for work that a database does elsewhere."""
    return _median_seconds(work, repeats, time.perf_counter)


def _median_seconds(work: Callable[[], object], repeats: int, read: Callable[[], float]) -> float:
    work()
    taken = []
    for _ in range(repeats):
        begins = read()
        work()
        taken.append(read() - begins)
    return statistics.median(taken)
