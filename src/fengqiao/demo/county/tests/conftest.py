"""One county for all tests of this folder: making it takes seconds."""

from datetime import date

import pytest

from fengqiao.demo.county import generate_county
from fengqiao.demo.county.contracts import County

SEED = 7
DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def county() -> County:
    return generate_county(seed=SEED, date=DAY)
