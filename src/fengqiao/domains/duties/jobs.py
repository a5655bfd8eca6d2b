"""What runs by itself: long computations in short turns, clocks of the boundary, models whose day has come."""

from __future__ import annotations

import datetime

from fengqiao.domains.duties.public import (
    expire_models,
    pass_on_overdue_outside_tasks,
    take_backtest_turn,
    take_trial_turn,
)


def work_on_the_past() -> None:
    """This job will take one short turn: a backtest that somebody waits for comes before the trials of models."""
    if not take_backtest_turn():
        take_trial_turn()


def end_models(date: datetime.date) -> None:
    """This job will end the models whose last day is past."""
    expire_models(date=date)


def watch_outside_tasks() -> None:
    """This job will bring to the county what no chief has decided in time."""
    pass_on_overdue_outside_tasks()
