"""The lines of an incident's timeline in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from fengqiao.domains.incidents.wording.alarms import LINES as ALARM_LINES
from fengqiao.domains.incidents.wording.alarms import alarm_line
from fengqiao.domains.incidents.wording.categories import category_text
from fengqiao.domains.incidents.wording.codes import ORIGINS, RESULTS, ROUTES, word

LINES: Final[Mapping[str, str | Promise]] = {
    "taken": pgettext_lazy("incident", "Taken (%(origin)s), route: %(route)s"),
    "outside_own_area": pgettext_lazy("incident", "The place lies outside the own area; kept here until handed over"),
    "routed": pgettext_lazy("incident", "Route set to: %(route)s"),
    "category_set": pgettext_lazy("incident", "Category set to %(category)s"),
    "dispatched": pgettext_lazy("incident", "%(call_sign)s sent"),
    "signed_for": pgettext_lazy("incident", "%(call_sign)s signed for it"),
    "en_route": pgettext_lazy("incident", "%(call_sign)s is on the way"),
    "on_scene": pgettext_lazy("incident", "%(call_sign)s is on scene"),
    "done": pgettext_lazy("incident", "%(call_sign)s is done"),
    "order_moved": pgettext_lazy("incident", "%(call_sign)s stays sent, now to %(number)s"),
    "false_alarm": pgettext_lazy("incident", "False alarm"),
    "concluded": pgettext_lazy("incident", "Concluded: %(result)s"),
    "recalled": pgettext_lazy("incident", "%(call_sign)s recalled"),
    "feedback": pgettext_lazy("incident", "Feedback: %(result)s"),
    "returned": pgettext_lazy("incident", "Feedback returned"),
    "approved": pgettext_lazy("incident", "Feedback approved"),
    "called_back": pgettext_lazy("incident", "Caller rung back"),
    "called_back_satisfied": pgettext_lazy("incident", "Caller rung back, satisfied"),
    "called_back_dissatisfied": pgettext_lazy("incident", "Caller rung back, not satisfied"),
    "closed": pgettext_lazy("incident", "Closed"),
    "transferred_to_12345": pgettext_lazy("incident", "Handed over to 12345"),
    "transfer_accepted": pgettext_lazy("incident", "Accepted there"),
    "transfer_returned": pgettext_lazy("incident", "Came back to us"),
    "transfer_timed_out": pgettext_lazy("incident", "No answer in time from the other body"),
    "plan_started": pgettext_lazy("incident", "Plan started: %(plan)s"),
    "plan_ticked": pgettext_lazy("incident", "%(plan)s · done: %(item)s"),
    "plan_item_left_out": pgettext_lazy("incident", "%(plan)s · left out: %(item)s"),
    "plan_signed_off": pgettext_lazy("incident", "Plan signed off: %(plan)s"),
    "transfer_sent_again": pgettext_lazy("incident", "No answer yet; the letter was sent again (%(attempt)s)"),
    "transfer_said_again": pgettext_lazy("incident", "The other body said the same again"),
    "transfer_contradicted": pgettext_lazy("incident", "The other body answered otherwise afterwards: look at it"),
    "caller_told": pgettext_lazy("incident", "The caller was told who handles it"),
    "answered": pgettext_lazy("incident", "Answered by phone"),
    "merged_into": pgettext_lazy("incident", "Merged into %(number)s; the caller gets the feedback of that one"),
    "merged_here": pgettext_lazy("incident", "%(number)s merged into this one; its caller gets feedback too"),
    "unmerged": pgettext_lazy("incident", "No longer merged into %(number)s: an event of its own, its clock runs on"),
    "unmerged_here": pgettext_lazy("incident", "%(number)s was taken out again: another event"),
    "feedback_to_merged": pgettext_lazy("incident", "Feedback for this caller, from %(number)s"),
    "report_attached": pgettext_lazy("incident", "Report %(number)s registered"),
    "dispute_attached": pgettext_lazy("incident", "Dispute %(number)s registered"),
    "received": pgettext_lazy("incident", "Received"),
    "handled": pgettext_lazy("incident", "Handled"),
}
STAMP_LINES: Final[Mapping[str, str | Promise]] = {
    "received_at": pgettext_lazy("incident", "Received"),
    "dispatched_at": pgettext_lazy("incident", "Sent"),
    "signed_for_at": pgettext_lazy("incident", "Signed for"),
    "en_route_at": pgettext_lazy("incident", "On the way"),
    "on_scene_at": pgettext_lazy("incident", "On scene"),
    "handled_at": pgettext_lazy("incident", "Handled"),
    "feedback_at": pgettext_lazy("incident", "Feedback given"),
    "reviewed_at": pgettext_lazy("incident", "Feedback reviewed"),
    "called_back_at": pgettext_lazy("incident", "Called back"),
    "closed_at": pgettext_lazy("incident", "Closed"),
}


def timeline_text(*, code: str, parameters: Mapping[str, Any]) -> str:
    """This function will word a line of the timeline; a code without words is shown as it is."""
    if code in ALARM_LINES:
        return alarm_line(code=code, parameters=parameters)
    if code not in LINES:
        return code
    words = {
        **parameters,
        "origin": word(ORIGINS, str(parameters.get("origin", ""))),
        "route": word(ROUTES, str(parameters.get("route", ""))),
        "result": word(RESULTS, str(parameters.get("result", ""))),
        "category": category_text(
            category=str(parameters.get("category", "")), subcategory=str(parameters.get("subcategory", ""))
        ),
    }
    line = str(LINES[code]) % words
    if parameters.get("handled_by"):
        line = _("%(line)s: %(who)s") % {"line": line, "who": parameters["handled_by"]}
    if parameters.get("on_behalf"):
        line = _("%(line)s (entered by the command room)") % {"line": line}
    return line


def stamp_text(*, stamp: str) -> str:
    """This function will word the stage that a stamp stands for."""
    return str(STAMP_LINES.get(stamp, stamp))
