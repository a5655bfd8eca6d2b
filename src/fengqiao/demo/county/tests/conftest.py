"""One county for all tests of this folder: making it takes seconds."""

from datetime import date

import pytest

from fengqiao.demo.county.contracts import County
from fengqiao.demo.county.generation import generate_county

SEED = 7
DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def county() -> County:
    return generate_county(seed=SEED, date=DAY)
