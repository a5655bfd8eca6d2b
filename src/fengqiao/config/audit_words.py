"""The acts and objects of the audit in words, for the auditor's page; a code without words is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from fengqiao.config.audit_values import spoken, value_text
from fengqiao.foundation.scoping.contracts import SYSTEM

ACTS: Final[Mapping[str, str | Promise]] = {
    "advise_staffing": pgettext_lazy("act", "Asked where officers do most"),
    "answer_matter": pgettext_lazy("act", "Answered a matter to its committee"),
    "answer_visit_question": pgettext_lazy("act", "Answered a question about a visit"),
    "adopt_model": pgettext_lazy("act", "Took up an application model"),
    "answered": pgettext_lazy("act", "Answered by phone"),
    "appoint": pgettext_lazy("act", "Appointed"),
    "approved": pgettext_lazy("act", "Approved the feedback"),
    "ask_about_visits": pgettext_lazy("act", "Asked about visits"),
    "called_back": pgettext_lazy("act", "Rang the caller back"),
    "called_back_dissatisfied": pgettext_lazy("act", "Rang the caller back: not satisfied"),
    "called_back_satisfied": pgettext_lazy("act", "Rang the caller back: satisfied"),
    "cancel_backtest": pgettext_lazy("act", "Stopped a backtest"),
    "category_set": pgettext_lazy("act", "Set the category"),
    "change_day_plan": pgettext_lazy("act", "Changed the day's plan"),
    "change_model": pgettext_lazy("act", "Changed an application model"),
    "change_password": pgettext_lazy("act", "Changed the password"),
    "close_talk": pgettext_lazy("act", "Closed a talk about a visit"),
    "close_visit_question": pgettext_lazy("act", "Closed a question about a visit"),
    "closed": pgettext_lazy("act", "Closed"),
    "cancel_task_as_duplicate": pgettext_lazy("act", "Cancelled a task as a duplicate"),
    "complete_task": pgettext_lazy("act", "Completed a task"),
    "count_month": pgettext_lazy("act", "Counted a month"),
    "create_account": pgettext_lazy("act", "Made an account"),
    "decide_obligation": pgettext_lazy("act", "Decided on a promise"),
    "decide_staffing": pgettext_lazy("act", "Decided on advice about officers"),
    "contest_outside_task": pgettext_lazy("act", "Contested the boundary's answer"),
    "decide_outside_task": pgettext_lazy("act", "Decided on a task from outside the lists"),
    "delete_expired_file": pgettext_lazy("act", "Deleted an expired file"),
    "dispatched": pgettext_lazy("act", "Sent a unit"),
    "dispute_attached": pgettext_lazy("act", "Attached a dispute"),
    "done": pgettext_lazy("act", "Finished on scene"),
    "draw_sample": pgettext_lazy("act", "Drew visits to be confirmed"),
    "draft_row_model": pgettext_lazy("act", "Drafted a list's row from a model"),
    "en_route": pgettext_lazy("act", "Set out"),
    "end_appointment": pgettext_lazy("act", "Ended an appointment"),
    "end_role": pgettext_lazy("act", "Ended a role"),
    "end_seat": pgettext_lazy("act", "Ended a committee seat"),
    "escalate_warning": pgettext_lazy("act", "Escalated a warning that nobody took"),
    "expire_model": pgettext_lazy("act", "An application model expired"),
    "export_incidents": pgettext_lazy("act", "Exported incidents"),
    "feedback": pgettext_lazy("act", "Gave feedback"),
    "generate_tasks": pgettext_lazy("act", "Worked out the tasks of several stations"),
    "regenerate_tasks": pgettext_lazy("act", "Worked out tasks again after changes"),
    "follow_up_matter": pgettext_lazy("act", "Followed up a committee's matter"),
    "fail_backtest": pgettext_lazy("act", "A backtest failed"),
    "finish_backtest": pgettext_lazy("act", "Finished a backtest"),
    "generate_morning_lists": pgettext_lazy("act", "Made the day's lists"),
    "give_seat": pgettext_lazy("act", "Gave a committee seat"),
    "grant_role": pgettext_lazy("act", "Granted a role"),
    "hold_clip": pgettext_lazy("act", "Held a clip"),
    "make_edge_key": pgettext_lazy("act", "Made a camera side's key"),
    "note_matter": pgettext_lazy("act", "Noted a committee's matter"),
    "note_own_side": pgettext_lazy("act", "Added the own side to a talk"),
    "on_scene": pgettext_lazy("act", "Arrived on scene"),
    "open_clip": pgettext_lazy("act", "Opened a clip"),
    "postpone_task": pgettext_lazy("act", "Postponed a task"),
    "pass_on_outside_task": pgettext_lazy("act", "Passed a task from outside on to the county"),
    "publish_list": pgettext_lazy("act", "Published a list"),
    "publish_list_draft": pgettext_lazy("act", "Turned a draft into a published list"),
    "raise_warning": pgettext_lazy("act", "Raised a warning"),
    "read_resident": pgettext_lazy("act", "Read a resident's record"),
    "recommend_units": pgettext_lazy("act", "Asked whom to send"),
    "record_call": pgettext_lazy("act", "Wrote down a call about a visit"),
    "record_leave": pgettext_lazy("act", "Recorded leave"),
    "record_own_time": pgettext_lazy("act", "Recorded own duty time"),
    "refuse_other_bytes": pgettext_lazy("act", "Refused: the same warning with another clip"),
    "refuse_sign_in": pgettext_lazy("act", "Refused to sign in"),
    "refuse_without_reason": pgettext_lazy("act", "Refused: no reason stated"),
    "register_dispute": pgettext_lazy("act", "Registered a dispute"),
    "register_model": pgettext_lazy("act", "Registered an application model"),
    "register_report": pgettext_lazy("act", "Registered a report"),
    "release_clip": pgettext_lazy("act", "Released a clip"),
    "replay_day_list": pgettext_lazy("act", "Replayed a day's list"),
    "report_accept": pgettext_lazy("act", "Report accepted by the receiving body"),
    "report_attached": pgettext_lazy("act", "Attached a report"),
    "report_inform_reporter": pgettext_lazy("act", "Informed the reporter"),
    "report_outside_task": pgettext_lazy("act", "Reported a task from outside the lists"),
    "report_overdue": pgettext_lazy("act", "Report over its time"),
    "report_record_urgent_measures": pgettext_lazy("act", "Recorded urgent measures"),
    "report_transfer": pgettext_lazy("act", "Transferred a report"),
    "request_backtest": pgettext_lazy("act", "Asked for a backtest"),
    "return_list_draft": pgettext_lazy("act", "Sent a list's draft back"),
    "returned": pgettext_lazy("act", "Returned the feedback"),
    "name_dispute_households": pgettext_lazy("act", "Named the households of a dispute"),
    "review_warning": pgettext_lazy("act", "Reviewed a warning"),
    "revoke_edge_key": pgettext_lazy("act", "Revoked a camera side's key"),
    "save_evaluation_rules": pgettext_lazy("act", "Changed the rules of evaluation"),
    "save_list_draft": pgettext_lazy("act", "Wrote a list's draft"),
    "send_transfer": pgettext_lazy("act", "Sent a transfer letter"),
    "set_standard": pgettext_lazy("act", "Wrote down a standard"),
    "set_unit_status": pgettext_lazy("act", "Set a unit's status"),
    "settle_dispute": pgettext_lazy("act", "Settled a dispute"),
    "sign_for_day_list": pgettext_lazy("act", "Signed for the day's list"),
    "sign_in": pgettext_lazy("act", "Signed in"),
    "sign_list_draft": pgettext_lazy("act", "Signed a list's draft"),
    "sign_model": pgettext_lazy("act", "Signed an application model"),
    "sign_out": pgettext_lazy("act", "Signed out"),
    "signed_for": pgettext_lazy("act", "Signed for an order"),
    "start_task": pgettext_lazy("act", "Started a task"),
    "state_reason": pgettext_lazy("act", "Stated a reason"),
    "supersede_model": pgettext_lazy("act", "An application model was superseded"),
    "take_signal": pgettext_lazy("act", "Took a call"),
    "transferred_to_12345": pgettext_lazy("act", "Handed over to 12345"),
    "try_model": pgettext_lazy("act", "Began a model's trial"),
    "turn_shift": pgettext_lazy("act", "Shift changed"),
    "wish_for_speed": pgettext_lazy("act", "Set the demonstration's speed"),
    "wish_to_jump": pgettext_lazy("act", "Moved the demonstration's clock on"),
    "withdraw_list_draft": pgettext_lazy("act", "Withdrew a list's draft"),
    "withdraw_model": pgettext_lazy("act", "Withdrew an application model"),
}
LOADS: Final = pgettext_lazy("act", "Loaded data")
OBJECTS: Final[Mapping[str, str | Promise]] = {
    "account": pgettext_lazy("audited object", "Account"),
    "application_model": pgettext_lazy("audited object", "Application model"),
    "backtest": pgettext_lazy("audited object", "Backtest"),
    "camera": pgettext_lazy("audited object", "Camera"),
    "completions": pgettext_lazy("audited object", "Completions"),
    "day_plan": pgettext_lazy("audited object", "Day's list"),
    "dispatch_unit": pgettext_lazy("audited object", "Unit"),
    "dispute": pgettext_lazy("audited object", "Dispute"),
    "disputes": pgettext_lazy("audited object", "Disputes"),
    "evaluation": pgettext_lazy("audited object", "Evaluation"),
    "incident": pgettext_lazy("audited object", "Incident"),
    "incidents": pgettext_lazy("audited object", "Incidents"),
    "list": pgettext_lazy("audited object", "Responsibility list"),
    "list_draft": pgettext_lazy("audited object", "Draft of a list"),
    "obligation": pgettext_lazy("audited object", "Promise"),
    "organisation": pgettext_lazy("audited object", "Organisation"),
    "outside_task": pgettext_lazy("audited object", "Task from outside the lists"),
    "places": pgettext_lazy("audited object", "Places"),
    "report": pgettext_lazy("audited object", "Report"),
    "resident": pgettext_lazy("audited object", "Resident"),
    "seat": pgettext_lazy("audited object", "Committee seat"),
    "staff": pgettext_lazy("audited object", "Officer"),
    "staffing_advice": pgettext_lazy("audited object", "Advice on staffing"),
    "standard": pgettext_lazy("audited object", "Written standard"),
    "station": pgettext_lazy("audited object", "Station"),
    "task": pgettext_lazy("audited object", "Task"),
    "verification": pgettext_lazy("audited object", "Confirmation of a visit"),
    "visit_question": pgettext_lazy("audited object", "Question about a visit"),
    "warning": pgettext_lazy("audited object", "Camera warning"),
}

DETAILS: Final[Mapping[str, str | Promise]] = {
    "added": pgettext_lazy("audited detail", "added"),
    "body": pgettext_lazy("audited detail", "body"),
    "answer": pgettext_lazy("audited detail", "answer"),
    "call_sign": pgettext_lazy("audited detail", "call sign"),
    "camera": pgettext_lazy("audited detail", "camera"),
    "cameras": pgettext_lazy("audited detail", "cameras"),
    "category": pgettext_lazy("audited detail", "category"),
    "clip": pgettext_lazy("audited detail", "clip"),
    "code": pgettext_lazy("audited detail", "code"),
    "count": pgettext_lazy("audited detail", "count"),
    "created": pgettext_lazy("audited detail", "new"),
    "date": pgettext_lazy("audited detail", "date"),
    "decision": pgettext_lazy("audited detail", "decision"),
    "digest": pgettext_lazy("audited detail", "digest"),
    "dispute": pgettext_lazy("audited detail", "dispute"),
    "division": pgettext_lazy("audited detail", "division"),
    "due": pgettext_lazy("audited detail", "due"),
    "effective_from": pgettext_lazy("audited detail", "in force from"),
    "from": pgettext_lazy("audited detail", "from"),
    "given": pgettext_lazy("audited detail", "given"),
    "giver": pgettext_lazy("audited detail", "asked by"),
    "handler": pgettext_lazy("audited detail", "handled by"),
    "incident": pgettext_lazy("audited detail", "incident"),
    "is_explained": pgettext_lazy("audited detail", "explained"),
    "kept": pgettext_lazy("audited detail", "kept"),
    "kind": pgettext_lazy("audited detail", "kind"),
    "known": pgettext_lazy("audited detail", "known already"),
    "lapsed": pgettext_lazy("audited detail", "lapsed"),
    "list": pgettext_lazy("audited detail", "list"),
    "lists": pgettext_lazy("audited detail", "lists"),
    "matter": pgettext_lazy("audited detail", "matter no."),
    "members": pgettext_lazy("audited detail", "members"),
    "minutes": pgettext_lazy("audited detail", "minutes"),
    "model": pgettext_lazy("audited detail", "model"),
    "movement": pgettext_lazy("audited detail", "movement"),
    "note": pgettext_lazy("audited detail", "note"),
    "number": pgettext_lazy("audited detail", "number"),
    "officers": pgettext_lazy("audited detail", "officers"),
    "on_behalf": pgettext_lazy("audited detail", "on behalf of the unit"),
    "origin": pgettext_lazy("audited detail", "came by"),
    "outcome": pgettext_lazy("audited detail", "outcome"),
    "reason": pgettext_lazy("audited detail", "reason"),
    "reassigned": pgettext_lazy("audited detail", "reassigned"),
    "recommendation": pgettext_lazy("audited detail", "recommendation no."),
    "recommended": pgettext_lazy("audited detail", "recommended"),
    "reference": pgettext_lazy("audited detail", "for"),
    "refused": pgettext_lazy("audited detail", "refused"),
    "reject_reason": pgettext_lazy("audited detail", "why rejected"),
    "result": pgettext_lazy("audited detail", "result"),
    "role": pgettext_lazy("audited detail", "role"),
    "route": pgettext_lazy("audited detail", "route"),
    "row": pgettext_lazy("audited detail", "row"),
    "scene": pgettext_lazy("audited detail", "scene"),
    "seed": pgettext_lazy("audited detail", "seed"),
    "shifts": pgettext_lazy("audited detail", "shifts"),
    "state": pgettext_lazy("audited detail", "state"),
    "status": pgettext_lazy("audited detail", "status"),
    "subcategory": pgettext_lazy("audited detail", "subcategory"),
    "task": pgettext_lazy("audited detail", "task"),
    "tasks": pgettext_lazy("audited detail", "tasks"),
    "to": pgettext_lazy("audited detail", "to"),
    "uid": pgettext_lazy("audited detail", "key"),
    "unit": pgettext_lazy("audited detail", "unit"),
    "username": pgettext_lazy("audited detail", "user name"),
    "version": pgettext_lazy("audited detail", "version"),
}


def details_text(
    *, details: Mapping[str, Any], kind: str = "", call_signs: Mapping[str, str] = MappingProxyType({})
) -> Sequence[tuple[str, str]]:
    """This function will word the details of an entry; what is empty or a plain no says nothing and is left out."""
    return [
        (str(DETAILS.get(name, name)), value_text(kind=kind, name=name, value=value, call_signs=call_signs))
        for name, value in spoken(kind=kind, details=details).items()
        if value not in (None, "", [], {}, False)
    ]


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
