"""Why an act on a draft was refused."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.duties.contracts import (
    BacktestClosedError,
    BacktestImpossibleError,
    BacktestMissingError,
    DraftChangedError,
    DraftClosedError,
    ImpactNumberMissingError,
    ListInvalidError,
    ModelClosedError,
    ModelInvalidError,
    ModelReasonMissingError,
    ModelTakenError,
    NoteMissingError,
    OutsideReasonMissingError,
    OutsideTaskClosedError,
    OutsideTaskIncompleteError,
    OwnModelError,
    OwnReportError,
    OwnTextError,
    TrialMissingError,
    UnknownListError,
    VersionTakenError,
)

REFUSALS: Mapping[str, str] = {
    DraftChangedError.code: gettext_noop("Somebody has changed the draft meanwhile. Look at it again."),
    DraftClosedError.code: gettext_noop("The draft's state does not allow this any more."),
    ListInvalidError.code: gettext_noop("The document has problems; solve them first."),
    NoteMissingError.code: gettext_noop("Say why the draft goes back."),
    OwnTextError.code: gettext_noop("You wrote a part of this text; a second person signs it."),
    VersionTakenError.code: gettext_noop("Another list takes effect there on the same day or has this number."),
    BacktestMissingError.code: gettext_noop(
        "This text was not tried on past days. Run a backtest, or say why you sign without one."
    ),
    BacktestImpossibleError.code: gettext_noop(
        "Only a duty list without problems can be tried, and only where a station lies below the unit."
    ),
    BacktestClosedError.code: gettext_noop("This backtest has ended already."),
    OutsideTaskClosedError.code: gettext_noop("This has been decided already."),
    OutsideReasonMissingError.code: gettext_noop("Say why, in a few words."),
    OwnReportError.code: gettext_noop("You reported this yourself; somebody else decides on it."),
    OutsideTaskIncompleteError.code: gettext_noop("Say who asks, what for, and how many minutes it takes."),
    ModelClosedError.code: gettext_noop("The model's state does not allow this any more."),
    ModelInvalidError.code: gettext_noop("The model has problems; solve them first."),
    ImpactNumberMissingError.code: gettext_noop(
        "Facts about single persons and camera scenes are closed: give the number of the impact assessment that opens "
        "them, for a rule in its own text too (impact_assessment: …)."
    ),
    OwnModelError.code: gettext_noop("You wrote this model; a second person signs it."),
    TrialMissingError.code: gettext_noop(
        "No trial has run beside the lists for seven days yet; a model is signed on what it showed."
    ),
    ModelTakenError.code: gettext_noop("Another unit uses this code, or this unit has the model already."),
    ModelReasonMissingError.code: gettext_noop("Say why, in a few words."),
    UnknownListError.code: gettext_noop("No list that this could go into is in force there."),
}


def refusal_words(code: str) -> str:
    """This function will word a refusal. Raises KeyError for a code without words."""
    return gettext(REFUSALS[code])
