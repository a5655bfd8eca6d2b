"""The jobs that commit as they go are run outside any transaction by the worker's turn itself."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection

from fengqiao.config.jobs import run_due_work
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.clock.models import ScheduleMark

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_morning_and_the_following_of_changes_run_outside_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, bool] = {}
    for name in ("generate_morning_lists", "regenerate_changed", "ask_about_visits"):

        def listening(*, name: str = name, **_: object) -> None:
            seen[name] = connection.in_atomic_block

        monkeypatch.setattr(f"fengqiao.domains.tasks.jobs.{name}", listening)
    set_clock(at=datetime.datetime(2026, 9, 16, 0, 0, tzinfo=datetime.UTC), rate=0)
    run_due_work()
    assert seen == {"generate_morning_lists": False, "regenerate_changed": False, "ask_about_visits": True}
    assert ScheduleMark.objects.get(name="tasks.morning_lists").last_due_at is not None
