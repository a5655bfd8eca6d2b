"""What incidents refuses, told to the person who tried."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.incidents.wording.codes import ORDER_STATES, STATES, UNIT_STATUSES


def error_text(error: IncidentsError) -> str:
    """This function will say what happened and what to do."""
    parameters = error.parameters
    if error.code == "transition_refused":
        state = str(parameters.get("from_state", ""))
        name = STATES.get(state) or ORDER_STATES.get(state) or state
        return _("This is not possible now: the state is “%(state)s”. Look at the timeline.") % {"state": name}
    if error.code == "unit_not_free":
        status = str(parameters.get("status", ""))
        return _("%(unit)s is not free any more (%(status)s). Choose another unit.") % {
            "unit": parameters.get("call_sign", parameters.get("unit_code", "")),
            "status": UNIT_STATUSES.get(status, status),
        }
    if error.code == "number_ambiguous":
        numbers = pgettext("incident", ", ").join(str(one) for one in parameters.get("numbers", ()))
        return _("Several incidents are called “%(number)s”: %(numbers)s. Write the whole number.") % {
            "number": parameters.get("number", ""),
            "numbers": numbers,
        }
    numbered = {
        "minutes_out_of_range": _("A safety timer runs between %(shortest)s and %(longest)s minutes."),
        "items_open": _("%(open)s items are neither done nor left out with a reason."),
        "too_few_calls": _(
            "Only %(calls)s calls with a place in these weeks: a replay needs %(least)s. Choose more weeks."
        ),
    }
    if error.code in numbered:
        return numbered[error.code] % parameters
    return {
        "move_advice_closed": _("This advice is no longer open."),
        "what_if_closed": _("This replay is over already."),
        "empty_plan": _("A plan needs a unit, a code, a title and at least one line."),
        "plan_running": _("This plan runs on the incident already."),
        "plan_signed_off": _("The plan is signed off; nothing is changed any more."),
        "timer_running": _("Your safety timer is running. Extend it, or say that you are safe."),
        "no_timer": _("No safety timer is running."),
        "no_unit_chosen": _("Choose the unit to send first."),
        "nobody_sworn": _("An auxiliary never goes alone: add a unit with a police officer."),
        "feedback_before_arrival": _(
            "Feedback follows arrival: mark “On scene” first, or say that no unit was needed."
        ),
        "empty_signal": _("Write what happened or where: one of them is enough."),
        "too_far_without_note": _(
            "A unit that is too far away goes only with a note: say why it is sent all the same."
        ),
        "note_missing": _("Write a few words: what was done, or why."),
        "unit_off_duty": _("This unit is off duty."),
        "unknown_category": _("This category is not in the list."),
    }.get(error.code, _("This was not possible."))
