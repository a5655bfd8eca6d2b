"""The values in an audit entry's details, in words: each by the kind of the object and the name of the detail."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, pgettext

from fengqiao.domains.cameras import public as cameras
from fengqiao.domains.cases import public as cases
from fengqiao.domains.disputes import public as disputes
from fengqiao.domains.incidents import public as incidents
from fengqiao.domains.tasks import public as tasks
from fengqiao.foundation.design.moments import day_clock_words
from fengqiao.primitives.reason import Reason

Words = Callable[[Any], str]
MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
OUTCOMES: Final[Mapping[str, str]] = {
    "keep": gettext_noop("stays here"),
    "hand_over": gettext_noop("is handed over"),
    "needs_review": gettext_noop("a person decides"),
}
WORDS: Final[Mapping[tuple[str, str], Words]] = {
    ("alarm", "kind"): lambda value: incidents.alarm_text(kind=value),
    ("alarm", "rung"): lambda value: incidents.rung_text(rung=value),
    ("alarm", "how"): lambda value: incidents.settled_text(how=value),
    ("incident", "state"): lambda value: incidents.state_text(state=value),
    ("incident", "result"): lambda value: incidents.result_text(result=value),
    ("incident", "route"): lambda value: incidents.route_text(route=value),
    ("incident", "origin"): lambda value: incidents.origin_text(origin=value),
    ("incidents", "states"): lambda value: incidents.state_text(state=value),
    ("incidents", "category"): lambda value: incidents.category_text(category=value),
    ("dispatch_unit", "status"): lambda value: incidents.unit_status_text(status=value),
    ("dispatch_unit", "kind"): lambda value: incidents.unit_kind_text(kind=value),
    ("report", "state"): cases.state_text,
    ("report", "outcome"): lambda value: gettext(OUTCOMES[value]),
    ("task", "to"): tasks.state_text,
    ("task", "from"): tasks.state_text,
    ("verification", "outcome"): tasks.outcome_text,
    ("verification", "to"): tasks.verification_state_text,
    ("visit_question", "answer"): tasks.answer_text,
    ("visit_question", "to"): tasks.question_state_text,
    ("dispute", "state"): disputes.state_text,
    ("obligation", "dispute_state"): disputes.state_text,
    ("warning", "decision"): cameras.state_words,
    ("warning", "reject_reason"): cameras.reject_words,
    ("warning", "scene"): cameras.scene_words,
}
UNIT_DETAILS: Final = ("unit", "recommended")


def call_signs_in(*, entries: Iterable[tuple[str, str, Mapping[str, Any]]]) -> dict[str, str]:
    """This function will look up the call signs of all units that the entries (kind, id, details) name, at once."""
    codes: set[str] = set()
    for kind, object_id, details in entries:
        if kind == "dispatch_unit":
            codes.add(object_id)
        for name in UNIT_DETAILS:
            value = details.get(name)
            codes.update(str(one) for one in (value if isinstance(value, list) else [value]) if one)
    return incidents.list_call_signs(codes=codes)


def spoken(*, kind: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """This function will join what belongs together: a category with its second level, a unit with its call sign."""
    shown = dict(details)
    if kind == "incident" and shown.get("category"):
        second = str(shown.pop("subcategory", "") or "")
        shown["category"] = incidents.category_text(category=str(shown["category"]), subcategory=second)
    if shown.get("call_sign"):
        shown.pop("unit", None)
    return shown


def value_text(*, kind: str, name: str, value: Any, call_signs: Mapping[str, str]) -> str:
    """This function will word one value; a code without words is shown as it is."""
    if value is True:
        return pgettext("audited detail", "yes")
    if isinstance(value, Mapping):
        return _mapping_text(kind, name, value, call_signs)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(value_text(kind=kind, name=name, value=one, call_signs=call_signs) for one in value)
    if name in UNIT_DETAILS:
        return call_signs.get(str(value), str(value))
    return _moment_text(value) if MOMENT.match(str(value)) else _code_text(kind, name, value)


def _code_text(kind: str, name: str, value: Any) -> str:
    try:
        return WORDS[kind, name](value)
    except (KeyError, ValueError):
        return str(value)


def _mapping_text(kind: str, name: str, value: Mapping[str, Any], call_signs: Mapping[str, str]) -> str:
    if kind == "incident" and name == "reason" and "code" in value:
        return incidents.reason_text(Reason(str(value["code"]), value.get("parameters", {})))
    return " ".join(value_text(kind=kind, name=name, value=one, call_signs=call_signs) for one in value.values())


def _moment_text(value: Any) -> str:
    try:
        moment = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return day_clock_words(moment=moment) if moment.tzinfo else str(value)
