from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.organisation.queries import sources
from fengqiao.domains.organisation.tests.county import Works


@pytest.fixture
def works(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Works:
    """Sources of work that the test fills, in place of the rooms above."""
    works = Works(stage)
    monkeypatch.setattr(sources, "_work_sources", {"test": works.work})
    monkeypatch.setattr(sources, "_load_sources", {"test": works.load})
    return works
