"""What the figures do by themselves."""

from __future__ import annotations

from fengqiao.domains.indicators.public import issue_due_bulletins


def issue_bulletins() -> None:
    """This job will issue the bulletins of the spans that are over."""
    issue_due_bulletins()
