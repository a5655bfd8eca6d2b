"""Carries warnings from the spool to the server: one after the other, with growing pauses when it is away."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from fengqiao.edge.errors import EdgeError, ServerAwayError, WarningRefusedError
from fengqiao.edge.ingest import IngestClient
from fengqiao.edge.spool import Spool, SpooledWarning

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
IDLE_SECONDS = 0.5
"""How often an empty spool is looked at: warnings of other processes have no way to wake this one."""

JITTER = 0.2
"""Share by which pauses differ, so that a hundred edges do not all come back in the same second."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """`kind` is delivered, refused, waiting (server away) or stopped (a person must act)."""

    kind: str
    warning: SpooledWarning
    problem: EdgeError | None = None


Report = Callable[[Delivery], None]


class Courier:
    def __init__(self, *, spool: Spool, client: IngestClient, report: Report) -> None:
        self._spool, self._client, self._report = spool, client, report
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._pause_seconds = 0.0

    def deliver_pending(self) -> bool:
        """This function will try every waiting warning once, and say whether the spool is empty now.

        It stops at the first one that finds the server away, and raises when a person must act.
        """
        with self._spool.delivering() as is_mine:
            return is_mine and all(self._deliver(warning) for warning in self._spool.pending())

    def start(self) -> None:
        """This function will deliver in the background until `finish`."""
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def finish(self) -> None:
        """This function will let the background end after the delivery it is at."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def deliver_until_empty(self, *, should_stop: Callable[[], bool]) -> bool:
        """This function will try with growing pauses until the spool is empty, and say whether it is."""
        while not should_stop():
            if self.deliver_pending():
                return True
            self._sleep(self._next_pause(), should_stop=should_stop)
        return self._spool.count() == 0

    def _deliver(self, warning: SpooledWarning) -> bool:
        try:
            self._client.send(warning=warning)
        except WarningRefusedError as problem:
            self._spool.refuse(warning=warning, reason=problem.what)
            self._report(Delivery("refused", warning, problem))
            return True
        except ServerAwayError as problem:
            self._report(Delivery("waiting", warning, problem))
            return False
        except EdgeError as problem:
            self._report(Delivery("stopped", warning, problem))
            raise
        self._pause_seconds = 0.0
        self._spool.remove(warning=warning)
        self._report(Delivery("delivered", warning))
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                is_empty = self.deliver_pending()
            except EdgeError:
                is_empty = False  # told by the report; a corrected key or a registered camera lets it go on
            self._wake.wait(IDLE_SECONDS if is_empty else self._next_pause())
            self._wake.clear()

    def _next_pause(self) -> float:
        self._pause_seconds = min(max(2 * self._pause_seconds, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
        return self._pause_seconds * random.uniform(1 - JITTER, 1 + JITTER)

    def _sleep(self, seconds: float, *, should_stop: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not should_stop():
            time.sleep(min(0.2, max(until - time.monotonic(), 0)))
