"""What if: another number of units, other posts or another policy over recorded calls. Never a person."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.domains.incidents.contracts.errors import IncidentsError
from fengqiao.foundation.events.contracts import DomainEvent


class WhatIfState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class WhatIfPolicy(StrEnum):
    """Policies of the replay that a chief may choose."""

    RETURN_HOME = "return_home"
    CUT_OFF = "cut_off"
    HAND_OVER = "hand_over"
    MOVE_UP = "move_up"
    MOVE_UP_AND_HAND_OVER = "move_up_and_hand_over"


class WhatIfPosts(StrEnum):
    """Where units stand: where the plans let them begin, or where calls were best reached."""

    TODAY = "today"
    FITTED = "fitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfWish:
    """`units_today` is what is compared with; late is who waits longer than `late_after_minutes` for the arrival."""

    unit_code: str
    units_today: int
    units: int
    posts: WhatIfPosts = WhatIfPosts.TODAY
    policy: WhatIfPolicy = WhatIfPolicy.RETURN_HOME
    weeks: int = 8
    late_after_minutes: int = 8


@dataclass(frozen=True, slots=True)
class WhatIfRecord:
    id: int
    state: WhatIfState
    scope_path: str
    place_name: str
    wish: Mapping[str, Any]
    first_date: datetime.date
    last_date: datetime.date
    requested_by: str
    requested_at: datetime.datetime
    finished_at: datetime.datetime | None
    done_steps: int
    all_steps: int
    result: Mapping[str, Any] | None
    note: str

    @property
    def is_open(self) -> bool:
        return self.state in (WhatIfState.WAITING, WhatIfState.RUNNING)

    @property
    def percent(self) -> int:
        return round(100 * self.done_steps / self.all_steps) if self.all_steps else 0


class TooFewCallsError(IncidentsError):
    """A replay of a handful of calls says nothing."""

    code = "too_few_calls"


class WhatIfClosedError(IncidentsError):
    code = "what_if_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfMoved(DomainEvent):
    kind: ClassVar[str] = "incidents.what_if_moved"
    permission: ClassVar[str] = "incidents.what_if"

    state: str
