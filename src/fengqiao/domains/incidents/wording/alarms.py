"""Alarms, the rungs of their chain and safety timers in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from fengqiao.domains.incidents.contracts.alarms import AlarmKind, Rung, SettledBy
from fengqiao.domains.incidents.wording.codes import word

KINDS: dict[str, Promise] = {
    AlarmKind.LONE_OFFICER: pgettext_lazy("alarm", "A lone officer has not said “I am safe”"),
    AlarmKind.NOT_SIGNED_FOR: pgettext_lazy("alarm", "Nobody signed for the order"),
    AlarmKind.TRANSFER_UNANSWERED: pgettext_lazy("alarm", "12345 has not answered"),
    AlarmKind.NOT_SET_OUT: pgettext_lazy("alarm", "Signed for, but not on the way"),
    AlarmKind.NOT_ARRIVED: pgettext_lazy("alarm", "On the way longer than the target"),
    AlarmKind.LONG_ON_SCENE: pgettext_lazy("alarm", "Long on scene without a word"),
}
RUNGS: dict[str, Promise] = {
    Rung.UNIT: pgettext_lazy("alarm", "unit"),
    Rung.LEADER: pgettext_lazy("alarm", "shift leader"),
    Rung.DUTY_LEADER: pgettext_lazy("alarm", "leader on duty"),
    Rung.COMMAND_ROOM: pgettext_lazy("alarm", "command room"),
}
ENDS: dict[str, Promise] = {
    SettledBy.ACT: pgettext_lazy("alarm", "done"),
    SettledBy.SAFE: pgettext_lazy("alarm", "“I am safe”"),
    SettledBy.ROOM: pgettext_lazy("alarm", "ended by the command room"),
}
LINES: Final[Mapping[str, str | Promise]] = {
    "alarm_raised": pgettext_lazy("alarm", "%(alarm)s: %(subject)s"),
    "alarm_told": pgettext_lazy("alarm", "Alarm to the %(rung)s: %(people)s"),
    "alarm_taken": pgettext_lazy("alarm", "Takes care of the alarm: %(subject)s"),
    "alarm_settled": pgettext_lazy("alarm", "Alarm over (%(how)s): %(subject)s"),
}


def alarm_text(*, kind: str) -> str:
    """This function will say what an alarm is about."""
    return word(KINDS, kind)


def rung_text(*, rung: str) -> str:
    """This function will name a rung of the chain."""
    return word(RUNGS, rung)


def settled_text(*, how: str) -> str:
    """This function will say how an alarm ended."""
    return word(ENDS, how)


def people_text(*, rung: str, people: list[str]) -> str:
    """This function will name who was told; the room hears it also where nobody of it is on the roster."""
    if people:
        return pgettext("incident", ", ").join(people)
    return _("all screens of the room") if rung == Rung.COMMAND_ROOM else _("nobody of it is on duty")


def alarm_line(*, code: str, parameters: Mapping[str, Any]) -> str:
    """This function will word an alarm's line on the timeline."""
    rung = str(parameters.get("rung", ""))
    line = str(LINES[code]) % {
        "subject": parameters.get("subject", ""),
        "alarm": alarm_text(kind=str(parameters.get("kind", ""))),
        "rung": rung_text(rung=rung),
        "people": people_text(rung=rung, people=list(parameters.get("people", ()))),
        "how": settled_text(how=str(parameters.get("how", ""))),
    }
    return _("%(line)s (repeated)") % {"line": line} if parameters.get("repeated") else line
