"""What incidents do by themselves."""

from __future__ import annotations

from fengqiao.domains.incidents.public import (
    note_unanswered_transfers,
    open_alarms,
    retry_transfers,
    sound_alarms,
    take_what_if_turn,
    turn_shifts,
)


def keep_shifts() -> None:
    """This job will take units on and off duty as their shifts begin and end."""
    turn_shifts()


def ask_after_transfers() -> None:
    """This job will send letters again that nobody answers, and alarm the room when the time is over."""
    retry_transfers()
    note_unanswered_transfers()


def watch_alarms() -> None:
    """This job will open the alarms of what is late and send the steps that are due. Many transactions."""
    open_alarms()
    sound_alarms()


def replay_what_ifs() -> None:
    """This job will work for a moment on the replay that a chief waits for."""
    take_what_if_turn()
