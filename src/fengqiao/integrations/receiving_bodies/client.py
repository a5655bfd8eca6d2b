"""The border to the receiving bodies: what an adapter of any of their systems can do, and which one is connected."""

from __future__ import annotations

import datetime
from typing import Protocol

from fengqiao.foundation.clock.clock import read_clock
from fengqiao.integrations.receiving_bodies.mapping import BodyAnswer, TransferLetter
from fengqiao.integrations.receiving_bodies.simulator import SimulatedBodies


class ReceivingBodies(Protocol):
    """Asked rather than listened to: their networks reach into none of ours. Both calls may be repeated."""

    @property
    def connection(self) -> str:
        """How the connection is called in the audit."""

    def send(self, *, letter: TransferLetter) -> None:
        """This function will hand the letter over; the same again is no second. Raises LetterRefusedError."""

    def answer_to(self, *, letter: TransferLetter, moment: datetime.datetime) -> BodyAnswer | None:
        """This function will return what the body decided on a letter, None while it has not."""


def connected_bodies() -> ReceivingBodies | None:
    """This function will return the connection in force.

    None in a real station until one is agreed: there a person carries the report over and enters the answer.
    """
    return SimulatedBodies() if read_clock().is_simulated else None
