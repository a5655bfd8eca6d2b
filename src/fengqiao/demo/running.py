"""The storyteller's process: tells the day by the running clock, jumps on wish, and stands still when it is stopped."""

from __future__ import annotations

import datetime
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.utils.translation import activate

from fengqiao.config.environment import environment
from fengqiao.demo.loading.stage import StageWish
from fengqiao.demo.story.by_hand import HandWork
from fengqiao.demo.story.patience import Patience
from fengqiao.demo.story.script import Script, write_script
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.demo.telling import told_day
from fengqiao.foundation.clock.clock import now, read_clock, set_clock
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.simulation.contracts import DayReading
from fengqiao.foundation.simulation.models import TimeJump
from fengqiao.foundation.simulation.story import next_wish, wished_speed
from fengqiao.foundation.simulation.telling import fulfil_wish, note_speed, note_told_until

TURN_SECONDS = 0.25
MOST_BEHIND = datetime.timedelta(seconds=10)


def county_script(day: DayReading) -> Script:
    """This function will write the script of the county that a database tells, its recordings drawn."""
    county = StageWish(day.seed, day.date, environment().state_dir).county()
    script = write_script(county=county, patience=Patience())
    for recording in script.recordings:
        recording.render()
    return script


def tell_live(*, speed: float, script_of: Callable[[DayReading], Script] = county_script) -> None:
    """This function will tell the day by the running clock until asked to stop.

    It jumps, goes on slower or stands still when somebody wishes it.
    """
    activate("zh-hans")
    day = told_day()
    script = script_of(day)
    with _stopping() as should_stop:
        note_speed(speed=speed)
        set_clock(at=_resume_at(day), rate=speed)
        teller = Storyteller(strands=script.strands, beats=script.beats, is_strict=False, hands=HandWork(script.cast))
        while not should_stop():
            wish, speed = next_wish(), keep_to_wished_speed(speed=speed)
            if wish is None:
                tell_turn(teller=teller, speed=speed)
                note_told_until(moment=now(), is_over=now() > day.closes_at)
                time.sleep(seconds_to_rest(teller=teller, speed=speed))
            else:
                fulfil_jump(teller=teller, wish=wish, speed=speed, should_stop=should_stop)
        set_clock(at=now(), rate=0)
        note_told_until(moment=now())


def keep_to_wished_speed(*, speed: float) -> float:
    """This function will let the clock run as fast as was wished last, and return how fast that is."""
    wished = wished_speed()
    if wished != speed:
        set_clock(at=now(), rate=wished)
    return wished


def tell_turn(*, teller: Storyteller, speed: float) -> None:
    """This function will play what is due; a story that is behind (a busy day) makes the clock wait.

    Else a quick clock would run away: calls taken late, crews sent late, figures that say so.
    """
    is_behind = teller.next_at is not None and now() - teller.next_at > MOST_BEHIND
    if is_behind:
        set_clock(at=now(), rate=0)
    teller.play_due()
    if is_behind:
        set_clock(at=now(), rate=speed)


def seconds_to_rest(*, teller: Storyteller, speed: float) -> float:
    """This function will return how long there is nothing to tell, at most a turn."""
    if teller.next_at is None or speed <= 0:
        return TURN_SECONDS
    return min(TURN_SECONDS, max(0.0, (teller.next_at - now()).total_seconds() / speed))


def fulfil_jump(*, teller: Storyteller, wish: TimeJump, speed: float, should_stop: Callable[[], bool]) -> None:
    """This function will play everything up to where somebody wished to be; a stop in between leaves the wish."""
    set_clock(at=now(), rate=0)
    teller.advance_to(wish.to_at, should_stop=should_stop)
    if not should_stop():
        fulfil_wish(wish=wish)
        set_clock(at=now(), rate=speed)


def _resume_at(day: DayReading) -> datetime.datetime:
    """Where the day was left: never before something that has already happened, also after a kill."""
    last = Event.objects.order_by("-at").values_list("at", flat=True).first()
    known = [day.opens_at, day.told_until_at, *([last] if last else [])]
    return max([*known, now()] if read_clock().rate == 0 else known)


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """This function will give the question whether a signal has asked to stop."""
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    previous = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
