"""Codes of reports turned into words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_noop, pgettext, pgettext_lazy

from fengqiao.domains.cases.contracts import STATION_HANDLER, FactWords, ReportState, RowWords
from fengqiao.primitives.reason import Reason

STATE_TEXTS: Final[Mapping[ReportState, Promise]] = {
    ReportState.NEEDS_REVIEW: pgettext_lazy("report", "To be reviewed"),
    ReportState.KEPT: pgettext_lazy("report", "Handled here"),
    ReportState.TO_TRANSFER: pgettext_lazy("report", "To be transferred"),
    ReportState.TRANSFERRED: pgettext_lazy("report", "Transferred"),
    ReportState.ACCEPTED: pgettext_lazy("report", "Accepted"),
    ReportState.RETURNED: pgettext_lazy("report", "Sent back"),
    ReportState.SOLVED: pgettext_lazy("report", "Solved"),
    ReportState.CLOSED: pgettext_lazy("report", "Closed"),
}
STATE_TONES: Final[Mapping[ReportState, str]] = {
    ReportState.NEEDS_REVIEW: "tag-warning",
    ReportState.TO_TRANSFER: "tag-action",
    ReportState.RETURNED: "tag-warning",
}
ACT_TEXTS: Final[Mapping[str, str]] = {
    "register": gettext_noop("Registered, receipt given"),
    "record_urgent_measures": gettext_noop("Urgent measures taken"),
    "keep": gettext_noop("Decided: handled here"),
    "hand_over": gettext_noop("Decided: to be transferred"),
    "transfer": gettext_noop("Transferred to the handling body"),
    "accept": gettext_noop("Accepted by the receiving body"),
    "return": gettext_noop("Sent back by the receiving body"),
    "solve": gettext_noop("Case solved"),
    "return_property": gettext_noop("Property returned against a receipt"),
    "inform_reporter": gettext_noop("Reporter informed"),
    "close": gettext_noop("Report closed"),
    "overdue": gettext_noop("The time limit has run out"),
}
REASON_TEXTS: Final[Mapping[str, str]] = {
    "row_matches": gettext_noop("Row %(row)s of version %(version)s fits the facts."),
    "facts_missing": gettext_noop("Row %(row)s might fit, but this is not known yet: %(facts)s. A person decides."),
    "no_row_matches": gettext_noop("No row of the list fits. A person decides."),
    "fact_outside_vocabulary": gettext_noop("The list does not know the fact “%(fact)s”. A person decides."),
    "value_outside_vocabulary": gettext_noop(
        "The list does not know the value “%(value)s” of “%(fact)s”. A person decides."
    ),
    "list_not_in_force": gettext_noop("No negative list is in force on that day. A person decides."),
    "decided_by_person": gettext_noop("Decided by %(name)s: %(reason)s"),
}
REFUSAL_TEXTS: Final[Mapping[str, str]] = {
    "transition_refused": gettext_noop("The report is no longer in a state that allows this. Nothing was changed."),
    "urgent_measures_missing": gettext_noop("Write down first what was done at once, then transfer."),
    "reason_missing": gettext_noop("A few words are needed here. Nothing was changed."),
    "handler_missing": gettext_noop("Say who handles the report."),
    "reporter_not_informed": gettext_noop("Inform the reporter first, then close."),
}


def state_text(state: ReportState) -> str:
    """This function will word a state."""
    return str(STATE_TEXTS[state])


def in_language(text: Mapping[str, str] | None, *, otherwise: str = "") -> str:
    """This function will choose the reader's language of a text that a list gave; Chinese is always there."""
    if not text:
        return otherwise
    wants_english = (get_language() or "").startswith("en")
    return (text.get("en") if wants_english else "") or text.get("zh") or otherwise


def state_tone(state: ReportState) -> str:
    """This function will name the tone of a state's tag; most states are neutral."""
    return STATE_TONES.get(state, "")


def handler_text(handler: str, words: Mapping[str, Any]) -> str:
    """This function will name who handles a report as the list does; the station itself needs no list."""
    station = gettext("this station") if handler == STATION_HANDLER else handler
    return in_language(words.get("handler"), otherwise=station)


def act_text(act: str) -> str:
    """This function will word a line of the timeline."""
    return gettext(ACT_TEXTS[act]) if act in ACT_TEXTS else act


def refusal_text(code: str) -> str:
    """This function will word why an act was refused, and what to do."""
    return gettext(REFUSAL_TEXTS[code]) if code in REFUSAL_TEXTS else code


def fact_text(name: str, words: Mapping[str, Any]) -> str:
    """This function will word the name of a fact as the list does."""
    return in_language(words.get("facts", {}).get(name), otherwise=name)


def value_text(name: str, value: Any, words: Mapping[str, Any]) -> str:
    """This function will word the value of a fact as the list does."""
    if isinstance(value, bool):
        return pgettext("fact", "yes") if value else pgettext("fact", "no")
    return in_language(words.get("values", {}).get(name, {}).get(str(value)), otherwise=str(value))


def row_words(words: Mapping[str, Any]) -> RowWords | None:
    """This function will word the deciding row, None when no row decided."""
    row = words.get("row")
    if not row:
        return None
    return RowWords(in_language(row["title"]), in_language(row["conditions"]), row["basis"])


def fact_words(facts: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[FactWords, ...]:
    """This function will word the facts of a report."""
    return tuple(FactWords(fact_text(name, words), value_text(name, value, words)) for name, value in facts.items())


def reason_text(reason: Reason, words: Mapping[str, Any]) -> str:
    """This function will word why a report is where it is."""
    text = REASON_TEXTS.get(reason.code)
    if text is None:
        return reason.code
    parameters: dict[str, Any] = dict(reason.parameters)
    if "value" in parameters:
        parameters["value"] = value_text(str(parameters.get("fact")), parameters["value"], words)
    if "fact" in parameters:
        parameters["fact"] = fact_text(str(parameters["fact"]), words)
    if "facts" in parameters:
        parameters["facts"] = gettext(", ").join(fact_text(name, words) for name in parameters["facts"])
    return gettext(text) % parameters


def reporter_text(name: str, *, is_anonymous: bool) -> str:
    """This function will name the reporter; somebody who wants no name has none on any screen or paper."""
    if is_anonymous or not name:
        return gettext("Anonymous reporter")
    return name
