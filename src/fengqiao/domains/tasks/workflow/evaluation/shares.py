"""Shares that say how sure they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from fengqiao.domains.tasks.contracts.evaluation import (
    TARGETS,
    EvaluationRules,
    Figure,
    Measure,
    PairedFigures,
    Share,
)

Z_95: Final = 1.959964
"""Of the normal distribution: 95 in a hundred such intervals hold the true share."""


def wilson(*, count: int, of: int) -> tuple[float, float] | None:
    """This function will return the 95 % interval of a share (Wilson 1927); None when nothing was counted."""
    if not of:
        return None
    part, z2 = count / of, Z_95 * Z_95
    middle = (part + z2 / (2 * of)) / (1 + z2 / of)
    reach = Z_95 / (1 + z2 / of) * math.sqrt(part * (1 - part) / of + z2 / (4 * of * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def share_of(*, count: int, of: int, fewest: int) -> Share:
    """This function will return a share with its interval; below `fewest` it is marked as too few to conclude from."""
    interval = wilson(count=count, of=of)
    low, high = interval if interval else (None, None)
    return Share(count, of, low, high, is_small=of < fewest)


COUNTED_AS: Final[Mapping[Measure, tuple[str, str]]] = {
    Measure.ON_TIME: ("on_time", "due"),
    Measure.COVERAGE: ("kept", "subjects"),
    Measure.RESOLVED: ("done", "completed"),
    Measure.VERIFIED: ("confirmed", "asked"),
    Measure.IMPOSSIBLE: ("impossible", "completed"),
    Measure.NOBODY_THERE: ("nobody_there", "completed"),
    Measure.DECLINED: ("declined", "completed"),
    Measure.REPEATED: ("repeated", "done"),
    Measure.ENTERED_LATE: ("entered_late", "completed"),
}
"""Each measure as two counts: how many of how many."""


def figures_of(*, counts: Mapping[str, int], rules: EvaluationRules) -> tuple[PairedFigures, ...]:
    """This function will set each target beside its counter-measures; a target never comes alone."""
    return tuple(
        PairedFigures(
            target=_figure(pair.target, counts, rules),
            counters=tuple(_figure(one, counts, rules) for one in pair.counters),
            basis_zh=pair.basis_zh,
            basis_en=pair.basis_en,
        )
        for pair in sorted(rules.pairs, key=lambda one: TARGETS.index(one.target))
    )


def _figure(measure: Measure, counts: Mapping[str, int], rules: EvaluationRules) -> Figure:
    count, of = COUNTED_AS[measure]
    return Figure(measure, share_of(count=counts.get(count, 0), of=counts.get(of, 0), fewest=rules.fewest_to_say))


def add_up(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """This function will add counts of the same names."""
    total: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            total[name] = total.get(name, 0) + (value or 0)
    return total
