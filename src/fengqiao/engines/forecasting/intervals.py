"""How far a count may lie from what was expected: ranges that were checked against the days behind.

Calls come in bunches, so a Poisson range is too narrow. How much wider it must be is measured: the mean
squared distance of past counts from what had been expected of them, over the expectation (Pearson).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
# Four days of five: what a shift leader can plan with; the ends are counts, so the true share is a little more.
DEFAULT_SHARE: Final = 0.8
# Without enough days behind: the dispersion of 35 beats over 100 days was 1.3 to 1.5.
USUAL_DISPERSION: Final = 1.5
# With fewer expected calls the ratio says nothing.
_LEAST_EXPECTED: Final = 50.0
_POISSON: Final = 1.0
# Where the range of a cell ends in any case: far over what one shift of one beat can have.
_MOST: Final = 5_000


def dispersion_of(*, actual: Counts, expected: Counts) -> float:
    """Return how many times wider than Poisson counts lie around their expectation, never below 1.

    NaN in either is left out; with too few calls the usual dispersion stands.
    """
    known = ~(np.isnan(actual) | np.isnan(expected))
    meant = float(expected[known].sum())
    if meant < _LEAST_EXPECTED:
        return USUAL_DISPERSION
    return max(_POISSON, float(((actual[known] - expected[known]) ** 2).sum()) / meant)


def count_range(*, expected: Counts, dispersion: Counts, share: float) -> tuple[Counts, Counts]:
    """Return the low and the high end: at most half of the rest lies below, at most half above.

    Negative binomial with the variance dispersion × expected; a dispersion of 1 is Poisson.
    """
    if not 0 < share < 1:
        raise ValueError(f"a share lies between 0 and 1: {share}")
    means = np.maximum(expected, 0.0)
    wide = np.broadcast_to(np.maximum(dispersion, _POISSON), means.shape)
    tail = (1 - share) / 2
    return _quantile(means=means, wide=wide, level=tail), _quantile(means=means, wide=wide, level=1 - tail)


def _quantile(*, means: Counts, wide: Counts, level: float) -> Counts:
    """Return the smallest count whose cumulated probability reaches the level, by adding the terms up."""
    excess = wide - 1
    probability: Counts = np.where(
        excess > 0, np.exp(-means * np.log(wide) / np.where(excess > 0, excess, 1.0)), np.exp(-means)
    )
    cumulated, found = probability.copy(), np.zeros_like(means)
    for count in range(1, _MOST):
        below = cumulated < level
        if not below.any():
            break
        found = np.where(below, count, found)
        probability = probability * (means + (count - 1) * excess) / (count * wide)
        cumulated = cumulated + probability
    return found
