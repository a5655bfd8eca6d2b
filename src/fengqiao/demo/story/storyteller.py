"""Plays the strands in order of time: each act once, each beat finished when what it rests on has happened."""

from __future__ import annotations

import datetime
import heapq
import itertools
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fengqiao.config.jobs import run_due_work
from fengqiao.demo.story.beats.contracts import Beat, stem_of
from fengqiao.demo.story.by_hand import HandWork
from fengqiao.demo.story.strands import REFUSED, Played, Step, Strand, is_cut_short
from fengqiao.domains.cameras.contracts import CamerasError
from fengqiao.domains.cases.contracts import CasesError
from fengqiao.domains.disputes.contracts import DisputesError
from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.tasks.contracts import TasksError
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.scoping.contracts import AccessError
from fengqiao.foundation.simulation.contracts import NOTHING, ActTold, BeatTold, Text
from fengqiao.foundation.simulation.telling import (
    describe_beat,
    finish_beat,
    note_told_until,
    play_once,
    played_results,
    start_beat,
)

logger = logging.getLogger(__name__)

REFUSALS = (AccessError, CamerasError, CasesError, DisputesError, IncidentsError, TasksError)
"""What a room answers when somebody at a screen was quicker than the story."""
ANOTHER_WAY = Text(
    "这一段由屏幕前的人接手，走了另一条路；经过都在记录里。",
    "Somebody at a screen took this over and went another way; the records say how.",
)
SHORTEST_TURN = datetime.timedelta(seconds=60)
LONGEST_STRIDE = datetime.timedelta(minutes=15)
"""While time is moved by hand, scheduled work is looked at at least this often."""
STRIDE_WHILE_CREWS_ARE_OUT = datetime.timedelta(seconds=20)
"""So that whom somebody at a screen has sent arrives in the minute of the arrival, also during a jump."""


@dataclass(order=True)
class _Waiting:
    at: datetime.datetime
    order: int
    step: Step = field(compare=False)
    strand: Strand = field(compare=False)


class Storyteller:
    """`is_strict`: a refused act is a fault of the story (nobody else is there), not somebody being quicker.

    `hands`: who does the demonstration's part of what people at a screen began; None where nobody is there.
    """

    def __init__(
        self,
        *,
        strands: Iterable[Strand],
        beats: Iterable[Beat],
        is_strict: bool,
        on_act: Callable[[str], None] = lambda code: None,
        on_beat: Callable[[str], None] = lambda code: None,
        hands: HandWork | None = None,
    ) -> None:
        self._played: dict[str, Mapping[str, Any]] = dict(played_results())
        self._cut_short = {stem_of(code) for code, result in self._played.items() if is_cut_short(result)}
        self._beats = list(beats)
        self._is_strict = is_strict
        self._on_act, self._on_beat = on_act, on_beat
        self._hands, self._hands_are_full = hands, False
        self._count = itertools.count()
        self._heap: list[_Waiting] = []
        self._started: set[str] = set()
        self._worked_at: datetime.datetime | None = None
        for strand in strands:
            self._wait(strand)

    @property
    def played(self) -> Played:
        return self._played

    @property
    def next_at(self) -> datetime.datetime | None:
        """When the next act is due, None when nothing is left to tell."""
        return self._heap[0].at if self._heap else None

    def play_due(self) -> int:
        """This function will play what is due by the running clock; returns how many acts.

        What the schedule owes comes first (no officer opens a list before it is made), whoever else runs it too.
        """
        self._work_that_is_due()
        count = 0
        while self._heap and self._heap[0].at <= now():
            self._play(heapq.heappop(self._heap))
            count += 1
        self._attend_hand_work()
        self._look_at_beats()
        note_told_until(moment=now())
        return count

    def advance_to(self, moment: datetime.datetime, *, should_stop: Callable[[], bool] = lambda: False) -> None:
        """This function will move a standing clock to a moment, playing everything in between at its own time."""
        self._attend_hand_work()
        while now() < moment and not should_stop():
            stride = STRIDE_WHILE_CREWS_ARE_OUT if self._hands_are_full else LONGEST_STRIDE
            ahead = [moment, now() + stride, *([self._heap[0].at] if self._heap else [])]
            set_clock(at=max(now(), min(ahead)), rate=0)
            self.play_due()
        run_due_work()
        self._look_at_beats()

    def _work_that_is_due(self) -> None:
        """Events at once; the schedule as often as the worker's own jobs can tell apart."""
        if self._worked_at is None or now() - self._worked_at >= SHORTEST_TURN:
            run_due_work()
            self._worked_at = now()
        else:
            deliver_pending()

    def _attend_hand_work(self) -> None:
        if self._hands is not None and self._hands.is_due():
            self._hands_are_full = self._hands.attend(self._played)

    def _wait(self, strand: Strand) -> None:
        step = strand.next_step(self._played)
        if step is not None:
            heapq.heappush(self._heap, _Waiting(step.at, next(self._count), step, strand))

    def _play(self, waiting: _Waiting) -> None:
        step, moment = waiting.step, now()
        try:
            self._played[step.code] = play_once(code=step.code, at=moment, act=lambda: _stamped(step, moment))
        except REFUSALS as refusal:
            if self._is_strict:
                raise
            code = refusal.code
            self._played[step.code] = play_once(
                code=step.code, at=moment, act=lambda: ActTold(result={"at": moment.isoformat(), REFUSED: code})
            )
        if is_cut_short(self._played[step.code]):
            self._cut_short.add(stem_of(step.code))
        self._on_act(step.code)
        self._say_so_far(step.code)
        self._look_at_beats()
        self._wait(waiting.strand)

    def _look_at_beats(self) -> None:
        moment = now()
        for beat in list(self._beats):
            if beat.at <= moment and beat.code not in self._started:
                start_beat(code=beat.code)
                self._started.add(beat.code)
            if beat.is_over(self._played, self._cut_short):
                self._beats.remove(beat)
                self._finish(beat, moment)

    def _say_so_far(self, code: str) -> None:
        """A beat that takes hours says what it waits for."""
        for beat in self._beats:
            if beat.so_far is not None and stem_of(code) in {stem_of(one) for one in beat.rests_on}:
                describe_beat(code=beat.code, what=beat.so_far(self._played))

    def _finish(self, beat: Beat, moment: datetime.datetime) -> None:
        try:
            play_once(code=f"beat/{beat.code}", at=moment, act=lambda: self._tell(beat))
        except Exception:
            if self._is_strict:
                raise
            logger.exception("beat %s could not be told; the day goes on", beat.code)
        else:
            self._on_beat(beat.code)

    def _tell(self, beat: Beat) -> ActTold:
        told = self._told(beat)
        finish_beat(code=beat.code, told=told)
        return ActTold(result={"records": told.records}, beat=beat.code)

    def _told(self, beat: Beat) -> BeatTold:
        """Where somebody at a screen went another way, there may be less to tell than the story had planned."""
        if all(code in self._played and not is_cut_short(self._played[code]) for code in beat.rests_on):
            return beat.tell(self._played)
        try:
            return beat.tell(self._played)
        except (LookupError, ValueError):
            return BeatTold(what=ANOTHER_WAY, why=NOTHING, page="", records=0)


def _stamped(step: Step, moment: datetime.datetime) -> ActTold:
    told = step.act()
    return ActTold(
        result={**told.result, "at": moment.isoformat()},
        line=told.line,
        page=told.page,
        scope_path=told.scope_path,
        permission=told.permission,
        beat=told.beat,
    )
