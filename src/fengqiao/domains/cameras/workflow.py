"""Which verdicts a warning may take, where scenes may run, and when a warning waits too long: pure decisions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from fengqiao.domains.cameras.contracts import (
    PROHIBITED_PLACES,
    AlreadyReviewedError,
    BadZoneError,
    PlaceType,
    ProhibitedPlaceError,
    RejectReason,
    RejectReasonMissingError,
    RetentionTooShortError,
    SamePersonError,
    Scene,
    SceneNotAllowedError,
    UnknownPlaceTypeError,
    WarningState,
)
from fengqiao.engines.vision.geometry import polygon_problem

MIN_RETENTION_DAYS = 30
"""R10: video is kept for thirty days at least."""

OVERDUE_AFTER = datetime.timedelta(seconds=60)
"""How long a warning may wait before the page says that it waits too long."""

ESCALATES_AFTER = datetime.timedelta(seconds=120)
"""Undecided for so long, a warning goes to the chief and the shift leader: a minute to look and one to be late."""

ESCALATES_LIFE_RISK_AFTER = datetime.timedelta(seconds=30)
"""Where a life may be at risk (a person at a bridge railing), nobody waits for the second minute."""

LIFE_RISK = frozenset({Scene.BRIDGE_FALL_PREVENTION})

LONGEST_HOLD = datetime.timedelta(days=365)
"""A hold ends (R10); a longer case holds the clip again, and says so."""

TRANSITIONS: Mapping[WarningState, frozenset[WarningState]] = {
    WarningState.PENDING: frozenset({WarningState.CONFIRMED, WarningState.REJECTED, WarningState.SECOND_LOOK}),
    WarningState.SECOND_LOOK: frozenset({WarningState.CONFIRMED, WarningState.REJECTED}),
    WarningState.CONFIRMED: frozenset(),
    WarningState.REJECTED: frozenset(),
}
OPEN_STATES = frozenset(state for state, following in TRANSITIONS.items() if following)

SCENE_WHITELIST: Mapping[Scene, frozenset[PlaceType]] = {
    Scene.CROWD_DENSITY: frozenset({PlaceType.STATION_FORECOURT, PlaceType.PARK, PlaceType.BRIDGE}),
    Scene.LOITERING: frozenset({PlaceType.BRIDGE, PlaceType.CAR_PARK}),
}
"""Scenes about people who merely are somewhere run only at these places (safety of a crowd, a railing, cars);
never at a petition office, a court or a place of worship. A scene without an entry runs at every lawful place."""


def check_place(place_type: str) -> PlaceType:
    """This function will return the place type. Raises ProhibitedPlaceError (R13), UnknownPlaceTypeError."""
    if place_type in PROHIBITED_PLACES:
        raise ProhibitedPlaceError(place_type=place_type)
    try:
        return PlaceType(place_type)
    except ValueError as error:
        raise UnknownPlaceTypeError(place_type=place_type) from error


def check_retention(days: int) -> None:
    """This function will refuse less than thirty days. Raises RetentionTooShortError."""
    if days < MIN_RETENTION_DAYS:
        raise RetentionTooShortError(days=days, least=MIN_RETENTION_DAYS)


def check_scene(scene: str, place_type: PlaceType) -> Scene:
    """This function will return the scene. Raises BadZoneError for an unknown one, SceneNotAllowedError."""
    try:
        known = Scene(scene)
    except ValueError as error:
        raise BadZoneError(scene=scene, problem="unknown_scene") from error
    if place_type not in SCENE_WHITELIST.get(known, frozenset(PlaceType)):
        raise SceneNotAllowedError(scene=scene, place_type=place_type)
    return known


def check_corners(name: str, corners: tuple[tuple[float, float], ...]) -> None:
    """This function will refuse a zone that is no area in the picture. Raises BadZoneError."""
    problem = polygon_problem(corners)
    if problem is not None:
        raise BadZoneError(zone=name, problem=problem)


def check_verdict(
    *,
    current: WarningState,
    decision: WarningState,
    reject_reason: str,
    reviewer_id: int | None,
    passed_on_by_id: int | None,
) -> None:
    """This function will refuse a verdict that may not be given.

    Raises AlreadyReviewedError, SamePersonError (a second look by the person who asked for it),
    RejectReasonMissingError (a rejection without a reason out of the closed list).
    """
    if decision not in TRANSITIONS[current]:
        raise AlreadyReviewedError(state=current)
    if current is WarningState.SECOND_LOOK and reviewer_id == passed_on_by_id:
        raise SamePersonError
    if decision is WarningState.REJECTED and reject_reason not in set(RejectReason):
        raise RejectReasonMissingError(reject_reason=reject_reason)


def escalates_after(scene: str) -> datetime.timedelta:
    """This function will tell how long a warning of a scene may stay undecided."""
    return ESCALATES_LIFE_RISK_AFTER if scene in LIFE_RISK else ESCALATES_AFTER


def is_to_escalate(*, scene: str, received_at: datetime.datetime, now: datetime.datetime) -> bool:
    """This function will tell whether the time of an undecided warning has run out."""
    return now - received_at >= escalates_after(scene)


def is_overdue(*, state: WarningState, received_at: datetime.datetime, now: datetime.datetime) -> bool:
    """This function will tell whether an undecided warning has waited too long."""
    return state in OPEN_STATES and now - received_at > OVERDUE_AFTER
