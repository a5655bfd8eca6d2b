"""What becomes of a day, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from fengqiao.domains.tasks.contracts import BreakCode, RevisionKind
from fengqiao.foundation.design.moments import minute_clock_words


def revision_text(kind: str) -> str:
    """This function will say what made a plan what it is."""
    return {
        RevisionKind.MORNING: gettext("made by the system"),
        RevisionKind.REPLANNED: gettext("planned anew for the team"),
        RevisionKind.REORDERED: gettext("order changed"),
        RevisionKind.POSTPONED: gettext("task postponed"),
        RevisionKind.ADDED: gettext("task added"),
        RevisionKind.PROMISED: gettext("time promised"),
        RevisionKind.HELD_UP: gettext("rest planned anew"),
        RevisionKind.TOGETHER: gettext("changed because of work together"),
    }[RevisionKind(kind)]


def break_text(code: str) -> str:
    """This function will name a break of the day."""
    return {
        BreakCode.ROLL_CALL: gettext("roll-call"),
        BreakCode.MEAL: gettext("meal"),
        BreakCode.AWAY: gettext("held up"),
    }[BreakCode(code)]


def broken_text(*, broken: Mapping[str, Any], opens: int, closes: int) -> str:
    """This function will say what a place in the day breaks."""
    values = broken.get("parameters", {})
    if broken["code"] == "after_shift":
        return gettext("the shift ends at %(closes)s, the day would end at %(ends)s") % {
            "closes": minute_clock_words(minute=float(values["closes"])),
            "ends": minute_clock_words(minute=float(values["ends"])),
        }
    if broken["code"] == "outside_window":
        return gettext("would begin at %(starts)s; its hours are %(opens)s–%(closes)s") % {
            "starts": minute_clock_words(minute=float(values["starts_minute"])),
            "opens": minute_clock_words(minute=opens),
            "closes": minute_clock_words(minute=closes),
        }
    if broken["code"] == "nobody_along":
        return gettext("nobody comes along, and two are needed")
    return gettext("does not fit at this place of the day")


def refusal_text(reason: str, parameters: Mapping[str, Any]) -> str:
    """This function will say why a day cannot be changed as was asked."""
    words = _REFUSALS.get(reason)
    return words(parameters) if words else gettext("This cannot be changed as the day stands now.")


def _span(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: minute_clock_words(minute=float(values[name])) for name in ("opens", "closes")}


_REFUSALS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "begun": lambda _: gettext("It is begun: complete it, or send it back."),
    "promised": lambda _: gettext("Somebody was told a time today. Agree on another with them first."),
    "closes_today": lambda _: gettext(
        "Its list asks for it by today. Send it back to the duty leader if it cannot be done."
    ),
    "day": lambda values: gettext("It can wait until %(last)s at the latest.") % {"last": values["last"]},
    "asked": lambda _: gettext("A leader has been asked already."),
    "past": lambda _: gettext("This time has passed already."),
    "hours": lambda values: (
        gettext("Its list allows %(opens)s–%(closes)s; the whole of the work must lie within.") % _span(values)
    ),
    "shift": lambda values: gettext("It does not lie within the shift %(opens)s–%(closes)s.") % _span(values),
    "off": lambda _: gettext("Nobody can be told a time on that day: the officer does not work then."),
    "minutes": lambda _: gettext("The end must be after the beginning."),
    "cause": lambda _: gettext("Say by what: the number of an incident, or a few words."),
    "together": lambda values: (
        gettext("%(who)s waits for you at %(starts)s. Leave time for that, or agree on another time with each other.")
        % values
    ),
    "nobody_free": lambda _: gettext("Two are needed, and nobody who works today is free to come along."),
    "alone": lambda _: gettext("Two were needed: say in the note why you were alone."),
    "words": lambda _: gettext("It needs a name and a basis."),
}


REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "own_work": lambda values: gettext("own initiative: %(basis)s") % {"basis": values["basis"]},
}


def priority_rule(points: Mapping[str, int]) -> str:
    """This function will say by which rule what was left out weighs more the next morning."""
    return (
        gettext(
            "What is left out is looked at again every morning, and weighs more the longer it waits: from %(days)d "
            "days before its day on %(daily)d points more each day, then %(overdue)d points for each day overdue, up "
            "to %(most)d. Priority 1 weighs %(p1)d points, 2: %(p2)d, 3: %(p3)d, 4: %(p4)d, 5: %(p5)d. What must be "
            "done does not depend on points."
        )
        % points
    )
