"""One station lived through with one set of lists: what the worker holds in its hands between two turns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from fengqiao.domains.duties.contracts import BacktestState, PastQuery
from fengqiao.domains.duties.models import BacktestJob
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force, parsed_document
from fengqiao.domains.duties.queries.past import read_past
from fengqiao.domains.duties.workflow.backtest_results import (
    AFTER,
    Part,
    PartKey,
    assemble,
    digest_of_world,
    part_keys,
    part_of,
)
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.engines.duties.backtesting import Backtest, BacktestWorld
from fengqiao.engines.duties.contracts import DutyList
from fengqiao.foundation.clock.clock import local_zone, now


@dataclass
class Turn:
    """A part under way. It lives in the worker only: a restart begins this part anew, and no other."""

    key: PartKey
    world: BacktestWorld
    lists: tuple[DutyList, ...]
    list_code: str

    @cached_property
    def _backtest(self) -> Backtest:
        return Backtest(world=self.world, lists=self.lists, assumption=self.key.assumption)

    @property
    def days(self) -> int:
        return (self.world.last_date - self.world.first_date).days + 1

    @property
    def days_done(self) -> int:
        return (self._backtest.next_date - self.world.first_date).days

    @property
    def is_finished(self) -> bool:
        return self._backtest.is_finished

    def step(self) -> None:
        """This function will live through one more day."""
        self._backtest.step()

    def part(self) -> Part:
        """This function will return what is stored of it."""
        run = self._backtest.result()
        kept = part_of(run=run, world=self.world, lists=self.lists, list_code=self.list_code)
        return {**kept, "world": digest_of_world(self.world)}


_held: dict[int, Turn] = {}
"""By backtest: the part under way in this process."""


def turn_of(job: BacktestJob) -> Turn | None:
    """This function will return the part under way, or begin the next one; None when all parts are there."""
    held = _held.get(job.pk)
    if held is not None and str(held.key) not in job.parts:
        return held
    key = next((one for one in part_keys(stations_below(job.scope_path)) if str(one) not in job.parts), None)
    if key is None:
        return None
    world = held.world if held is not None and held.world.root_path == key.station_path else _world(job, key)
    _held.clear()
    _held[job.pk] = Turn(key, world, _lists(job, key), job.list_code)
    return _held[job.pk]


def stations_below(path: str) -> list[str]:
    """This function will list the paths of the stations at or below a place; a beat's is its station's."""
    stations = [one.path for one in list_units(kind=UnitKind.POLICE_STATION, under=path)]
    own = None if stations else station_of(path=path)
    return stations or ([own.path] if own else [])


def finish(job: BacktestJob) -> bool:
    """This function will put the parts together once all are there; tells whether they were."""
    keys = [str(key) for key in part_keys(stations_below(job.scope_path))]
    if any(key not in job.parts for key in keys):
        return False
    worlds = "".join(sorted({part["world"] for part in job.parts.values()}))
    job.inputs_digest = hashlib.sha256(f"{job.digest} {job.share_percent} {worlds}".encode()).hexdigest()
    job.result = assemble(parts=job.parts, first=job.first_date, last=job.last_date, seed=job.seed)
    job.parts, job.state, job.finished_at, job.done_steps = {}, BacktestState.DONE, now(), job.all_steps
    _held.pop(job.pk, None)
    return True


def _world(job: BacktestJob, key: PartKey) -> BacktestWorld:
    codes = {one.code for one in _in_force(job, key)} | {job.list_code}
    query = PastQuery(key.station_path, job.first_date, job.last_date, tuple(sorted(codes)), job.share_percent)
    return replace(read_past(query), root_path=key.station_path)


def _in_force(job: BacktestJob, key: PartKey) -> list[DutyList]:
    on = job.requested_at.astimezone(local_zone()).date()
    return [one.duty_list for one in duty_lists_in_force(on=on, path=key.station_path)]


def _lists(job: BacktestJob, key: PartKey) -> tuple[DutyList, ...]:
    standing = _in_force(job, key)
    if key.side != AFTER:
        return tuple(standing)
    tried = parsed_document(job.document).duty_list
    assert tried is not None, "only a duty list is tried"
    return (*(one for one in standing if one.code != tried.code), tried)
