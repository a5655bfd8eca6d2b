from __future__ import annotations

import datetime

import pytest
from tests.stage import Stage, at

from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import forget_reading
from fengqiao.foundation.clock.models import ClockRow
from fengqiao.foundation.simulation.contracts import BackwardsError, NotSimulatedError
from fengqiao.foundation.simulation.story import next_wish, wish_to_jump


def test_a_wish_names_who_wished_and_is_audited(stage: Stage) -> None:
    wish_to_jump(actor=stage.actor("chief"), to_at=at(10))
    wish = next_wish()
    assert wish is not None
    assert (wish.to_at, wish.wished_by) == (at(10), stage.actor("chief").name)
    assert AuditEntry.objects.get(action="wish_to_jump").object_id == str(wish.pk)


def test_time_does_not_go_back(stage: Stage) -> None:
    with pytest.raises(BackwardsError):
        wish_to_jump(actor=stage.actor("chief"), to_at=at(8) - datetime.timedelta(minutes=1))
    assert next_wish() is None


def test_the_clock_of_a_real_station_is_nobodys_to_move(stage: Stage) -> None:
    ClockRow.objects.all().delete()
    forget_reading()
    with pytest.raises(NotSimulatedError):
        wish_to_jump(actor=stage.actor("chief"), to_at=at(10))
    assert next_wish() is None
