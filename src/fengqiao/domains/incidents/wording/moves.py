"""Advice to move up, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from fengqiao.domains.incidents.contracts.moves import MoveAdviceRecord


def move_texts(advice: MoveAdviceRecord) -> dict[str, str]:
    """This function will say what is advised, what it brings and costs, and why."""
    shown = advice.shown
    return {
        "what": _(
            "Move %(unit)s to %(place)s: about %(calls)s of %(all)s calls of four weeks come into reach again; "
            "it costs %(km)s km, about %(minutes)s minutes."
        )
        % {
            "unit": shown["call_sign"],
            "place": shown["place"],
            "calls": shown["calls"],
            "all": shown["all_calls"],
            "km": shown["km"],
            "minutes": shown["minutes"],
        },
        "cover": _("Reached within %(limit)s minutes: %(before)s %% of the calls now, %(after)s %% afterwards.")
        % {
            "limit": round(shown["limit"]),
            "before": round(100 * shown["share_before"]),
            "after": round(100 * shown["share_after"]),
        },
        "why": _(
            "The nearest free units were sent and this place has nobody near. A kilometre of driving must bring at "
            "least %(price)s %% of all calls into reach; of all moves this one is worth most after its way."
        )
        % {"price": round(100 * shown["price_per_km"], 2)},
    }
