from __future__ import annotations

from fengqiao.foundation.scoping.permissions import holds, registered_permissions
from tests.stage import EAST_GATE, OLD_TOWN, OTHER_STATION, Stage


def test_the_stage_stands_and_a_beat_officer_reaches_the_own_beat_only(stage: Stage) -> None:
    officer = stage.actor("officer")
    assert holds(officer, "incidents.view", stage.paths[OLD_TOWN])
    assert not holds(officer, "incidents.view", stage.paths[EAST_GATE])
    assert not holds(stage.actor("chief"), "incidents.view", stage.paths[OTHER_STATION])
    assert "tasks.view_own" in registered_permissions()
