"""Reasons in a sentence: why a signal was routed so, why a unit is recommended or not, what is short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fengqiao.domains.incidents.wording.categories import category_text
from fengqiao.domains.incidents.wording.codes import DANGERS, SKILLS, UNIT_KINDS, UNIT_STATUSES, word
from fengqiao.primitives.reason import Reason

Parameters = Mapping[str, Any]


def reason_text(reason: Reason) -> str:
    """This function will word a reason; one that has no words is shown by its code."""
    sentence = _SENTENCES.get(reason.code)
    return sentence(reason.parameters) if sentence else reason.code


def cover_text(*, idle_before: int, idle_after: int, share_before: float | None, share_after: float | None) -> str:
    """This function will say what stays behind when the recommended units have gone."""
    units = _("Free units: %(before)d now, %(after)d afterwards.") % {"before": idle_before, "after": idle_after}
    if share_before is None or share_after is None:
        return units
    shares = _("Reached within the limit: %(before)d %% of the area now, %(after)d %% afterwards.") % {
        "before": round(share_before * 100),
        "after": round(share_after * 100),
    }
    return f"{units} {shares}"


def _category(key: str) -> str:
    category, _slash, subcategory = key.partition("/")
    return category_text(category=category, subcategory=subcategory)


def _quoted(words: Sequence[str]) -> str:
    return _listed(_("“%(word)s”") % {"word": one} for one in words)


def _listed(words: Iterable[str]) -> str:
    return pgettext("incident", ", ").join(words)


def _danger_words(parameters: Parameters) -> str:
    dangers = pgettext("incident", ", ").join(
        dict.fromkeys(word(DANGERS, code) for code in parameters.get("codes", ()))
    )
    return _("The caller's words %(words)s mean danger (%(dangers)s): a unit goes first, whatever the category.") % {
        "words": _quoted(parameters.get("words", ())),
        "dangers": dangers,
    }


def _by_words(parameters: Parameters) -> str:
    return _("The words %(words)s point to %(category)s.") % {
        "words": _quoted(parameters.get("words", ())),
        "category": _category(parameters["category"]),
    }


def _given(parameters: Parameters) -> str:
    return _("Taken as %(category)s by the call taker.") % {"category": _category(parameters["category"])}


def _ambiguous(parameters: Parameters) -> str:
    rivals = _listed(_category(key) for key in parameters.get("rivals", ()))
    return _("The words fit several categories (%(rivals)s): a person decides.") % {"rivals": rivals}


def _unknown(parameters: Parameters) -> str:
    return _("No rule knows what this is: a person decides.")


def _by_person(parameters: Parameters) -> str:
    return _("Decided by %(name)s: %(why)s") % {"name": parameters["name"], "why": parameters["why"]}


def _returned(parameters: Parameters) -> str:
    return _("Came back to us: %(why)s. A person decides.") % {"why": parameters["why"]}


def _imported(parameters: Parameters) -> str:
    return _("Imported from %(source)s.") % {"source": parameters["source"]}


def _closest(parameters: Parameters) -> str:
    minutes = parameters.get("minutes")
    if minutes is None:
        return _("Suitable and free; the position is not known.")
    return _("Closest suitable free unit, %(minutes)s min.") % {"minutes": minutes}


def _next_closest(parameters: Parameters) -> str:
    minutes = parameters.get("minutes")
    if minutes is None:
        return _("Suitable and free; the position is not known.")
    return _("Next closest suitable free unit, %(minutes)s min.") % {"minutes": minutes}


def _stale(parameters: Parameters) -> str:
    age = parameters.get("age_minutes")
    if age is None:
        return _("The time of its position is not known.")
    return _("Its position is %(age)s min old.") % {"age": age}


def _busy(parameters: Parameters) -> str:
    return _("Not free: %(status)s.") % {"status": word(UNIT_STATUSES, str(parameters["status"]))}


def _skilled(parameters: Parameters) -> str:
    return _("Has what is needed: %(skill)s.") % {"skill": word(SKILLS, str(parameters["skill"]))}


def _not_filled(parameters: Parameters) -> str:
    skill, kind = parameters.get("skill"), parameters.get("kind")
    what = word(SKILLS, str(skill)) if skill else word(UNIT_KINDS, str(kind)) if kind else ""
    missing = int(parameters["missing"])
    sentence = ngettext("%(missing)d unit is missing", "%(missing)d units are missing", missing) % {"missing": missing}
    return (
        _("%(sentence)s (%(what)s).") % {"sentence": sentence, "what": what}
        if what
        else sentence + pgettext("incident", ".")
    )


def _too_far(parameters: Parameters) -> str:
    sentence = {
        "foot": _("Too far on foot (%(minutes)d min; at most %(limit)d)."),
        "e_bike": _("Too far by e-bike (%(minutes)d min; at most %(limit)d)."),
        "motorcycle": _("Too far by motorcycle (%(minutes)d min; at most %(limit)d)."),
    }.get(str(parameters["kind"]), _("Too far by car (%(minutes)d min; at most %(limit)d)."))
    return sentence % {"minutes": parameters["minutes"], "limit": parameters["limit"]}


def _free_too_far(parameters: Parameters) -> str:
    units = int(parameters["units"])
    sentence = ngettext(
        "%(units)d free unit is too far away to count.", "%(units)d free units are too far away to count.", units
    )
    return sentence % {"units": units}


def _cut_off(parameters: Parameters) -> str:
    return _("Kept back for more urgent calls: %(idle)d free, %(may)d may go at this priority.") % {
        "idle": parameters["idle"],
        "may": parameters["may_be_used"],
    }


def _skill_absent(parameters: Parameters) -> str:
    return _("No free unit has %(skill)s; any unit may go.") % {"skill": word(SKILLS, str(parameters["skill"]))}


_SENTENCES: Final[Mapping[str, Callable[[Parameters], str]]] = {
    "danger_words": _danger_words,
    "category_by_words": _by_words,
    "category_given": _given,
    "category_ambiguous": _ambiguous,
    "category_unknown": _unknown,
    "decided_by_person": _by_person,
    "returned_to_us": _returned,
    "imported": _imported,
    "closest_suitable": _closest,
    "next_closest_suitable": _next_closest,
    "position_unknown": lambda parameters: _("Its position is not known."),
    "no_way_found": lambda parameters: _("No way leads there."),
    "position_stale": _stale,
    "own_beat": lambda parameters: _("The place is in its own beat."),
    "skilled": _skilled,
    "community_for_danger_to_life": lambda parameters: _("Community officer, taken because life is in danger."),
    "off_duty": lambda parameters: _("Off duty."),
    "busy": _busy,
    "auxiliary_alone": lambda parameters: _("Auxiliaries only: they never go alone."),
    "no_members": lambda parameters: _("Nobody is in this unit."),
    "community_only_own_beat": lambda parameters: _(
        "Community officer: taken only for the own beat or where life is in danger."
    ),
    "not_asked_for": lambda parameters: _("Does not fit what is asked for."),
    "priority_cut_off": _cut_off,
    "too_far": _too_far,
    "free_units_too_far": _free_too_far,
    "requirement_not_filled": _not_filled,
    "skill_not_free": _skill_absent,
    "place_unknown": lambda parameters: _("The place is not known yet, so the units are not in order of time."),
}
