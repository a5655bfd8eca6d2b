"""How many calls come on which day and at which minute."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from random import Random

import numpy as np

CHINA_TIME = timezone(timedelta(hours=8))
HISTORY_DAYS = 430  # eight weeks a year ago fit in, so that a month can be set against last year's
EVEN_JITTER = 0.35  # of the mean gap
FALL_FROM_DAYS, FALL_TO_DAYS = 330, 70  # days before the date between which the planted fall happens
FALL_TO_SHARE = 0.47


def day_factor(day: date, season: Sequence[float], week: Sequence[float]) -> float:
    """Give how much busier than usual a day is."""
    return season[day.month - 1] * week[day.weekday()]


def fall(days_before: int) -> float:
    """Give the planted fall of criminal calls in the town: from 1 a year ago to less than half now."""
    if days_before >= FALL_FROM_DAYS:
        return 1.0
    if days_before <= FALL_TO_DAYS:
        return FALL_TO_SHARE
    share = (days_before - FALL_TO_DAYS) / (FALL_FROM_DAYS - FALL_TO_DAYS)
    return FALL_TO_SHARE + (1 - FALL_TO_SHARE) * share


def random_counts(means: Sequence[float], generator: np.random.Generator) -> list[int]:
    """Draw a count for each day around its mean, as independent calls would come."""
    return [int(count) for count in generator.poisson(means)]


def even_counts(means: Sequence[float], rng: Random) -> list[int]:
    """Count the days evenly: over weeks the sum stays near the mean, so that a planted truth holds."""
    counts = [0] * len(means)
    edges: list[float] = []
    total = 0.0
    for mean in means:
        total += mean
        edges.append(total)
    due, day = rng.random(), 0
    for at in _marks(due, total, rng):
        while day < len(edges) - 1 and edges[day] < at:
            day += 1
        counts[day] += 1
    return counts


def _marks(first: float, total: float, rng: Random) -> list[float]:
    marks = []
    at = first
    while at < total:
        marks.append(min(max(at + rng.uniform(-EVEN_JITTER, EVEN_JITTER), 0.0), total))
        at += 1.0
    return sorted(marks)


def moments(day: date, count: int, profile: Sequence[int], rng: Random) -> Iterator[datetime]:
    """Give the moments of a day's calls after an hour profile."""
    for hour in rng.choices(range(24), profile, k=count):
        yield datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=CHINA_TIME)
