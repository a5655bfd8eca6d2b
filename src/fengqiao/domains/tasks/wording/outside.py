"""Work from beyond the lists in words: what a leader has taken on, and reports of the people."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext


def outside_facts(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """This function will list who asked for what, the contested clause, who decided it, and why."""
    lines = [
        (gettext("Asked by"), f"{values['giver']} · {_day(values['asked_date'])}"),
        (gettext("What was asked"), values["what"]),
    ]
    if values.get("clause"):
        basis = f" · {values['basis']}" if values.get("basis") else ""
        lines.append((gettext("The boundary's clause"), f"{_said(values['clause'])}{basis}"))
    if values.get("contested"):
        lines.append((gettext("Why it was contested"), values["contested"]))
    decided = f"{values['decided_by']} · {_day(values['decided_date'])}"
    return [*lines, (gettext("Taken on by"), decided), (gettext("Reason"), values["reason"])]


def _taken_on(values: Mapping[str, Any]) -> str:
    return gettext("asked by %(giver)s; taken on by %(name)s on %(day)s: %(reason)s") % {
        "giver": values["giver"],
        "name": values["decided_by"],
        "day": _day(values["decided_date"]),
        "reason": values["reason"],
    }


def _peoples_report(values: Mapping[str, Any]) -> str:
    if not values["handler"][0]:
        return gettext("a report of the people: hear it, take urgent measures, answer; basis: %(basis)s") % values
    words = gettext("a report of the people: hear it, take urgent measures, hand it to %(handler)s; basis: %(basis)s")
    return words % {"handler": _said(values["handler"]), "basis": values["basis"]}


def _said(pair: Any) -> str:
    zh, en = pair
    return str(en if en and (translation.get_language() or "").startswith("en") else zh)


def _day(value: str) -> str:
    return date_format(datetime.date.fromisoformat(value), gettext("j M")) if value else "—"


REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "taken_on": _taken_on,
    "peoples_report": _peoples_report,
}
