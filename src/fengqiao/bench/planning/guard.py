"""A guard in processor time of the whole process, all threads: other programs at work do not shorten a run."""

from __future__ import annotations

import time


class ProcessorGuard:
    """Asked to stop? From its making on so many processor seconds, less what tidying up afterwards takes."""

    def __init__(self, *, seconds: float) -> None:
        self._begins = time.process_time()
        self._seconds = seconds

    def __call__(self) -> bool:
        return self.spent >= self._seconds

    @property
    def spent(self) -> float:
        """Processor seconds since it was made."""
        return time.process_time() - self._begins
