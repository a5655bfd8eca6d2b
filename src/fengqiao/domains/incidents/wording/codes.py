"""States, origins, results, units: the word for each code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

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
    IncidentState.RECEIVED: pgettext_lazy("incident", "Waiting"),
    IncidentState.DISPATCHED: pgettext_lazy("incident", "Sent"),
    IncidentState.SIGNED_FOR: pgettext_lazy("incident", "Signed for"),
    IncidentState.EN_ROUTE: pgettext_lazy("incident", "On the way"),
    IncidentState.ON_SCENE: pgettext_lazy("incident", "On scene"),
    IncidentState.HANDLED: pgettext_lazy("incident", "Handled"),
    IncidentState.FEEDBACK: pgettext_lazy("incident", "Feedback given"),
    IncidentState.RETURNED: pgettext_lazy("incident", "Feedback returned"),
    IncidentState.APPROVED: pgettext_lazy("incident", "Feedback approved"),
    IncidentState.CALLED_BACK: pgettext_lazy("incident", "Called back"),
    IncidentState.CLOSED: pgettext_lazy("incident", "Closed"),
    IncidentState.TRANSFERRED: pgettext_lazy("incident", "Handed over"),
    IncidentState.MERGED: pgettext_lazy("incident", "Merged"),
    IncidentState.FALSE_ALARM: pgettext_lazy("incident", "False alarm"),
    IncidentState.CONVERTED_TO_DISPUTE: pgettext_lazy("incident", "Became a dispute"),
    IncidentState.CONVERTED_TO_CASE: pgettext_lazy("incident", "Became a case"),
}
ORIGINS: dict[str, Promise] = {
    Origin.CALL_110: pgettext_lazy("incident", "110 call"),
    Origin.WALK_IN: pgettext_lazy("incident", "At the counter"),
    Origin.OFFICER: pgettext_lazy("incident", "Found by an officer"),
    Origin.CAMERA: pgettext_lazy("incident", "Camera warning"),
    Origin.VOLUNTEER: pgettext_lazy("incident", "Volunteer"),
    Origin.TRANSFERRED_IN: pgettext_lazy("incident", "Handed to us"),
    Origin.IMPORT: pgettext_lazy("incident", "Imported"),
}
ROUTES: dict[str, Promise] = {
    Route.DISPATCH: pgettext_lazy("incident", "Send a unit"),
    Route.NON_POLICE: pgettext_lazy("incident", "Hand over to 12345"),
    Route.ANSWER: pgettext_lazy("incident", "Answer by phone"),
    Route.REVIEW: pgettext_lazy("incident", "A person decides"),
}
RESULTS: dict[str, Promise] = {
    FeedbackResult.CLOSED: pgettext_lazy("incident", "Settled on the spot"),
    FeedbackResult.TRANSFERRED: pgettext_lazy("incident", "Handed to another body"),
    FeedbackResult.FALSE_ALARM: pgettext_lazy("incident", "False alarm"),
    FeedbackResult.CONVERTED_TO_DISPUTE: pgettext_lazy("incident", "Becomes a dispute"),
    FeedbackResult.CONVERTED_TO_CASE: pgettext_lazy("incident", "Becomes a case"),
}
ORDER_STATES: dict[str, Promise] = {
    OrderState.DISPATCHED: pgettext_lazy("incident", "Sent"),
    OrderState.SIGNED_FOR: pgettext_lazy("incident", "Signed for"),
    OrderState.EN_ROUTE: pgettext_lazy("incident", "On the way"),
    OrderState.ON_SCENE: pgettext_lazy("incident", "On scene"),
    OrderState.DONE: pgettext_lazy("incident", "Done"),
    OrderState.RECALLED: pgettext_lazy("incident", "Recalled"),
}
ORDER_ACTS: dict[str, Promise] = {
    OrderState.SIGNED_FOR: pgettext_lazy("order act", "Sign for it"),
    OrderState.EN_ROUTE: pgettext_lazy("order act", "Set out"),
    OrderState.ON_SCENE: pgettext_lazy("order act", "Arrived"),
}
UNIT_KINDS: dict[str, Promise] = {
    UnitKind.CAR: pgettext_lazy("incident", "Car"),
    UnitKind.MOTORCYCLE: pgettext_lazy("incident", "Motorcycle"),
    UnitKind.E_BIKE: pgettext_lazy("incident", "E-bike"),
    UnitKind.FOOT: pgettext_lazy("incident", "On foot"),
}
UNIT_STATUSES: dict[str, Promise] = {
    UnitStatus.IDLE: pgettext_lazy("incident", "Free"),
    UnitStatus.SENT: pgettext_lazy("incident", "Sent"),
    UnitStatus.EN_ROUTE: pgettext_lazy("incident", "On the way"),
    UnitStatus.ON_SCENE: pgettext_lazy("incident", "On scene"),
    UnitStatus.PAUSED: pgettext_lazy("incident", "Paused"),
    UnitStatus.OFF_DUTY: pgettext_lazy("incident", "Off duty"),
}
TRANSFER_STATES: dict[str, Promise] = {
    TransferState.SENT: pgettext_lazy("incident", "Handed over, no answer yet"),
    TransferState.ACCEPTED: pgettext_lazy("incident", "Accepted there"),
    TransferState.RETURNED: pgettext_lazy("incident", "Returned to us"),
    TransferState.TIMED_OUT: pgettext_lazy("incident", "No answer in time"),
}
SKILLS: dict[str, Promise] = {
    "traffic": pgettext_lazy("incident", "traffic"),
    "first_aid": pgettext_lazy("incident", "first aid"),
    "rescue": pgettext_lazy("incident", "rescue"),
    "force": pgettext_lazy("incident", "protective equipment"),
}
DANGERS: dict[str, Promise] = {
    "threat_to_kill": pgettext_lazy("incident", "threat to kill"),
    "threat_to_hurt": pgettext_lazy("incident", "threat to hurt somebody"),
    "threat_in_english": pgettext_lazy("incident", "threat to kill"),
    "weapon": pgettext_lazy("incident", "weapon"),
    "weapon_in_english": pgettext_lazy("incident", "weapon"),
    "stabbing": pgettext_lazy("incident", "stabbing"),
    "beaten": pgettext_lazy("incident", "somebody is beaten"),
    "may_turn_violent": pgettext_lazy("incident", "may turn violent"),
    "blood": pgettext_lazy("incident", "bleeding"),
    "robbery": pgettext_lazy("incident", "robbery"),
    "kidnap": pgettext_lazy("incident", "somebody is taken or held"),
    "sexual_violence": pgettext_lazy("incident", "sexual violence"),
    "break_in": pgettext_lazy("incident", "somebody is breaking in"),
    "self_harm": pgettext_lazy("incident", "somebody may harm himself or herself"),
    "drowning": pgettext_lazy("incident", "drowning"),
    "no_answer_at_door": pgettext_lazy("incident", "no sign of life behind a door"),
    "medical": pgettext_lazy("incident", "medical emergency"),
    "child_in_danger": pgettext_lazy("incident", "child in danger"),
    "trapped": pgettext_lazy("incident", "somebody is trapped"),
    "fire": pgettext_lazy("incident", "fire"),
    "gas": pgettext_lazy("incident", "gas"),
    "explosion": pgettext_lazy("incident", "explosion"),
    "flood": pgettext_lazy("incident", "flood or landslide"),
    "injured_in_traffic": pgettext_lazy("incident", "injured in traffic"),
    "fighting": pgettext_lazy("incident", "a fight"),
    "injured": pgettext_lazy("incident", "somebody is injured"),
    "collapse": pgettext_lazy("incident", "something collapsed"),
    "helpless": pgettext_lazy("incident", "somebody helpless is missing or gives no sign"),
    "followed": pgettext_lazy("incident", "somebody is followed or cornered"),
    "danger_in_english": pgettext_lazy("incident", "danger told in English"),
    "sounds_like_danger": pgettext_lazy("incident", "sounds like danger"),
    "cry_for_help": pgettext_lazy("incident", "cry for help"),
}


_said: dict[tuple[int, str, str], str] = {}
"""By table, code and language. The tables above are never changed, and a page of fifty rows asks for hundreds."""


def word(table: dict[str, Promise], code: str) -> str:
    """This function will return the word for a code; a code without one is shown as it is."""
    if code not in table:
        return str(code)
    key = (id(table), code, get_language() or "")
    if key not in _said:
        _said[key] = str(table[code])
    return _said[key]


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


def order_act_text(*, state: str) -> str:
    """This function will say what the button does that brings an order into the state."""
    return word(ORDER_ACTS, state)


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
