"""`danger`: recall and precision of the danger words, with and without the second ear, on every labelled set."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.domains.incidents.data.danger_texts import KEPT_APART, LabelledCall, read_texts
from fengqiao.engines.dispatching.danger import DangerRules, find_danger

SETS: Final = {"written": ("danger_calls",), "ordinary": ("ordinary_calls",), "apart": KEPT_APART}
FIGURES: Final = (
    "recall_written",
    "precision_written",
    "recall_apart",
    "precision_apart",
    "recall_apart_words_alone",
    "precision_apart_words_alone",
    "ordinary_calls_heard_wrongly",
    "milliseconds_a_call",
)


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will listen to every text of the sets."""
    from fengqiao.domains.incidents.data.rules import danger_rules, written_danger_rules

    rules, alone = danger_rules(), written_danger_rules()
    calls = {name: read_texts(*files) for name, files in SETS.items()}
    written, apart, words = (
        _measure(calls["written"], rules),
        _measure(calls["apart"], rules),
        _measure(calls["apart"], alone),
    )
    calm = [one for one in calls["ordinary"] if not one.is_danger]
    wrongly = sum(bool(find_danger(text=one.text, rules=rules)) for one in calm) / len(calm)
    values = (*written, *apart, *words, wrongly)
    shares = [BenchFigure(name, value, "share") for name, value in zip(FIGURES[:-1], values, strict=True)]
    shares[0] = BenchFigure(FIGURES[0], values[0], "share", goal=Goal(">=", 1.0))
    return [*shares, BenchFigure(FIGURES[-1], _milliseconds(calls["apart"], rules), "ms")]


BENCH = Bench(name="danger", what="danger heard in labelled call texts, and wrongly heard", figures=FIGURES, run=run)


def _measure(calls: Sequence[LabelledCall], rules: DangerRules) -> tuple[float, float]:
    """Return recall and precision."""
    heard = [one.is_danger for one in calls if find_danger(text=one.text, rules=rules)]
    return sum(heard) / sum(one.is_danger for one in calls), sum(heard) / len(heard)


def _milliseconds(calls: Sequence[LabelledCall], rules: DangerRules) -> float:
    began = time.perf_counter()
    for one in calls:
        find_danger(text=one.text, rules=rules)
    return 1000 * (time.perf_counter() - began) / len(calls)
