"""Two people at the same moment, each with a connection of their own: nobody sees an error of the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.stage import DAY, STATION, at, stop_clock

from fengqiao.domains.tasks.contracts.verifying import NothingToDrawError
from fengqiao.domains.tasks.models import RowMonth, Verification, VerificationDraw
from fengqiao.domains.tasks.public import count_month, draw_sample
from fengqiao.domains.tasks.tests.evaluation_stage import list_venues, visit
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_first_drawings_and_two_countings_wait_for_each_other(town: Town) -> None:
    for hour, task in enumerate(list_venues(town, venues=3), start=9):
        visit(town, task, begins=(hour, 0), minutes=30)
    stop_clock(at(16))
    chief, path, together = town.stage.actor("chief"), town.stage.paths[STATION], Barrier(2)

    def draw_and_count(turn: int) -> bool:
        together.wait(timeout=30)
        try:
            draw_sample(actor=chief, station_path=path, seed=turn)
        except NothingToDrawError:
            return False
        finally:
            count_month(actor=SYSTEM, month=DAY)
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=2) as pool:
        assert sorted(pool.map(draw_and_count, range(2))) == [False, True]
    assert VerificationDraw.objects.count() == 1
    assert Verification.objects.count() == 3
    assert RowMonth.objects.filter(completed=3).count() == 1
    connection.close()
