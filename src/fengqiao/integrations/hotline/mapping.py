"""An incident of ours as the order that 12345 gets, and its answer in its own words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.domains.incidents.contracts import IncidentRecord, TransferRecord


@dataclass(frozen=True, slots=True)
class HotlineOrder:
    """What 12345 needs to take over. The caller's name and telephone stay with us: we tell the caller."""

    number: str
    ordinal: int
    text: str
    place_text: str
    note: str
    sent_at: datetime.datetime

    @property
    def key(self) -> str:
        """The same order sent again bears the same key: 12345 takes it once."""
        return f"{self.number}/{self.ordinal}"


class OrderRefusedError(Exception):
    """12345 takes no order that says nothing."""

    code = "order_refused"


class Verdict(StrEnum):
    """12345's own words."""

    TAKEN = "已受理"
    SENT_BACK = "退单"


IS_ACCEPTED: Mapping[Verdict, bool] = {Verdict.TAKEN: True, Verdict.SENT_BACK: False}


@dataclass(frozen=True, slots=True)
class HotlineAnswer:
    """`handled_by`: the body to which 12345 gave it."""

    verdict: Verdict
    handled_by: str
    reason: str = ""


def order_of(*, incident: IncidentRecord, transfer: TransferRecord) -> HotlineOrder:
    """This function will write the order."""
    return HotlineOrder(
        number=transfer.incident_number,
        ordinal=transfer.ordinal,
        text=incident.summary.text,
        place_text=incident.summary.place_text,
        note=transfer.note,
        sent_at=transfer.sent_at,
    )
