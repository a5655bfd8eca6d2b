"""A replay in words: policies, posts, states, figures, what is taken for granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fengqiao.domains.incidents.contracts.what_if import WhatIfPolicy, WhatIfPosts, WhatIfState

POLICIES: Final[Mapping[str, Promise]] = {
    WhatIfPolicy.RETURN_HOME: gettext_lazy("Closest suitable unit, then back to its post"),
    WhatIfPolicy.CUT_OFF: gettext_lazy("Two units kept back from what is not urgent"),
    WhatIfPolicy.HAND_OVER: gettext_lazy("Who becomes free nearer by takes over the call"),
    WhatIfPolicy.MOVE_UP: gettext_lazy("Free units move up where cover falls"),
    WhatIfPolicy.MOVE_UP_AND_HAND_OVER: gettext_lazy("Moving up and taking over"),
}
POSTS: Final[Mapping[str, Promise]] = {
    WhatIfPosts.TODAY: gettext_lazy("Where units stand today"),
    WhatIfPosts.FITTED: gettext_lazy("Where calls are reached best"),
}
STATES: Final[Mapping[str, Promise]] = {
    WhatIfState.WAITING: gettext_lazy("waits for its turn"),
    WhatIfState.RUNNING: gettext_lazy("is being replayed"),
    WhatIfState.DONE: gettext_lazy("finished"),
    WhatIfState.CANCELLED: gettext_lazy("stopped"),
    WhatIfState.FAILED: gettext_lazy("failed"),
}


def units_words(count: int) -> str:
    """This function will say so many units."""
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}


def verdict_text(result: Mapping[str, Any]) -> str:
    """This function will say what changed for those who wait, or that nothing clear did."""
    before, after = (round(100 * result[side]["figures"]["late_share"], 1) for side in ("today", "wished"))
    spread = result["difference"]["late_share"]
    words = {"before": before, "after": after}
    if spread["high"] < 0:
        return _("Fewer come late: %(after)s %% of the calls instead of %(before)s %%.") % words
    if spread["low"] > 0:
        return _("More come late: %(after)s %% of the calls instead of %(before)s %%.") % words
    return _("No clear change for those who wait: %(after)s %% late, %(before)s %% today.") % words


def assumption_texts(*, result: Mapping[str, Any], wish: Mapping[str, Any]) -> list[str]:
    """This function will name everything that the replay takes for granted."""
    given = result["assumptions"]
    measured = round(100 * given["measured_service_share"])
    texts = [
        _("%(calls)s recorded calls of %(days)s days; %(without)s without a place are left out.")
        % {"calls": given["calls"], "days": given["days"], "without": given["without_place"]},
        _(
            "Every call needs one unit, and every unit may go to every call; "
            "cars drive %(speed)s km/h, %(detour)s times the straight way."
        )
        % {"speed": round(given["speed_kmh"]), "detour": given["detour"]},
        _("Work on the spot lasts as recorded (%(measured)s %% of the calls), else half an hour in the mean.")
        % {"measured": measured},
        _("Late is who waits more than %(minutes)s minutes from the call to the arrival.")
        % {"minutes": wish["late_after_minutes"]},
        _(
            "The same number of units is on duty at every hour. Each week begins with all of them free at their posts; "
            "gaps of the recording are left out."
        ),
        _("It is about units and places. No officer is named or measured."),
    ]
    if not given["has_posts"]:
        texts.append(_("Today's posts are not known: units are put where calls are reached best, on both sides."))
    if given["fitted_inside"] and wish["posts"] == WhatIfPosts.FITTED:
        texts.append(
            _("Too few calls before these weeks: the best posts were found on the same calls, which flatters them.")
        )
    return texts
