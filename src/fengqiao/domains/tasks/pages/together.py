"""Words about work for several on pages: who goes there together and when, and what is missing when it is told."""

from __future__ import annotations

from django.utils.translation import gettext

from fengqiao.domains.tasks.contracts import EvidenceMissingError
from fengqiao.domains.tasks.pages.showing import ShownTask
from fengqiao.domains.tasks.wording import refusal_text
from fengqiao.foundation.design.moments import minute_clock_words


def together_words(one: ShownTask, meeting: tuple[float, float] | None) -> str:
    """This function will say who goes there together, and when today."""
    task = one.task
    if task.officers_needed == 1:
        return ""
    names = "、".join(name for name in (task.staff_name, *task.companion_names) if name)
    if one.is_done:
        alone = gettext("%(who)s was there alone.") % {"who": task.staff_name}
        return gettext("%(names)s were there.") % {"names": names} if task.companion_names else alone
    if not task.companion_names:
        return gettext("Two are needed; nobody comes along yet.")
    if meeting is None:
        return gettext("%(names)s go there together.") % {"names": names}
    return gettext("%(names)s go there together, %(starts)s–%(ends)s.") % {
        "names": names,
        "starts": minute_clock_words(minute=meeting[0]),
        "ends": minute_clock_words(minute=meeting[1]),
    }


def missing_words(error: EvidenceMissingError) -> str:
    """This function will say what is still missing of what was done."""
    if "reason" in error.parameters:
        return refusal_text(str(error.parameters["reason"]), error.parameters)
    return gettext("Still missing: %(what)s") % {"what": error.parameters["missing"]}
