from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import pytest
from tests.stage import at

from fengqiao.demo.running import TURN_SECONDS, seconds_to_rest, tell_turn
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.demo.story.strands import Played, Step
from fengqiao.foundation.clock.clock import now, read_clock, set_clock
from fengqiao.foundation.simulation.contracts import ActTold

pytestmark = pytest.mark.django_db
SPEED = 60.0


@dataclass
class Watching:
    """One act, which notes how quick the clock was and what it showed."""

    due_at: datetime.datetime
    seen: list[tuple[float, datetime.datetime]] = field(default_factory=list)

    def next_step(self, played: Played) -> Step | None:
        return None if "act" in played else Step(self.due_at, "act", self._act)

    def _act(self) -> ActTold:
        self.seen.append((read_clock().rate, now()))
        return ActTold()


def _told(*, behind: datetime.timedelta) -> tuple[float, datetime.datetime]:
    watching = Watching(at(8))
    teller = Storyteller(strands=[watching], beats=[], is_strict=True)
    set_clock(at=at(8) + behind, rate=SPEED)
    tell_turn(teller=teller, speed=SPEED)
    return watching.seen[0]


def test_a_quick_clock_gives_short_rests() -> None:
    teller = Storyteller(strands=[Watching(at(8))], beats=[], is_strict=True)
    for before, speed, seconds in (
        (60, 600.0, 0.1),
        (60, 60.0, TURN_SECONDS),
        (-5, 60.0, 0.0),
        (60, 0.0, TURN_SECONDS),
    ):
        set_clock(at=at(8) - datetime.timedelta(seconds=before), rate=0)
        assert seconds_to_rest(teller=teller, speed=speed) == pytest.approx(seconds)


def test_the_clock_waits_for_a_story_that_is_behind_and_then_goes_on() -> None:
    rate, moment = _told(behind=datetime.timedelta(minutes=5))
    assert rate == 0
    assert moment >= at(8, 5)
    assert read_clock().rate == SPEED
    assert now() >= moment


def test_the_clock_runs_through_while_the_story_keeps_pace() -> None:
    rate, _ = _told(behind=datetime.timedelta(seconds=1))
    assert rate == SPEED
