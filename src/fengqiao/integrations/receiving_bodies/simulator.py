"""Plays the bodies that reports are transferred to: they accept after a while, and their names say "simulated"."""

from __future__ import annotations

import datetime
from typing import Final

from fengqiao.integrations.receiving_bodies.mapping import BodyAnswer, LetterRefusedError, TransferLetter, Verdict

ANSWERS_AFTER: Final = datetime.timedelta(minutes=20)
"""Long enough to see the transfer wait, short enough to see it answered on the same morning."""
SIMULATED: Final = "模拟"


class SimulatedBodies:
    """Keeps no post: what it answers follows from the letter and the moment alone, also after a restart."""

    connection = "simulator"

    def send(self, *, letter: TransferLetter) -> None:
        """This function will look at the letter as an office would. Raises LetterRefusedError."""
        missing = [name for name in ("body_name", "text", "urgent_measures") if not getattr(letter, name).strip()]
        if missing:
            raise LetterRefusedError(missing)

    def answer_to(self, *, letter: TransferLetter, moment: datetime.datetime) -> BodyAnswer | None:
        """This function will accept what has waited long enough."""
        if moment - letter.transferred_at < ANSWERS_AFTER:
            return None
        return BodyAnswer(Verdict.TAKEN, f"{letter.body_name}（{SIMULATED}）")
