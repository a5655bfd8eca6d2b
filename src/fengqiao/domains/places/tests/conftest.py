from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.places.tests.town import build_town


@pytest.fixture
def town(stage: Stage) -> Stage:
    """The stage with doors, premises and people."""
    build_town()
    return stage
