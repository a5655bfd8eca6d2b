"""How the test processes share the files: what takes longest begins first, and what shares a prepared station stays
together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xdist.scheduler import LoadScopeScheduling

SERVED = "served stations"
TOGETHER = {
    "tests/journeys/test_a_real_station.py": SERVED,
    "tests/journeys/test_in_a_browser.py": SERVED,
    "tests/contract/test_served_over_tls.py": SERVED,
    "tests/faults/test_kill.py": SERVED,
}
LONGEST_FIRST = (
    SERVED,
    "tests/journeys/test_one_day.py",
    "tests/architecture/test_odd_input.py",
    "tests/architecture/test_access_matrix.py",
    "src/fengqiao/cli/tests/test_bad_input.py",
    "src/fengqiao/demo/replay/tests/test_replaying.py",
    "src/fengqiao/edge/tests/test_given_footage.py",
    "tests/contract/test_watch_delivers.py",
)


class ByLength(LoadScopeScheduling):
    """A file, or what is kept together, goes to one process; the next one goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """This function will name what a test must share a process with."""
    file = nodeid.split("::", 1)[0]
    return TOGETHER.get(file, file)


def longest_first(items: Sequence[Any]) -> list[Any]:
    """This function will put the tests of the longest files first; the others keep their order."""
    rank = {scope: place for place, scope in enumerate(LONGEST_FIRST)}
    return sorted(items, key=lambda item: rank.get(scope_of(item.nodeid), len(rank)))
