"""Codes of reports turned into words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.cases.contracts import ReportState
from fengqiao.primitives.reason import Reason

STATE_TEXTS: Final[Mapping[ReportState, str]] = {
    ReportState.NEEDS_REVIEW: gettext_noop("To be reviewed"),
    ReportState.KEPT: gettext_noop("Handled here"),
    ReportState.TO_TRANSFER: gettext_noop("To be transferred"),
    ReportState.TRANSFERRED: gettext_noop("Transferred"),
    ReportState.ACCEPTED: gettext_noop("Accepted"),
    ReportState.RETURNED: gettext_noop("Sent back"),
    ReportState.SOLVED: gettext_noop("Solved"),
    ReportState.CLOSED: gettext_noop("Closed"),
}
STATE_TONES: Final[Mapping[ReportState, str]] = {
    ReportState.NEEDS_REVIEW: "tag-warning",
    ReportState.TO_TRANSFER: "tag-action",
    ReportState.RETURNED: "tag-warning",
}
HANDLER_TEXTS: Final[Mapping[str, str]] = {
    "station": gettext_noop("this station"),
    "station_case_team": gettext_noop("case team of this station"),
    "case_team": gettext_noop("case team of this station"),
    "criminal_investigation": gettext_noop("criminal investigation brigade"),
    "anti_fraud_centre": gettext_noop("anti-fraud centre"),
    "narcotics": gettext_noop("narcotics brigade"),
    "economic_crime": gettext_noop("economic crime brigade"),
    "public_order_brigade": gettext_noop("public-order brigade"),
    "food_drug_environment": gettext_noop("food, drugs and environment brigade"),
    "traffic_police": gettext_noop("traffic police"),
    "cyber_police": gettext_noop("cyber police"),
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
FACT_TEXTS: Final[Mapping[str, str]] = {
    "crime_type": gettext_noop("kind of case"),
    "case_type": gettext_noop("kind of case"),
    "place_kind": gettext_noop("kind of place"),
    "injury_grade": gettext_noop("gravity of the injury"),
    "by_telecom": gettext_noop("by telephone or internet"),
    "series": gettext_noop("part of a series"),
    "is_series": gettext_noop("part of a series"),
    "suspects": gettext_noop("number of suspects"),
    "offences": gettext_noop("number of offences"),
    "number_of_suspects": gettext_noop("number of suspects"),
    "number_of_offences": gettext_noop("number of offences"),
}
OPERATOR_TEXTS: Final[Mapping[str, str]] = {
    "equals": gettext_noop("is"),
    "not_equals": gettext_noop("is not"),
    "one_of": gettext_noop("is one of"),
    "none_of": gettext_noop("is none of"),
    "at_least": gettext_noop("is at least"),
    "at_most": gettext_noop("is at most"),
}
REFUSAL_TEXTS: Final[Mapping[str, str]] = {
    "transition_refused": gettext_noop("The report is no longer in a state that allows this. Nothing was changed."),
    "urgent_measures_missing": gettext_noop("Write down first what was done at once, then transfer."),
    "reason_missing": gettext_noop("A few words are needed here. Nothing was changed."),
    "handler_missing": gettext_noop("Say who handles the report."),
    "reporter_not_informed": gettext_noop("Inform the reporter first, then close."),
}
SHOWN_FIRST, SHOWN_LAST = 3, 4


def state_text(state: ReportState) -> str:
    """This function will word a state."""
    return gettext(STATE_TEXTS[state])


def handler_text(handler: str) -> str:
    """This function will word who handles a report; a body that only the bureau's list names stays as written."""
    return gettext(HANDLER_TEXTS[handler]) if handler in HANDLER_TEXTS else handler


def act_text(act: str) -> str:
    """This function will word a line of the timeline."""
    return gettext(ACT_TEXTS[act]) if act in ACT_TEXTS else act


def refusal_text(code: str) -> str:
    """This function will word why an act was refused, and what to do."""
    return gettext(REFUSAL_TEXTS[code]) if code in REFUSAL_TEXTS else code


def fact_text(name: str) -> str:
    """This function will word the name of a fact."""
    return gettext(FACT_TEXTS[name]) if name in FACT_TEXTS else name


def value_text(value: Any) -> str:
    """This function will word the value of a fact."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | tuple):
        return gettext(", ").join(value_text(one) for one in value)
    return str(value)


def operator_text(operator: str) -> str:
    """This function will word how a condition compares."""
    return gettext(OPERATOR_TEXTS[operator]) if operator in OPERATOR_TEXTS else operator


def reason_text(reason: Reason) -> str:
    """This function will word why a report is where it is."""
    text = REASON_TEXTS.get(reason.code)
    if text is None:
        return reason.code
    parameters = dict(reason.parameters)
    if "fact" in parameters:
        parameters["fact"] = fact_text(str(parameters["fact"]))
    if isinstance(parameters.get("facts"), list | tuple):
        parameters["facts"] = gettext(", ").join(fact_text(name) for name in parameters["facts"])  # type: ignore[union-attr]
    return gettext(text) % parameters


def reporter_text(name: str, *, is_anonymous: bool) -> str:
    """This function will name the reporter; somebody who wants no name has none on any screen or paper."""
    if is_anonymous or not name:
        return gettext("Anonymous reporter")
    return name


def masked_phone(phone: str) -> str:
    """This function will show the first three and last four digits of a telephone number, the rest as stars."""
    hidden = len(phone) - SHOWN_FIRST - SHOWN_LAST
    if hidden < 1:
        return "*" * len(phone)
    return phone[:SHOWN_FIRST] + "*" * hidden + phone[-SHOWN_LAST:]
