from __future__ import annotations

import datetime

import pytest
from tests.stage import Stage, at

from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import forget_reading
from fengqiao.foundation.clock.models import ClockRow
from fengqiao.foundation.simulation.contracts import NotSimulatedError, UnknownSpeedError
from fengqiao.foundation.simulation.story import wish_for_speed, wished_speed
from fengqiao.foundation.simulation.telling import open_day


@pytest.fixture
def simulated(stage: Stage) -> Stage:
    open_day(seed=1, date=datetime.date(2026, 9, 16), digest="d", opens_at=at(7), closes_at=at(23))
    return stage


@pytest.mark.parametrize("speed", [0.0, 1.0, 60.0])
def test_a_speed_of_the_page_is_kept_and_audited(simulated: Stage, speed: float) -> None:
    wish_for_speed(actor=simulated.actor("chief"), speed=speed)
    assert wished_speed() == speed
    assert AuditEntry.objects.get(action="wish_for_speed").details["speed"] == speed


@pytest.mark.parametrize("speed", [-1.0, 3600.0, float("nan")])
def test_another_speed_is_refused(simulated: Stage, speed: float) -> None:
    with pytest.raises(UnknownSpeedError):
        wish_for_speed(actor=simulated.actor("chief"), speed=speed)
    assert wished_speed() == 60.0


def test_nobody_slows_down_a_real_station(stage: Stage) -> None:
    ClockRow.objects.all().delete()
    forget_reading()
    with pytest.raises(NotSimulatedError):
        wish_for_speed(actor=stage.actor("chief"), speed=0.0)
