"""Advice to move a free unit up when cover falls."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fengqiao.domains.incidents.contracts.errors import IncidentsError
from fengqiao.foundation.events.contracts import DomainEvent


class MoveAdviceClosedError(IncidentsError):
    """Somebody decided already, or the unit is not free any more."""

    code = "move_advice_closed"


@dataclass(frozen=True, slots=True)
class MoveAdviceRecord:
    """`shown`: unit, place, calls that come into reach, kilometres, minutes, cover before and after."""

    id: int
    made_at: datetime.datetime
    shown: Mapping[str, Any]
    is_accepted: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDecided(DomainEvent):
    kind: ClassVar[str] = "incidents.move_decided"
    permission: ClassVar[str] = "incidents.view"

    unit_code: str
    is_accepted: bool
