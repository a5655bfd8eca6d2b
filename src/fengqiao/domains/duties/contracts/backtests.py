"""Backtests of a list: what is asked for, what is found, and where the past comes from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.domains.duties.contracts.lists import Text
from fengqiao.domains.duties.contracts.refusals import DutiesError
from fengqiao.engines.duties.backtesting import BacktestWorld
from fengqiao.foundation.events.contracts import DomainEvent


class BacktestState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PastQuery:
    """A station's past, asked of the room that holds it; `share_percent` of a shift is the lists' limit.

    Without `with_desks` nobody's minutes are asked for: a trial in the shadow asks nobody to do anything.
    """

    station_path: str
    first_date: datetime.date
    last_date: datetime.date
    list_codes: tuple[str, ...]
    share_percent: int
    with_desks: bool = True


PastSource = Callable[[PastQuery], BacktestWorld]
"""Registered in config/wiring.py with `register_past_source` of duties.public."""


@dataclass(frozen=True, slots=True)
class BacktestWish:
    """How a text is to be tried: how many weeks back from yesterday, and the share of a shift that lists may take."""

    weeks: int = 8
    share_percent: int = 60


@dataclass(frozen=True, slots=True)
class BacktestRecord:
    id: int
    state: BacktestState
    scope_path: str
    digest: str
    list_code: str
    list_version: int
    first_date: datetime.date
    last_date: datetime.date
    share_percent: int
    seed: int
    requested_by: str
    requested_at: datetime.datetime
    finished_at: datetime.datetime | None
    compared_with: tuple[str, ...]
    done_steps: int
    all_steps: int
    inputs_digest: str
    result: Mapping[str, Any] | None
    note: str = ""

    @property
    def percent(self) -> int:
        return 100 * self.done_steps // self.all_steps if self.all_steps else 0

    @property
    def is_open(self) -> bool:
        return self.state in (BacktestState.WAITING, BacktestState.RUNNING)


@dataclass(frozen=True, slots=True)
class BacktestPage:
    """A backtest as people read it. `rows`, `desks` and `overlaps` of its result, with their words."""

    record: BacktestRecord
    title: Text
    unit_name: str
    may_cancel: bool
    desks: Sequence[Mapping[str, Any]] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    overlaps: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestMoved(DomainEvent):
    kind: ClassVar[str] = "duties.backtest_moved"
    permission: ClassVar[str] = "duties.view_drafts"

    state: str


class BacktestMissingError(DutiesError):
    """This text was not tried on past days: who signs it all the same says why."""

    code = "backtest_missing"


class BacktestImpossibleError(DutiesError):
    """Only a sound duty list can be tried, and only where stations lie below the unit."""

    code = "backtest_impossible"


class BacktestClosedError(DutiesError):
    """The backtest has ended already."""

    code = "backtest_closed"
