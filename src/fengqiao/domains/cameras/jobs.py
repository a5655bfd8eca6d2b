"""What cameras do by themselves."""

from __future__ import annotations

from fengqiao.domains.cameras.public import escalate_waiting_warnings


def watch_waiting_warnings() -> int:
    """This job will escalate the warnings that nobody decided on in their time."""
    return escalate_waiting_warnings()
