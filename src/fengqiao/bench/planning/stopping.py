"""Ctrl-C ends a long benchmark with what was measured so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(slots=True)
class Course:
    """How a run goes: its seed, where it tells, and whether somebody has stopped it."""

    seed: int
    say: Callable[[str], None]
    is_stopped: bool = False

    def each(self, items: Iterable[Item]) -> Iterator[Item]:
        """This function will hand out items until somebody has stopped the run."""
        for item in items:
            if self.is_stopped:
                return
            yield item

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """This function will take Ctrl-C as the wish to see what there is so far."""
        try:
            yield
        except KeyboardInterrupt:
            self.is_stopped = True
            self.say("stopped: what was measured so far follows")
