"""kill -9 between the claim, the sending and the mark of an alarm: it is heard all the same, once more if in doubt."""

from __future__ import annotations

import datetime
import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from fengqiao.domains.incidents.actions.alarms import sounding
from fengqiao.domains.incidents.contracts import AlarmMessage, NewSignal, NewUnit, Origin, UnitKind
from fengqiao.domains.incidents.jobs import watch_alarms
from fengqiao.domains.incidents.public import (
    dispatch_units,
    forget_alarm_channel,
    list_alarms,
    load_units,
    register_alarm_channel,
    take_signal,
)
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.integrations.paging.folder import write_page
from fengqiao.primitives.position import Position
from tests.stage import STATION, Stage, at, stop_clock

pytestmark = pytest.mark.django_db(transaction=True)
UNITS = 24
IN_TOWN = Position(108.875, 33.602)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def send_out_units(stage: Stage) -> None:
    """Many orders that nobody signs for."""
    codes = [f"K-{place:02}" for place in range(UNITS)]
    load_units(
        actor=SYSTEM,
        units=[NewUnit(code, code, UnitKind.CAR, STATION, ("100004",), at(8), at(18), IN_TOWN) for code in codes],
    )
    for code in codes:
        taken = take_signal(actor=SYSTEM, signal=NewSignal(Origin.CALL_110, f"有人争吵 {code}", position=IN_TOWN))
        dispatch_units(actor=stage.actor("dispatcher"), incident_id=taken.summary.id, unit_codes=[code])


def before_sending(turns: int, folder: Path) -> None:
    """Claimed, and neither on a screen nor out of the machine."""
    sounding._send = _after(turns, sounding._send, die)


def before_the_channel(turns: int, folder: Path) -> None:
    register_alarm_channel(name="folder", channel=_after(turns, _writer(folder), die))


def after_the_channel(turns: int, folder: Path) -> None:
    """It has left the machine; nobody noted it."""

    def write_and_die(message: AlarmMessage) -> None:
        write_page(folder=folder, message=message)
        die()

    register_alarm_channel(name="folder", channel=_after(turns, _writer(folder), write_and_die))


def after_the_mark(turns: int, folder: Path) -> None:
    mark = sounding._mark

    def mark_and_die(step: object) -> None:
        mark(step)  # type: ignore[arg-type]
        die()

    sounding._mark = _after(turns, mark, mark_and_die)


BLOWS = (before_sending, before_the_channel, after_the_channel, after_the_mark)


def _after(turns: int, usual: Callable[..., object], at_last: Callable[..., object]) -> Callable[..., object]:
    left = [turns]

    def act(*arguments: object) -> object:
        left[0] -= 1
        return (usual if left[0] >= 0 else at_last)(*arguments)

    return act


def _writer(folder: Path) -> Callable[[AlarmMessage], None]:
    def write(message: AlarmMessage) -> None:
        write_page(folder=folder, message=message)

    return write


def killed_turn(blow: Callable[[int, Path], None], turns: int, folder: Path) -> None:
    """The schedule's turn in a process of its own, which the blow kills after so many alarms."""
    connection.close()
    child = os.fork()
    if child == 0:
        register_alarm_channel(name="folder", channel=_writer(folder))
        blow(turns, folder)
        watch_alarms()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the turn was to be killed"
    assert os.WTERMSIG(status) == signal.SIGKILL


def pages(folder: Path) -> list[dict[str, object]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def test_no_alarm_is_lost_to_a_killed_process_and_what_is_heard_twice_says_so(stage: Stage, tmp_path: Path) -> None:
    send_out_units(stage)
    stop_clock(at(8) + datetime.timedelta(seconds=61))
    for turns, blow in enumerate(BLOWS * 2):
        killed_turn(blow, turns % 3, tmp_path)
    register_alarm_channel(name="folder", channel=_writer(tmp_path))
    try:
        watch_alarms()
    finally:
        forget_alarm_channel(name="folder")
    heard = Counter((page["id"], page["is_repeated"]) for page in pages(tmp_path))
    assert {subject for subject in (page["subject"] for page in pages(tmp_path))} == {f"K-{n:02}" for n in range(UNITS)}
    firsts = {key for key, is_repeated in heard if not is_repeated}
    again = {key for key, is_repeated in heard if is_repeated}
    assert len(firsts | again) == UNITS
    assert len(again) == 5, "each blow between claim and mark leaves one in doubt; the one before last hit it twice"
    assert len(firsts & again) == 1, "only what had left the machine is heard twice"
    alarms = list_alarms(actor=stage.actor("chief"))
    assert len(alarms) == UNITS
    assert all(step.marked_at for alarm in alarms for step in alarm.steps)
    assert all(alarm.steps[0].people == ("李建军",) for alarm in alarms)
