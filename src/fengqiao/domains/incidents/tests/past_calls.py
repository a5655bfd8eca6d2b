"""Calls of past weeks to replay, all through the doors."""

from __future__ import annotations

import datetime
import random

from tests.stage import OLD_TOWN, at

from fengqiao.domains.incidents.contracts import ImportedCall, Origin
from fengqiao.domains.incidents.public import load_calls
from fengqiao.domains.incidents.tests.scene import IN_OLD_TOWN
from fengqiao.foundation.scoping.contracts import SYSTEM

FIRST_DAY = datetime.date(2026, 8, 20)


def load_past_calls(*, count: int, days: int = 27, seed: int = 1, without_place: int = 0) -> None:
    """This function will spread calls over the days before the stage's morning and over four kilometres."""
    dice = random.Random(seed)
    load_calls(actor=SYSTEM, source="past", calls=[_call(number, days, dice, without_place) for number in range(count)])


def _call(number: int, days: int, dice: random.Random, without_place: int) -> ImportedCall:
    received = at(0, 0, day=FIRST_DAY) + datetime.timedelta(minutes=dice.uniform(0, days * 1440))
    minutes = datetime.timedelta(minutes=1)
    has_place = number >= without_place
    return ImportedCall(
        source="past",
        external_id=str(number),
        origin=Origin.CALL_110,
        category="traffic",
        subcategory="collision",
        text="追尾",
        caller_name="",
        caller_phone="",
        address_code="",
        place_text="",
        longitude=IN_OLD_TOWN.longitude + dice.uniform(-0.02, 0.02) if has_place else None,
        latitude=IN_OLD_TOWN.latitude + dice.uniform(-0.02, 0.02) if has_place else None,
        unit_code=OLD_TOWN,
        received_at=received,
        dispatched_at=received + minutes,
        on_scene_at=received + 6 * minutes,
        handled_at=received + 26 * minutes,
    )
