"""The script of a replayed day: every call of the export, the crews on their beats, two moments of reading."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from fengqiao.config.environment import environment
from fengqiao.demo.replay.beats import RealFigures, RealHandover
from fengqiao.demo.replay.calls import ReplayedCall, position_of, signals_of
from fengqiao.demo.replay.cast import ReplayCast
from fengqiao.demo.replay.contracts import Replay, ReplayWish
from fengqiao.demo.replay.plan import replay_plan
from fengqiao.demo.replay.preparing import REPLAY_FOLDER, prepare_replay
from fengqiao.demo.story.beats.contracts import Beat
from fengqiao.demo.story.crews import CrewStrand
from fengqiao.demo.story.moments import MomentStrand
from fengqiao.demo.story.script import Script
from fengqiao.demo.story.strands import Strand
from fengqiao.primitives.position import Position

CREWS_FROM, CREWS_TO = datetime.time(0, 1), datetime.time(8, 5)
SPOTS = 24
"""Places of the day's calls in its beat where a crew shows itself while nobody calls."""


def write_replay(*, replay: Replay) -> Script:
    """This function will write the script of a replayed day."""
    cast = ReplayCast(replay)
    strands: list[Strand] = [ReplayedCall(signal=signal, cast=cast, call=call) for signal, call in signals_of(replay)]
    strands.append(
        CrewStrand(
            spots=_spots(replay),
            from_at=replay.moment(CREWS_FROM),
            to_at=replay.moment(CREWS_TO, days_after=1),
        )
    )
    times = {beat.code: beat.at for beat in replay_plan(date=replay.date, zone=replay.zone)}
    tellers = {"chief_figures": RealFigures(replay, cast).tell, "handover": RealHandover(replay, cast).tell}
    strands += [MomentStrand(code, times[code]) for code in tellers]
    beats = [Beat(code, times[code], (f"moment/{code}",), tell) for code, tell in tellers.items()]
    return Script(strands=strands, beats=beats, recordings=(), cast=cast)


def replay_script(*, wish: ReplayWish) -> Script:
    """This function will write the script of the day that a running replay tells. Raises ReplayError."""
    return write_replay(replay=prepare_replay(wish=wish, folder=environment().state_dir / REPLAY_FOLDER).replay)


def _spots(replay: Replay) -> Mapping[str, Sequence[Position]]:
    by_beat: dict[str, list[Position]] = {}
    for call in replay.calls:
        position = position_of(call)
        if position is not None and len(by_beat.setdefault(call.unit_code, [])) < SPOTS:
            by_beat[call.unit_code].append(position)
    return {
        crew.code: by_beat.get(crew.beat_code) or ([crew.position] if crew.position else []) for crew in replay.crews
    }
