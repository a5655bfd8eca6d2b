"""The moments of a call's life, from the telephone to the callback."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

URBAN_KMH, COUNTRY_KMH = 24.0, 42.0  # door to door, with turning, looking and parking
DETOUR = 1.35  # roads are that much longer than the straight line
CALLBACK_SHARE = 0.62
CALLBACK_HOURS = (20.0, 70.0)
SATISFIED_SHARE = 0.95
SLOW_SECONDS = 900.0  # from here on people are less content
SLOW_SATISFIED_SHARE = 0.78
STAGES = (
    "dispatched_at",
    "signed_for_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "feedback_at",
    "closed_at",
    "called_back_at",
)


@dataclass(frozen=True, slots=True)
class Stamps:
    """When each stage was reached; None for one that was not."""

    dispatched_at: datetime | None = None
    signed_for_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    handled_at: datetime | None = None
    feedback_at: datetime | None = None
    closed_at: datetime | None = None
    called_back_at: datetime | None = None
    was_satisfied: bool | None = None


def drive_seconds(metres: float, *, in_town: bool, rng: Random) -> float:
    """Give a plausible time for the way."""
    speed = (URBAN_KMH if in_town else COUNTRY_KMH) * rng.uniform(0.75, 1.25)
    return 50.0 + metres * DETOUR / (speed / 3.6)


def stamp_scene(
    received_at: datetime, *, drive: float, minutes: tuple[int, int], before: datetime, rng: Random
) -> Stamps:
    """Stamp a call for which a unit went out. Nothing is stamped at or after `before`."""
    dispatched = received_at + timedelta(seconds=rng.uniform(35, 150))
    signed = dispatched + timedelta(seconds=rng.uniform(8, 75))
    en_route = signed + timedelta(seconds=rng.uniform(15, 110))
    on_scene = en_route + timedelta(seconds=drive)
    handled = on_scene + timedelta(minutes=rng.uniform(*minutes))
    feedback = handled + timedelta(minutes=rng.uniform(3, 38))
    closed = feedback + timedelta(minutes=rng.uniform(8, 420))
    called_back, satisfied = _callback(closed, (on_scene - received_at).total_seconds(), rng)
    whole = Stamps(dispatched, signed, en_route, on_scene, handled, feedback, closed, called_back, satisfied)
    return _cut(whole, before)


def stamp_phone(received_at: datetime, *, minutes: tuple[int, int], before: datetime, rng: Random) -> Stamps:
    """Stamp a call that was settled by telephone."""
    handled = received_at + timedelta(minutes=rng.uniform(*minutes))
    feedback = handled + timedelta(minutes=rng.uniform(1, 8))
    closed = feedback + timedelta(minutes=rng.uniform(5, 240))
    return _cut(Stamps(handled_at=handled, feedback_at=feedback, closed_at=closed), before)


def _callback(closed: datetime, arrival_seconds: float, rng: Random) -> tuple[datetime | None, bool | None]:
    if rng.random() > CALLBACK_SHARE:
        return None, None
    share = SLOW_SATISFIED_SHARE if arrival_seconds > SLOW_SECONDS else SATISFIED_SHARE
    at = closed + timedelta(hours=rng.uniform(*CALLBACK_HOURS))
    return at.replace(hour=rng.randint(9, 17)) if at.hour < 8 or at.hour > 20 else at, rng.random() < share


def _cut(stamps: Stamps, before: datetime) -> Stamps:
    """Take away what had not happened yet; whole seconds are precise enough."""
    whole = {s: at.replace(microsecond=0) for s in STAGES if (at := getattr(stamps, s)) is not None}
    stamps = replace(stamps, **whole)
    late = {stage: None for stage in STAGES if (at := getattr(stamps, stage)) is not None and at >= before}
    if "called_back_at" in late:
        return replace(stamps, **late, was_satisfied=None)
    return replace(stamps, **late)
