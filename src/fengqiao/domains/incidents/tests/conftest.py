from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.incidents.tests.scene import lay_addresses, put_on_duty


@pytest.fixture
def scene(stage: Stage) -> Stage:
    """The stage with addresses and units on duty."""
    lay_addresses()
    put_on_duty()
    return stage
