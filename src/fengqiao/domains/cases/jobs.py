"""What runs by itself for reports."""

from __future__ import annotations

from fengqiao.domains.cases.public import announce_overdue_transfers


def watch_transfers() -> int:
    """This job will tell of reports whose 24 hours have run out; each clock is told of once."""
    return announce_overdue_transfers()
