from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.tasks.queries import sources
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, plan_a_day
from fengqiao.domains.tasks.tests.morning_stage import Town, build_town


@pytest.fixture
def town(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The shipped lists in force on the stage, with a source that the test fills; no other source is asked."""
    monkeypatch.setattr(sources, "_sources", {})
    return build_town(stage)


@pytest.fixture
def day(town: Town) -> OfficersDay:
    """Six venues in the officer's plan, at eight in the morning."""
    return plan_a_day(town)
