"""What runs by itself: rosters that somebody waits for, in short turns."""

from __future__ import annotations

from fengqiao.domains.organisation.public import take_roster_turn


def work_on_rosters() -> None:
    """This job will take one short turn at the roster that waits longest."""
    take_roster_turn()
