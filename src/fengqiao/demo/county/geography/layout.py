"""The hand-drawn bones of the county, read from `data/layout.yaml`."""

from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from fengqiao.demo.county.geography.curves import jitter
from fengqiao.demo.county.geography.plane import XY

METRES_PER_KILOMETRE = 1000.0


@cache
def read_data(name: str) -> Any:
    """Give the content of one of the package's YAML files."""
    text = files("fengqiao.demo.county").joinpath("data", name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 safe loaders


def metres(points: list[list[float]]) -> list[XY]:
    """Turn control points of the layout, in kilometres, into metres."""
    return [(x * METRES_PER_KILOMETRE, y * METRES_PER_KILOMETRE) for x, y in points]


def moved(points: list[list[float]], rng: Random, amount: float) -> list[XY]:
    """Turn control points into metres and let the seed move the inner ones by up to `amount`."""
    exact = metres(points)
    return [exact[0], *jitter(exact[1:-1], rng, amount), exact[-1]]
