"""Words of evaluation: measures, states, outcomes, questions; plain, and without blame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from fengqiao.domains.tasks.contracts.evaluation import Measure, Share
from fengqiao.domains.tasks.contracts.verifying import (
    AnswerKind,
    CallOutcome,
    QuestionKind,
    QuestionState,
    VerificationState,
)

MEASURES = {
    Measure.ON_TIME: gettext_noop("On time"),
    Measure.COVERAGE: gettext_noop("Coverage"),
    Measure.RESOLVED: gettext_noop("Resolved"),
    Measure.VERIFIED: gettext_noop("Confirmed by a call"),
    Measure.IMPOSSIBLE: gettext_noop("Visits asked about"),
    Measure.NOBODY_THERE: gettext_noop("Nobody there"),
    Measure.DECLINED: gettext_noop("Declined"),
    Measure.REPEATED: gettext_noop("Came again within 30 days"),
    Measure.ENTERED_LATE: gettext_noop("Entered late"),
}
COUNTED = {
    Measure.ON_TIME: gettext_noop("done by the due day, of all that was due"),
    Measure.COVERAGE: gettext_noop("subjects whose turn is not overdue, of all that the cycle covers"),
    Measure.RESOLVED: gettext_noop("done, of all that was answered"),
    Measure.VERIFIED: gettext_noop("confirmed, of those who could say"),
    Measure.IMPOSSIBLE: gettext_noop("visits that cross, could not be reached, or are far too short"),
    Measure.NOBODY_THERE: gettext_noop("closed doors, of all that was answered"),
    Measure.DECLINED: gettext_noop("declined, of all that was answered"),
    Measure.REPEATED: gettext_noop("done and raised again by data, of what was done"),
    Measure.ENTERED_LATE: gettext_noop("written down long after it was done"),
}
STATES = {
    VerificationState.DRAWN: gettext_noop("to ring"),
    VerificationState.NOT_REACHED: gettext_noop("not reached"),
    VerificationState.CONFIRMED: gettext_noop("confirmed"),
    VerificationState.REACHED: gettext_noop("could not say"),
    VerificationState.DECLINED: gettext_noop("does not wish to be asked"),
    VerificationState.IN_TALK: gettext_noop("to be talked about"),
    VerificationState.TALKED: gettext_noop("talked about"),
}
OUTCOMES = {
    CallOutcome.CONFIRMED: gettext_noop("Reached: the visit took place"),
    CallOutcome.NOT_CONFIRMED: gettext_noop("Reached: told otherwise"),
    CallOutcome.REACHED: gettext_noop("Reached: could not say"),
    CallOutcome.DECLINED: gettext_noop("Reached: does not wish to be asked"),
    CallOutcome.NOT_REACHED: gettext_noop("Not reached"),
}
LEFT_OUT = {
    "declined": gettext_noop("declined: left alone"),
    "nobody_there": gettext_noop("nobody was there"),
    "nobody_to_ring": gettext_noop("nobody to ring: not about a household or a shop"),
    "rung_lately": gettext_noop("rung in the last 30 days"),
    "drawn_before": gettext_noop("drawn before"),
}
QUESTIONS = {
    QuestionKind.OVERLAP: gettext_noop("Two places at one time"),
    QuestionKind.NO_TRAVEL: gettext_noop("No time for the way"),
    QuestionKind.TOO_SHORT: gettext_noop("Far shorter than the row asks"),
}
QUESTION_STATES = {
    QuestionState.OPEN: gettext_noop("waits for an answer"),
    QuestionState.ANSWERED: gettext_noop("answered"),
    QuestionState.CLOSED: gettext_noop("closed"),
}
ANSWERS = {
    AnswerKind.ENTERED_LATE: gettext_noop("Entered late in one go"),
    AnswerKind.AT_ONE_PLACE: gettext_noop("Both were at one place"),
    AnswerKind.SHARED_WORK: gettext_noop("We were two and shared the work"),
    AnswerKind.QUICKLY_DONE: gettext_noop("There was little to do"),
    AnswerKind.WRONG_ADDRESS: gettext_noop("The place on record is wrong"),
    AnswerKind.OTHER: gettext_noop("Something else"),
}
PROBLEMS = {
    "not_a_mapping": gettext_noop("names and values are expected here"),
    "unknown_name": gettext_noop("nobody reads this name"),
    "no_number": gettext_noop("a number is expected here"),
    "out_of_range": gettext_noop("this would switch the check off or ask about everybody"),
    "unknown_measure": gettext_noop("no such measure"),
    "no_counter": gettext_noop("a target needs at least one counter-measure"),
    "no_counter_for": gettext_noop("this target has no pair"),
    "twice": gettext_noop("this target has two pairs"),
    "no_basis": gettext_noop("a pair needs its basis in Chinese"),
}

ALL_OF_IT: Final = 100


def measure_text(measure: str) -> str:
    """This function will name a measure."""
    return gettext(MEASURES[Measure(measure)])


def counted_text(measure: str) -> str:
    """This function will say what is counted, of what."""
    return gettext(COUNTED[Measure(measure)])


def verification_state_text(state: str) -> str:
    """This function will name the state of a call."""
    return gettext(STATES[VerificationState(state)])


def outcome_text(outcome: str) -> str:
    """This function will word what a call brought."""
    return gettext(OUTCOMES[CallOutcome(outcome)])


def left_out_text(code: str) -> str:
    """This function will say why visits were not drawn."""
    return gettext(LEFT_OUT[code]) if code in LEFT_OUT else code


def question_text(kind: str) -> str:
    """This function will name a question about a visit."""
    return gettext(QUESTIONS[QuestionKind(kind)])


def question_state_text(state: str) -> str:
    """This function will name the state of a question."""
    return gettext(QUESTION_STATES[QuestionState(state)])


def answer_text(answer: str) -> str:
    """This function will word an officer's answer."""
    return gettext(ANSWERS[AnswerKind(answer)])


def problem_text(code: str) -> str:
    """This function will say what is wrong in the rules."""
    name, _, what = code.partition(":")
    text = gettext(PROBLEMS[name]) if name in PROBLEMS else name
    return f"{text}: {measure_text(what) if what in set(Measure) else what}" if what else text


def share_text(share: Share) -> str:
    """This function will write a share in whole percent, a dash where nothing was due; never all or nothing falsely."""
    if share.fraction is None:
        return "—"
    percent = round(100 * share.fraction)
    if percent == ALL_OF_IT and share.count < share.of:
        return "> 99 %"
    return "< 1 %" if percent == 0 and share.count else f"{percent} %"


def interval_text(share: Share) -> str:
    """This function will write the interval of a share, rounded outwards."""
    if share.low is None or share.high is None:
        return ""
    return f"{math.floor(ALL_OF_IT * share.low)}–{math.ceil(ALL_OF_IT * share.high)} %"


def measured_text(kind: str, measured: Mapping[str, Any]) -> str:
    """This function will say in a sentence why a visit is asked about."""
    if kind == QuestionKind.OVERLAP:
        words = gettext("The two visits share %(shared)s minutes, and the places lie %(metres)s metres apart.")
        return words % {"shared": _number(measured["shared_minutes"]), "metres": measured["metres"]}
    if kind == QuestionKind.NO_TRAVEL:
        words = gettext("%(gap)s minutes lie between the two visits; the way takes about %(way)s (%(metres)s metres).")
        return words % {
            "gap": _number(measured["gap_minutes"]),
            "way": _number(measured["travel_minutes"]),
            "metres": measured["metres"],
        }
    words = gettext("%(spent)s of %(asked)s minutes; less than %(percent)d %% of what the row asks is asked about.")
    return words % {
        "spent": _number(measured["spent_minutes"]),
        "asked": measured["asked_minutes"],
        "percent": round(100 * measured["short_share"]),
    }


def _number(value: float) -> str:
    return f"{value:g}"


def days_text(days: float) -> str:
    """This function will write officer-days, finely where there are few."""
    text = f"{days:,.0f}" if days >= 10 else f"{days:.1f}"
    return ngettext("%(days)s officer-day", "%(days)s officer-days", max(1, round(days))) % {"days": text}
