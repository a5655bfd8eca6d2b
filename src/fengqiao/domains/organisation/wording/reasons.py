"""Why officers do most somewhere, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext

MINUTES_PER_HOUR: Final = 60


def reason_text(*, code: str, parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """This function will word a reason of the staffing engine; `names`: of units, by code."""
    sentence = _SENTENCES.get(code)
    return sentence(parameters, names) if sentence else code


def method_text(*, method: str, is_proven: bool, stands_in: bool) -> str:
    """This function will say how an advice was found and how sure that is."""
    if stands_in:
        return gettext("Found step by step; the exact solver is not installed, so a better one may exist.")
    if is_proven:
        return gettext("Proven: no other distribution is worth more under these figures.")
    return gettext("The best found in the time; a better one may exist.")


def _hours(minutes: float) -> float:
    return round(minutes / MINUTES_PER_HOUR, 1)


def _minimum(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    missing = int(parameters["missing"])
    text = ngettext(
        "The station is %(count)d officer below its written minimum.",
        "The station is %(count)d officers below its written minimum.",
        missing,
    )
    return text % {"count": missing}


def _uncovered(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return gettext("Nobody is there now.")


def _near(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    listed = "、".join(names.get(code, code) for code in parameters["units"])
    count = int(parameters["count"])
    text = ngettext(
        "Can look after a beat near by that has nobody: %(names)s.",
        "Can look after %(count)d beats near by that have nobody: %(names)s.",
        count,
    )
    return text % {"count": count, "names": listed}


def _unmet(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return gettext("Work of %(load)s hours a week meets %(available)s hours; afterwards %(after)s hours stay open.") % {
        name: _hours(float(parameters[name])) for name in ("load", "available", "after")
    }


def _county(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    need = int(parameters["need"])
    text = ngettext(
        "The county's share of open work is above the whole's: %(count)d officer would even it out.",
        "The county's share of open work is above the whole's: %(count)d officers would even it out.",
        need,
    )
    return text % {"count": need}


def _room_only(parameters: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return gettext("No open work is left; with %(percent)d %% of its hours taken, room is needed here most.") % {
        "percent": int(parameters["percent"])
    }


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]]] = {
    "staffing.minimum": _minimum,
    "staffing.uncovered": _uncovered,
    "staffing.near": _near,
    "staffing.unmet": _unmet,
    "staffing.county": _county,
    "staffing.room_only": _room_only,
}
