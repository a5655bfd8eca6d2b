"""What is late, by the bureau's response targets."""

from __future__ import annotations

import datetime

from fengqiao.domains.incidents.contracts import IncidentState, Route
from fengqiao.domains.incidents.data.rules import targets


def arrival_target_minutes(*, community: str) -> int:
    """This function will return the minutes within which a unit should be at a place in this community ("" = town)."""
    rules = targets()
    return rules.country_minutes if community.endswith(rules.country_endings) else rules.town_minutes


def due_at(
    *,
    state: IncidentState,
    route: Route,
    received_at: datetime.datetime,
    state_since_at: datetime.datetime,
    arrival_minutes: int,
) -> datetime.datetime | None:
    """This function will return the moment by which the next step is due, None where nothing is awaited."""
    stages = targets().stages
    if state is IncidentState.RECEIVED:
        return state_since_at + _minutes(stages["review" if route is Route.REVIEW else "dispatch"])
    if state is IncidentState.DISPATCHED:
        return min(state_since_at + _minutes(stages["sign_for"]), received_at + _minutes(arrival_minutes))
    if state in (IncidentState.SIGNED_FOR, IncidentState.EN_ROUTE):
        return received_at + _minutes(arrival_minutes)
    if state in (IncidentState.HANDLED, IncidentState.RETURNED):
        return state_since_at + _minutes(stages["feedback"])
    if state is IncidentState.FEEDBACK:
        return state_since_at + _minutes(stages["feedback_review"])
    return None


def _minutes(minutes: int) -> datetime.timedelta:
    return datetime.timedelta(minutes=minutes)
