"""Waiting for a person at a screen: the scripted reviewer lets whoever is signed in decide first."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session

from fengqiao.demo.story.strands import Played, Step, minutes, when
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actors
from fengqiao.domains.cameras.contracts import WarningState
from fengqiao.domains.cameras.public import get_warning
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import ActTold
from fengqiao.foundation.simulation.story import next_wish

SECONDS_FOR_A_PERSON = 180.0
"""At the screen, however fast the day runs."""
LOOKS_AGAIN_AFTER = minutes(5)
UNDECIDED = frozenset({WarningState.PENDING, WarningState.SECOND_LOOK})


@dataclass
class Patience:
    """How long a warning has waited for somebody who could look at it, in the time of the wall."""

    clock: Callable[[], float] = time.monotonic
    _since: dict[str, float] = field(default_factory=dict)

    def lets_wait(self, *, warning_id: str) -> bool:
        """This function will tell whether somebody may still want to decide; never during a jump."""
        warning = get_warning(actor=SYSTEM, warning_id=warning_id)
        since = self._since.setdefault(warning_id, self.clock())
        return (
            warning.state in UNDECIDED
            and self.clock() - since < SECONDS_FOR_A_PERSON
            and next_wish() is None
            and is_reviewer_signed_in(path=warning.camera.scope_path)
        )


def is_reviewer_signed_in(*, path: str) -> bool:
    """This function will tell whether somebody who reviews the warnings of a place is signed in now."""
    wall = datetime.datetime.fromtimestamp(time.time(), datetime.UTC)  # sessions end by the wall, not by the story
    rows = Session.objects.filter(expire_date__gt=wall)
    signed_in = {str(known[SESSION_KEY]) for known in (row.get_decoded() for row in rows) if SESSION_KEY in known}
    users = get_user_model().objects.filter(pk__in=signed_in, is_active=True)
    return any(
        grant.role == Role.VIDEO_REVIEWER and path.startswith(grant.scope_path)
        for actor in get_actors(users=list(users)).values()
        for grant in actor.grants
    )


def looks(*, stem: str, begins: Step, warning_id: str, patience: Patience | None, played: Played) -> Iterator[Step]:
    """This function will put looks before a step as long as somebody at a screen may decide; then comes the step."""
    at, turn, waits = begins.at, 0, patience is not None
    while patience is not None and waits:
        code = f"{stem}/look-{turn}"
        yield Step(at, code, lambda: ActTold(result={"waits": patience.lets_wait(warning_id=warning_id)}))
        looked = played.get(code)
        if looked is None:
            return
        waits = bool(looked.get("waits"))
        at, turn = (when(looked) + LOOKS_AGAIN_AFTER if waits else when(looked)), turn + 1
    yield Step(at, begins.code, begins.act)
