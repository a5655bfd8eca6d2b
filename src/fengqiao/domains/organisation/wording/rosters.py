"""States of rosters and swaps, and the rules that a change would break, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop

from fengqiao.engines.rostering.contracts import Fault

STATES: Final = {
    "waiting": gettext_noop("waits for its turn"),
    "making": gettext_noop("being made"),
    "failed": gettext_noop("could not be made"),
    "draft": gettext_noop("draft"),
    "published": gettext_noop("published"),
}
SWAPS: Final = {
    "proposed": gettext_noop("waits for the colleague"),
    "accepted": gettext_noop("waits for a leader"),
    "approved": gettext_noop("approved"),
    "declined": gettext_noop("not agreed to"),
}
GROUPS: Final = {
    "": gettext_noop("people"),
    "police": gettext_noop("officers"),
    "auxiliary": gettext_noop("auxiliaries"),
}
RULES: Final = {
    "on_leave": gettext_noop("on leave"),
    "barred_shift": gettext_noop("not for this shift"),
    "may_not_follow": gettext_noop("may not follow the shift before"),
    "too_little_rest": gettext_noop("too little rest between shifts"),
    "too_many_minutes": gettext_noop("more hours than the rules allow"),
    "too_few_minutes": gettext_noop("fewer hours than the rules ask for"),
    "too_many_of_shift": gettext_noop("too many of this shift"),
    "too_many_days": gettext_noop("too many days in a row"),
    "block_too_short": gettext_noop("too few days in a row"),
    "break_too_short": gettext_noop("too few free days in a row"),
    "too_many_weekends": gettext_noop("too many weekends"),
    "alone_in_shift": gettext_noop("an auxiliary would be alone"),
    "fixed_otherwise": gettext_noop("set otherwise by hand"),
    "in_another_shift": gettext_noop("works another shift that day"),
    "otherwise_weighed": gettext_noop("could come; needed more elsewhere, or has had a fair share"),
}


def roster_state_text(state: str) -> str:
    """This function will name the state of a roster."""
    return gettext(STATES[state])


def swap_state_text(state: str) -> str:
    """This function will name the state of a swap."""
    return gettext(SWAPS[state])


def rule_text(code: str) -> str:
    """This function will name a rule of the rostering engine."""
    return gettext(RULES[code]) if code in RULES else code


def faults_text(*, faults: Iterable[Fault], names: Mapping[str, str], dates: Sequence[str]) -> list[str]:
    """This function will say which rules break, for whom and when."""
    found: list[str] = []
    for fault in faults:
        parts = [names.get(fault.person, fault.person)]
        if fault.day is not None:
            parts.append(dates[fault.day])
        text = f"{' · '.join(parts)}: {rule_text(fault.reason.code)}"
        if text not in found:
            found.append(text)
    return found


def hindrances_text(*, hindrances: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """This function will say what keeps people from a shift."""
    return [
        f"{rule_text(code)}: {'、'.join(names.get(number, number) for number in people)}"
        for code, people in hindrances.items()
    ]


def group_text(group: str) -> str:
    """This function will name the people that a shift wants."""
    return gettext(GROUPS.get(group, group))
