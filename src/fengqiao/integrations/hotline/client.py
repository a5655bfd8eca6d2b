"""The border to 12345: what an adapter of its system can do, and which one is connected."""

from __future__ import annotations

import datetime
from typing import Protocol

from fengqiao.foundation.clock.clock import read_clock
from fengqiao.integrations.hotline.mapping import HotlineAnswer, HotlineOrder
from fengqiao.integrations.hotline.simulator import SimulatedHotline


class Hotline(Protocol):
    """Asked rather than listened to. Both calls may be repeated; the same order again is no second."""

    @property
    def connection(self) -> str:
        """How the connection is called in the audit."""

    def send(self, *, order: HotlineOrder) -> None:
        """This function will hand the order over. Raises OrderRefusedError, or whatever a broken line raises."""

    def answer_to(self, *, order: HotlineOrder, moment: datetime.datetime) -> HotlineAnswer | None:
        """This function will return what was decided, None while nothing was."""


def connected_hotline() -> Hotline | None:
    """This function will return the connection in force.

    None in a real station until one is agreed: there a person hands over by telephone and enters the answer.
    """
    return SimulatedHotline() if read_clock().is_simulated else None
