"""States, origins, results, units: the word for each code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentState,
    OrderState,
    Origin,
    Route,
    TransferState,
    UnitKind,
    UnitStatus,
)

STATES: dict[str, Promise] = {
    IncidentState.RECEIVED: _("Waiting"),
    IncidentState.DISPATCHED: _("Sent"),
    IncidentState.SIGNED_FOR: _("Signed for"),
    IncidentState.EN_ROUTE: _("On the way"),
    IncidentState.ON_SCENE: _("On scene"),
    IncidentState.HANDLED: _("Handled"),
    IncidentState.FEEDBACK: _("Feedback given"),
    IncidentState.RETURNED: _("Feedback returned"),
    IncidentState.APPROVED: _("Feedback approved"),
    IncidentState.CALLED_BACK: _("Called back"),
    IncidentState.CLOSED: _("Closed"),
    IncidentState.TRANSFERRED: _("Handed over"),
    IncidentState.MERGED: _("Merged"),
    IncidentState.FALSE_ALARM: _("False alarm"),
    IncidentState.CONVERTED_TO_DISPUTE: _("Became a dispute"),
    IncidentState.CONVERTED_TO_CASE: _("Became a case"),
}
ORIGINS: dict[str, Promise] = {
    Origin.CALL_110: _("110 call"),
    Origin.WALK_IN: _("At the counter"),
    Origin.OFFICER: _("Found by an officer"),
    Origin.CAMERA: _("Camera warning"),
    Origin.VOLUNTEER: _("Volunteer"),
    Origin.TRANSFERRED_IN: _("Handed to us"),
    Origin.IMPORT: _("Imported"),
}
ROUTES: dict[str, Promise] = {
    Route.DISPATCH: _("Send a unit"),
    Route.NON_POLICE: _("Hand over to 12345"),
    Route.ANSWER: _("Answer by phone"),
    Route.REVIEW: _("A person decides"),
}
RESULTS: dict[str, Promise] = {
    FeedbackResult.CLOSED: _("Settled on the spot"),
    FeedbackResult.TRANSFERRED: _("Handed to another body"),
    FeedbackResult.FALSE_ALARM: _("False alarm"),
    FeedbackResult.CONVERTED_TO_DISPUTE: _("Becomes a dispute"),
    FeedbackResult.CONVERTED_TO_CASE: _("Becomes a case"),
}
ORDER_STATES: dict[str, Promise] = {
    OrderState.DISPATCHED: _("Sent"),
    OrderState.SIGNED_FOR: _("Signed for"),
    OrderState.EN_ROUTE: _("On the way"),
    OrderState.ON_SCENE: _("On scene"),
    OrderState.DONE: _("Done"),
    OrderState.RECALLED: _("Recalled"),
}
UNIT_KINDS: dict[str, Promise] = {
    UnitKind.CAR: _("Car"),
    UnitKind.MOTORCYCLE: _("Motorcycle"),
    UnitKind.E_BIKE: _("E-bike"),
    UnitKind.FOOT: _("On foot"),
}
UNIT_STATUSES: dict[str, Promise] = {
    UnitStatus.IDLE: _("Free"),
    UnitStatus.SENT: _("Sent"),
    UnitStatus.EN_ROUTE: _("On the way"),
    UnitStatus.ON_SCENE: _("On scene"),
    UnitStatus.PAUSED: _("Paused"),
    UnitStatus.OFF_DUTY: _("Off duty"),
}
TRANSFER_STATES: dict[str, Promise] = {
    TransferState.SENT: _("Handed over, no answer yet"),
    TransferState.ACCEPTED: _("Accepted there"),
    TransferState.RETURNED: _("Returned to us"),
    TransferState.TIMED_OUT: _("No answer in time"),
}
SKILLS: dict[str, Promise] = {
    "traffic": _("traffic"),
    "first_aid": _("first aid"),
    "rescue": _("rescue"),
    "force": _("protective equipment"),
}
DANGERS: dict[str, Promise] = {
    "threat_to_kill": _("threat to kill"),
    "threat_to_hurt": _("threat to hurt somebody"),
    "threat_in_english": _("threat to kill"),
    "weapon": _("weapon"),
    "weapon_in_english": _("weapon"),
    "stabbing": _("stabbing"),
    "beaten": _("somebody is beaten"),
    "may_turn_violent": _("may turn violent"),
    "blood": _("bleeding"),
    "robbery": _("robbery"),
    "kidnap": _("somebody is taken or held"),
    "sexual_violence": _("sexual violence"),
    "break_in": _("somebody is breaking in"),
    "self_harm": _("somebody may harm himself or herself"),
    "drowning": _("drowning"),
    "no_answer_at_door": _("no sign of life behind a door"),
    "medical": _("medical emergency"),
    "child_in_danger": _("child in danger"),
    "trapped": _("somebody is trapped"),
    "fire": _("fire"),
    "gas": _("gas"),
    "explosion": _("explosion"),
    "flood": _("flood or landslide"),
    "injured_in_traffic": _("injured in traffic"),
    "cry_for_help": _("cry for help"),
}


def word(table: dict[str, Promise], code: str) -> str:
    """This function will return the word for a code; a code without one is shown as it is."""
    return str(table.get(code, code))


def state_text(*, state: str) -> str:
    """This function will name a state of an incident."""
    return word(STATES, state)


def origin_text(*, origin: str) -> str:
    """This function will name where a signal came from."""
    return word(ORIGINS, origin)


def route_text(*, route: str) -> str:
    """This function will name a route."""
    return word(ROUTES, route)


def result_text(*, result: str) -> str:
    """This function will name a result of handling."""
    return word(RESULTS, result)


def order_state_text(*, state: str) -> str:
    """This function will name a state of an order."""
    return word(ORDER_STATES, state)


def unit_kind_text(*, kind: str) -> str:
    """This function will name a kind of unit."""
    return word(UNIT_KINDS, kind)


def unit_status_text(*, status: str) -> str:
    """This function will name what a unit is doing."""
    return word(UNIT_STATUSES, status)


def transfer_text(*, state: str) -> str:
    """This function will name how a hand-over to another body stands."""
    return word(TRANSFER_STATES, state)
