"""The second ear: callers say what no list foresees. Pairs of characters weigh for or against danger.

A logistic regression over single characters and neighbours, learnt from texts that people wrote and labelled
(never from people's calls). It only ever adds danger; what it adds is shown as "sounds like danger" with the
clause that weighed most, and a person sees it. Learning is exact and repeatable: the same texts, the same ear.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.dispatching.call_text import CLAUSE_ENDS, plain_text

SOUNDS_LIKE_DANGER: Final = "sounds_like_danger"
_LONGEST: Final = 2
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
_EDGES: Final = ("\2", "\3")
# What remains of a weight below this moves no score by a tenth.
_LEAST_WEIGHT: Final = 0.01
_ROUNDS: Final = 400


@dataclass(frozen=True, slots=True)
class EarSettings:
    """`softness`: variance of the weights' prior. Thresholds are log-odds; `doubt` is added where the written
    rules heard danger and took it back. Chosen by five-fold trials on the labelled texts: see docs/performance.md.
    """

    softness: float = 10.0
    threshold: float = 0.0
    doubt: float = 1.0


@dataclass(frozen=True, slots=True)
class Ear:
    """Weights by piece of text, the weight of every text, and from which log-odds on it speaks up."""

    weights: Mapping[str, float]
    bias: float
    threshold: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How sure it is, in log-odds, and the place of the clause that weighed most in the caller's text."""

    score: float
    start: int
    end: int


def hear(*, text: str, ear: Ear, variants: Mapping[str, str]) -> Heard:
    """Return how much the text sounds like danger; a text that is not mostly Chinese is left to the words."""
    plain = plain_text(text=text, variants=variants)
    if not _is_mostly_chinese(plain.text):
        return Heard(-math.inf, 0, 0)
    pieces = _pieces(plain.text)
    score = ear.bias
    if pieces:
        score += sum(ear.weights.get(piece, 0.0) for piece in pieces) / math.sqrt(len(pieces))
    first, last = _heaviest_clause(plain.text, ear)
    return Heard(score, plain.places[first], plain.ends[last - 1])


def _is_mostly_chinese(plain: str) -> bool:
    """It has learnt from Chinese texts: of another script it knows nothing, and its bias alone is no judgement."""
    written = [one for one in plain if one.isalnum()]
    return 2 * sum(_FIRST_HAN <= one <= _LAST_HAN for one in written) > len(written)


def train_ear(
    *, texts: Sequence[tuple[str, bool]], variants: Mapping[str, str], settings: EarSettings | None = None
) -> Ear:
    """Return the ear that fits the texts (text, whether it is danger). Raises ValueError without both kinds."""
    settings = settings or EarSettings()
    if len({is_danger for _, is_danger in texts}) != 2:
        raise ValueError("texts of both kinds are needed")
    pieces = [sorted(_pieces(plain_text(text=text, variants=variants).text)) for text, _ in texts]
    names = sorted({piece for one in pieces for piece in one})
    places = {piece: place for place, piece in enumerate(names)}
    table = np.zeros((len(texts), len(names) + 1))
    table[:, -1] = 1.0
    for row, one in enumerate(pieces):
        table[row, [places[piece] for piece in one]] = 1 / math.sqrt(max(1, len(one)))
    labels = np.array([float(is_danger) for _, is_danger in texts])
    fitted = _fit(table, labels, settings.softness)
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(names, fitted[:-1], strict=True)
        if abs(weight) >= _LEAST_WEIGHT
    }
    return Ear(weights, round(float(fitted[-1]), 3), settings.threshold, settings.doubt)


def _fit(table: NDArray[np.float64], labels: NDArray[np.float64], softness: float) -> NDArray[np.float64]:
    from scipy.optimize import minimize

    free = np.ones(table.shape[1])
    free[-1] = 0.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ weights
        likelihood = np.logaddexp(0, scores).sum() - labels @ scores
        chances = 1 / (1 + np.exp(-scores))
        penalty = (free * weights**2).sum() / (2 * softness)
        return float(likelihood + penalty), table.T @ (chances - labels) + free * weights / softness

    start = np.zeros(table.shape[1])
    fitted: NDArray[np.float64] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return fitted


def _pieces(plain: str) -> frozenset[str]:
    """Return the single characters and neighbours of a text, its beginning and end marked."""
    marked = f"{_EDGES[0]}{plain}{_EDGES[1]}"
    return frozenset(
        marked[start : start + length] for length in range(1, _LONGEST + 1) for start in range(len(marked) - length + 1)
    )


def _heaviest_clause(plain: str, ear: Ear) -> tuple[int, int]:
    best, start = (0, len(plain), -math.inf), 0
    for end in [place for place, letter in enumerate(plain) if letter in CLAUSE_ENDS] + [len(plain)]:
        weight = sum(ear.weights.get(piece, 0.0) for piece in _pieces(plain[start:end]))
        if end > start and weight > best[2]:
            best = (start, end, weight)
        start = end + 1
    return best[0], best[1]
