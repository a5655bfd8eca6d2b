"""One environment holds base and all extras together: no two locks ask for different versions of a package."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from fengqiao.config.environment import REPOSITORY

LOCKS = REPOSITORY / "requirements"
LINE = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)(?: ; ([^\\]+?))? *\\?$", re.MULTILINE)
OWN_ENVIRONMENT = frozenset({"uv"})
"""The installer is kept apart from what it installs."""
ONLY_FOR_A_FIGURE = frozenset({"forecast"})
"""The reference of one benchmark, which skips that figure without it; no page and no command uses it."""


def pins(lock: Path) -> dict[str, set[tuple[str, str]]]:
    """This function will read a lock: each package with its version, and for which Python or system that is."""
    found = defaultdict(set)
    for name, version, marker in LINE.findall(lock.read_text()):
        found[name].add((version, marker))
    return found


def test_no_two_extras_ask_for_different_versions_of_a_package() -> None:
    asked: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(dict)
    for lock in LOCKS.glob("*.txt"):
        if lock.stem not in OWN_ENVIRONMENT:
            for name, versions in pins(lock).items():
                asked[name][lock.stem] = versions
    shared = {name: by_lock for name, by_lock in asked.items() if len(by_lock) > 1}
    versions_of = {
        name: {lock: {version for version, _ in versions} for lock, versions in by_lock.items()}
        for name, by_lock in shared.items()
    }
    assert {"numpy", "protobuf"} <= set(shared)
    assert not {name: of for name, of in versions_of.items() if len({frozenset(one) for one in of.values()}) > 1}


def test_the_tests_environment_holds_every_extra_that_the_product_uses() -> None:
    line = re.search(r"test \| check\) needed=\(([^)]*)\)", (REPOSITORY / "fq").read_text())
    assert line is not None
    assert set(line[1].split()) == {lock.stem for lock in LOCKS.glob("*.txt")} - OWN_ENVIRONMENT - ONLY_FOR_A_FIGURE
