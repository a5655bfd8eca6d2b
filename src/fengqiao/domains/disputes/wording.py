"""Codes of disputes turned into words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, pgettext_lazy

from fengqiao.domains.disputes.contracts import DisputeState, ObligationState

STATE_TEXTS: Final[Mapping[DisputeState, Promise]] = {
    DisputeState.REGISTERED: pgettext_lazy("dispute", "Registered"),
    DisputeState.SETTLED: pgettext_lazy("dispute", "Settled"),
    DisputeState.REOPENED: pgettext_lazy("dispute", "Open again"),
    DisputeState.CLOSED: pgettext_lazy("dispute", "Closed"),
}
STATE_TONES: Final[Mapping[DisputeState, str]] = {
    DisputeState.REGISTERED: "tag-action",
    DisputeState.REOPENED: "tag-warning",
}
OBLIGATION_TEXTS: Final[Mapping[ObligationState, Promise]] = {
    ObligationState.PENDING: pgettext_lazy("promise", "Pending"),
    ObligationState.KEPT: pgettext_lazy("promise", "Kept"),
    ObligationState.BROKEN: pgettext_lazy("promise", "Broken"),
}
KIND_TEXTS: Final[Mapping[str, Promise]] = {
    "family": pgettext_lazy("dispute", "Family"),
    "domestic_violence": pgettext_lazy("dispute", "Domestic violence"),
    "neighbour": pgettext_lazy("dispute", "Neighbours"),
    "neighbour_noise": pgettext_lazy("dispute", "Neighbours, noise"),
    "debt": pgettext_lazy("dispute", "Debt"),
    "wages": pgettext_lazy("dispute", "Wages"),
    "consumer": pgettext_lazy("dispute", "Consumer"),
    "land": pgettext_lazy("dispute", "Land"),
    "property_management": pgettext_lazy("dispute", "Property management"),
    "medical": pgettext_lazy("dispute", "Medical"),
    "damages": pgettext_lazy("dispute", "Damages"),
    "other": pgettext_lazy("dispute", "Other"),
}
REFUSAL_TEXTS: Final[Mapping[str, str]] = {
    "not_open": gettext_noop("This dispute is settled already. Nothing was changed."),
    "domestic_violence": gettext_noop(
        "Domestic violence is not settled by an agreement alone: assess penalty or warning letter first."
    ),
    "agreement_missing": gettext_noop("Write down what both sides agreed on."),
    "promise_incomplete": gettext_noop("A promise says who promises what, and until when."),
    "due_in_the_past": gettext_noop("A promise falls due today or later."),
    "household_unknown": gettext_noop("There is no such household. Nothing was changed."),
    "too_many_households": gettext_noop("So many households cannot be sides of one dispute."),
    "transition_refused": gettext_noop("This promise was decided before. Nothing was changed."),
}


def state_text(state: DisputeState) -> str:
    """This function will word the state of a dispute."""
    return str(STATE_TEXTS[state])


def state_tone(state: DisputeState) -> str:
    """This function will name the tone of a state's tag; most states are neutral."""
    return STATE_TONES.get(state, "")


def obligation_text(state: ObligationState) -> str:
    """This function will word the state of a promise."""
    return str(OBLIGATION_TEXTS[state])


def kind_text(kind: str) -> str:
    """This function will word what a dispute is about; a kind of the bureau's own stays as written."""
    return str(KIND_TEXTS[kind]) if kind in KIND_TEXTS else kind


def refusal_text(code: str) -> str:
    """This function will word why an act was refused."""
    return gettext(REFUSAL_TEXTS[code]) if code in REFUSAL_TEXTS else code
