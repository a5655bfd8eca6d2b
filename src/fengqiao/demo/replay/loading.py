"""Builds the stage of a replay: the tree, invented people, the calls before the day. What stands is not built again."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fengqiao.demo.contracts import OtherDayError
from fengqiao.demo.loading.stage import Progress, refuse_real_station
from fengqiao.demo.replay.contracts import ReplayError, ReplayWish
from fengqiao.demo.replay.opening import REPLAY_SEED
from fengqiao.demo.replay.people import load_people, load_shifts_and_crews
from fengqiao.demo.replay.plan import replay_plan
from fengqiao.demo.replay.preparing import PreparedReplay
from fengqiao.domains.incidents.contracts import ImportedCall
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import ActTold, Text
from fengqiao.foundation.simulation.story import read_day
from fengqiao.foundation.simulation.telling import note_loaded, open_day, plan_beats, play_once
from fengqiao.integrations.call_exports.errors import CallExportError
from fengqiao.integrations.call_exports.importing import ImportResult, import_calls
from fengqiao.integrations.call_exports.units import prepare_units

OPENS, CLOSES = datetime.time(0, 0), datetime.time(8, 10)
HISTORY = datetime.timedelta(days=400)
"""A year and a month: what the same weeks of the year before need."""
TREE = Text("导出里的辖区和警务区", "Districts and beats of the export")
PEOPLE = Text("虚构的民警和账号", "Invented officers and sign-ins")
CREWS = Text("班次和处置单元", "Shifts and units")
CALLS = Text("这一天之前的警情", "The calls before the day")
STEPS_OF_CALLS = 100
"""The import is the long part: the bar moves with it."""


@dataclass(frozen=True, slots=True)
class ReplayStage:
    """What is loaded, and where an interrupted import keeps its place."""

    prepared: PreparedReplay
    wish: ReplayWish
    work_dir: Path

    def ensure(self, *, report: Progress) -> bool:
        """This function will load what is missing; returns whether anything was.

        Raises NotADemoError where a real station lives, OtherDayError where another day is told, ReplayError.
        """
        replay, day = self.prepared.replay, read_day()
        if day is None:
            refuse_real_station()
            shutil.rmtree(self.work_dir, ignore_errors=True)
            set_clock(at=replay.moment(OPENS), rate=0)
            open_day(
                seed=REPLAY_SEED,
                date=replay.date,
                digest=self.prepared.digest,
                opens_at=replay.moment(OPENS),
                closes_at=replay.moment(CLOSES, days_after=1),
                is_replayed=True,
            )
        elif day.digest != self.prepared.digest:
            raise OtherDayError(
                f"This database tells another day ({day.date}). Add --fresh to drop it and replay {replay.date}."
            )
        if day is not None and day.is_loaded:
            return False
        self._load(report)
        plan_beats(beats=replay_plan(date=replay.date, zone=replay.zone))
        note_loaded()
        return True

    def _load(self, report: Progress) -> None:
        replay = self.prepared.replay
        steps: tuple[tuple[str, Text, Callable[[], int]], ...] = (
            ("tree", TREE, self._load_tree),
            ("people", PEOPLE, lambda: load_people(replay=replay)),
            ("crews", CREWS, lambda: load_shifts_and_crews(replay=replay)),
        )
        total = len(steps) + STEPS_OF_CALLS
        for done, (code, title, load) in enumerate(steps):
            report(title, done, total)
            play_once(
                code=f"load/{code}",
                at=replay.moment(OPENS),
                act=lambda load=load: ActTold(result={"rows": load()}),  # type: ignore[misc]
            )
        self._import(lambda share: report(CALLS, len(steps) + round(share * STEPS_OF_CALLS), total))

    def _load_tree(self) -> int:
        mapping = self.prepared.mapping
        return len(prepare_units(actor=SYSTEM, path=self.wish.path, mapping=mapping, is_derived=True))

    def _import(self, show: Callable[[float], None]) -> ImportResult:
        """Batch by batch, each its own transaction: stopped in between, the next start goes on from there."""
        replay = self.prepared.replay
        until = replay.moment(OPENS)
        since = until - HISTORY

        def is_before_the_day(call: ImportedCall) -> bool:
            return since <= call.received_at < until

        try:
            return import_calls(
                actor=SYSTEM,
                path=self.wish.path,
                mapping=self.prepared.mapping,
                unit_codes=dict(replay.unit_codes),
                work_dir=self.work_dir,
                is_wanted=is_before_the_day,
                on_progress=lambda result, share: show(share),
            )
        except CallExportError as error:
            raise ReplayError(str(error)) from error
