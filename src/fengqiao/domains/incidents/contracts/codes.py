"""The closed lists of words that incidents use."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """Where a signal came from. Only citizen-reported ones are forecast (discovered ones feed back on themselves)."""

    CALL_110 = "call_110"
    WALK_IN = "walk_in"
    OFFICER = "officer"
    CAMERA = "camera"
    VOLUNTEER = "volunteer"
    TRANSFERRED_IN = "transferred_in"
    IMPORT = "import"


CITIZEN_REPORTED = frozenset({Origin.CALL_110, Origin.WALK_IN, Origin.TRANSFERRED_IN, Origin.VOLUNTEER})


class Category(StrEnum):
    """Level 1 (domain-guide §2)."""

    CRIMINAL = "criminal"
    PUBLIC_ORDER = "public_order"
    TRAFFIC = "traffic"
    DISPUTE = "dispute"
    URGENT_HELP = "urgent_help"
    DISASTER = "disaster"
    MASS_INCIDENT = "mass_incident"
    TIP = "tip"
    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    OTHER = "other"


class IncidentState(StrEnum):
    RECEIVED = "received"
    DISPATCHED = "dispatched"
    SIGNED_FOR = "signed_for"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    HANDLED = "handled"
    FEEDBACK = "feedback"
    RETURNED = "returned"
    APPROVED = "approved"
    CALLED_BACK = "called_back"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    FALSE_ALARM = "false_alarm"
    CONVERTED_TO_DISPUTE = "converted_to_dispute"
    CONVERTED_TO_CASE = "converted_to_case"


class Route(StrEnum):
    """What happens with a signal. Danger goes first, whatever the category; unknown goes to a person."""

    DISPATCH = "dispatch"
    NON_POLICE = "12345"
    ANSWER = "answer"
    REVIEW = "review"


class FeedbackResult(StrEnum):
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    FALSE_ALARM = "false_alarm"
    CONVERTED_TO_DISPUTE = "converted_to_dispute"
    CONVERTED_TO_CASE = "converted_to_case"


class TransferState(StrEnum):
    """The closed loop with 12345 or another body: nothing handed over is forgotten."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TIMED_OUT = "timed_out"


class OrderState(StrEnum):
    DISPATCHED = "dispatched"
    SIGNED_FOR = "signed_for"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    DONE = "done"
    RECALLED = "recalled"
