"""Nobody was there: how often a task comes again, and when the try counts as the visit."""

from __future__ import annotations

from typing import Final

from fengqiao.domains.tasks.contracts import CompletionResult

RETRY_AFTER_DAYS: Final = 3
MOST_ATTEMPTS: Final = 3
"""A closed door is tried again after three days, three times in all: then the duty counts as done for its cycle."""


def next_attempt(*, attempt: int, result: CompletionResult | None, days_since: int) -> int:
    """This function will return the number of the further attempt that is due, 0 when none is."""
    if result is not CompletionResult.NOBODY_THERE or attempt >= MOST_ATTEMPTS or days_since < RETRY_AFTER_DAYS:
        return 0
    return attempt + 1


def counts_as_done(*, result: CompletionResult, attempt: int) -> bool:
    """This function will tell whether the cycle starts anew: a declined visit does, a closed door only at last."""
    return result is not CompletionResult.NOBODY_THERE or attempt >= MOST_ATTEMPTS
