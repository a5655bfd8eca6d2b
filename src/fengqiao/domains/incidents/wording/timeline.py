"""The lines of an incident's timeline in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fengqiao.domains.incidents.wording.categories import category_text
from fengqiao.domains.incidents.wording.codes import ORIGINS, RESULTS, ROUTES, word

LINES: Final[Mapping[str, str | Promise]] = {
    "taken": gettext_lazy("Taken (%(origin)s), route: %(route)s"),
    "outside_own_area": gettext_lazy("The place lies outside the own area; kept here until it is handed over"),
    "routed": gettext_lazy("Route set to: %(route)s"),
    "category_set": gettext_lazy("Category set to %(category)s"),
    "dispatched": gettext_lazy("%(call_sign)s sent"),
    "signed_for": gettext_lazy("%(call_sign)s signed for it"),
    "en_route": gettext_lazy("%(call_sign)s is on the way"),
    "on_scene": gettext_lazy("%(call_sign)s is on scene"),
    "done": gettext_lazy("%(call_sign)s is done"),
    "order_moved": gettext_lazy("%(call_sign)s stays sent, now to %(number)s"),
    "false_alarm": gettext_lazy("False alarm"),
    "concluded": gettext_lazy("Concluded: %(result)s"),
    "recalled": gettext_lazy("%(call_sign)s recalled"),
    "feedback": gettext_lazy("Feedback: %(result)s"),
    "returned": gettext_lazy("Feedback returned"),
    "approved": gettext_lazy("Feedback approved"),
    "called_back": gettext_lazy("Caller rung back"),
    "called_back_satisfied": gettext_lazy("Caller rung back, satisfied"),
    "called_back_dissatisfied": gettext_lazy("Caller rung back, not satisfied"),
    "closed": gettext_lazy("Closed"),
    "transferred_to_12345": gettext_lazy("Handed over to 12345"),
    "transfer_accepted": gettext_lazy("Accepted there"),
    "transfer_returned": gettext_lazy("Came back to us"),
    "transfer_timed_out": gettext_lazy("No answer in time from the other body"),
    "answered": gettext_lazy("Answered by phone"),
    "merged_into": gettext_lazy("Merged into %(number)s; the caller gets the feedback of that one"),
    "merged_here": gettext_lazy("%(number)s merged into this one; its caller gets feedback too"),
    "feedback_to_merged": gettext_lazy("Feedback for this caller, from %(number)s"),
    "report_attached": gettext_lazy("Report %(number)s registered"),
    "dispute_attached": gettext_lazy("Dispute %(number)s registered"),
    "received": gettext_lazy("Received"),
    "handled": gettext_lazy("Handled"),
}
STAMP_LINES: Final[Mapping[str, str | Promise]] = {
    "received_at": gettext_lazy("Received"),
    "dispatched_at": gettext_lazy("Sent"),
    "signed_for_at": gettext_lazy("Signed for"),
    "en_route_at": gettext_lazy("On the way"),
    "on_scene_at": gettext_lazy("On scene"),
    "handled_at": gettext_lazy("Handled"),
    "feedback_at": gettext_lazy("Feedback given"),
    "reviewed_at": gettext_lazy("Feedback reviewed"),
    "called_back_at": gettext_lazy("Called back"),
    "closed_at": gettext_lazy("Closed"),
}


def timeline_text(*, code: str, parameters: Mapping[str, Any]) -> str:
    """This function will word a line of the timeline; a code without words is shown as it is."""
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
    if parameters.get("on_behalf"):
        line = _("%(line)s (entered by the command room)") % {"line": line}
    return line


def stamp_text(*, stamp: str) -> str:
    """This function will word the stage that a stamp stands for."""
    return str(STAMP_LINES.get(stamp, stamp))
