"""The acts and objects of the audit in words, for the auditor's page; a code without words is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from fengqiao.foundation.scoping.contracts import SYSTEM

ACTS: Final[Mapping[str, str | Promise]] = {
    "answered": pgettext_lazy("act", "Answered by phone"),
    "appoint": pgettext_lazy("act", "Appointed"),
    "approved": pgettext_lazy("act", "Approved the feedback"),
    "called_back": pgettext_lazy("act", "Rang the caller back"),
    "called_back_dissatisfied": pgettext_lazy("act", "Rang the caller back: not satisfied"),
    "called_back_satisfied": pgettext_lazy("act", "Rang the caller back: satisfied"),
    "category_set": pgettext_lazy("act", "Set the category"),
    "change_password": pgettext_lazy("act", "Changed the password"),
    "closed": pgettext_lazy("act", "Closed"),
    "complete_task": pgettext_lazy("act", "Completed a task"),
    "create_account": pgettext_lazy("act", "Made an account"),
    "decide_obligation": pgettext_lazy("act", "Decided on a promise"),
    "delete_expired_file": pgettext_lazy("act", "Deleted an expired file"),
    "dispatched": pgettext_lazy("act", "Sent a unit"),
    "dispute_attached": pgettext_lazy("act", "Attached a dispute"),
    "done": pgettext_lazy("act", "Finished on scene"),
    "en_route": pgettext_lazy("act", "Set out"),
    "end_role": pgettext_lazy("act", "Ended a role"),
    "export_incidents": pgettext_lazy("act", "Exported incidents"),
    "feedback": pgettext_lazy("act", "Gave feedback"),
    "generate_morning_lists": pgettext_lazy("act", "Made the day's lists"),
    "grant_role": pgettext_lazy("act", "Granted a role"),
    "make_edge_key": pgettext_lazy("act", "Made a camera side's key"),
    "on_scene": pgettext_lazy("act", "Arrived on scene"),
    "open_clip": pgettext_lazy("act", "Opened a clip"),
    "publish_list": pgettext_lazy("act", "Published a list"),
    "raise_warning": pgettext_lazy("act", "Raised a warning"),
    "read_resident": pgettext_lazy("act", "Read a resident's record"),
    "recommend_units": pgettext_lazy("act", "Asked whom to send"),
    "record_leave": pgettext_lazy("act", "Recorded leave"),
    "refuse_without_reason": pgettext_lazy("act", "Refused: no reason stated"),
    "register_dispute": pgettext_lazy("act", "Registered a dispute"),
    "register_report": pgettext_lazy("act", "Registered a report"),
    "replay_day_list": pgettext_lazy("act", "Replayed a day's list"),
    "report_accept": pgettext_lazy("act", "Report accepted by the receiving body"),
    "report_attached": pgettext_lazy("act", "Attached a report"),
    "report_inform_reporter": pgettext_lazy("act", "Informed the reporter"),
    "report_overdue": pgettext_lazy("act", "Report over its time"),
    "report_record_urgent_measures": pgettext_lazy("act", "Recorded urgent measures"),
    "report_transfer": pgettext_lazy("act", "Transferred a report"),
    "returned": pgettext_lazy("act", "Returned the feedback"),
    "review_warning": pgettext_lazy("act", "Reviewed a warning"),
    "revoke_edge_key": pgettext_lazy("act", "Revoked a camera side's key"),
    "set_unit_status": pgettext_lazy("act", "Set a unit's status"),
    "settle_dispute": pgettext_lazy("act", "Settled a dispute"),
    "sign_for_day_list": pgettext_lazy("act", "Signed for the day's list"),
    "signed_for": pgettext_lazy("act", "Signed for an order"),
    "start_task": pgettext_lazy("act", "Started a task"),
    "state_reason": pgettext_lazy("act", "Stated a reason"),
    "take_signal": pgettext_lazy("act", "Took a call"),
    "transferred_to_12345": pgettext_lazy("act", "Handed over to 12345"),
    "turn_shift": pgettext_lazy("act", "Shift changed"),
}
LOADS: Final = pgettext_lazy("act", "Loaded data")
OBJECTS: Final[Mapping[str, str | Promise]] = {
    "account": pgettext_lazy("audited object", "Account"),
    "camera": pgettext_lazy("audited object", "Camera"),
    "completions": pgettext_lazy("audited object", "Completions"),
    "day_plan": pgettext_lazy("audited object", "Day's list"),
    "dispatch_unit": pgettext_lazy("audited object", "Unit"),
    "dispute": pgettext_lazy("audited object", "Dispute"),
    "disputes": pgettext_lazy("audited object", "Disputes"),
    "incident": pgettext_lazy("audited object", "Incident"),
    "incidents": pgettext_lazy("audited object", "Incidents"),
    "list": pgettext_lazy("audited object", "Responsibility list"),
    "obligation": pgettext_lazy("audited object", "Promise"),
    "organisation": pgettext_lazy("audited object", "Organisation"),
    "places": pgettext_lazy("audited object", "Places"),
    "report": pgettext_lazy("audited object", "Report"),
    "resident": pgettext_lazy("audited object", "Resident"),
    "staff": pgettext_lazy("audited object", "Officer"),
    "station": pgettext_lazy("audited object", "Station"),
    "task": pgettext_lazy("audited object", "Task"),
    "warning": pgettext_lazy("audited object", "Camera warning"),
}


def act_text(*, code: str) -> str:
    """This function will word an act."""
    if code.startswith("load_"):
        return str(LOADS)
    return str(ACTS.get(code, code))


def object_text(*, kind: str) -> str:
    """This function will word the kind of an object."""
    return str(OBJECTS.get(kind, kind))


def person_text(*, name: str) -> str:
    """This function will name who acted; the system itself has a word, not a name."""
    return pgettext("audit", "The system") if name == SYSTEM.name else name
