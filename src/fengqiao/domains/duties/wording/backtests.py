"""What a backtest says, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from fengqiao.domains.duties.contracts import BacktestRecord


def cost_sentence(record: BacktestRecord) -> str:
    """This function will say what a text costs a day; "no clear change" when that is the truth."""
    if record.result is None:
        return ""
    found = record.result["difference"]
    minutes = round(abs(found["mean"]))
    if minutes == 0 or found["low"] <= 0 <= found["high"]:
        return gettext("This draft costs about as many minutes a day as the list in force.")
    interval = gettext("%(low)s to %(high)s") % {
        "low": round(min(abs(found["low"]), abs(found["high"]))),
        "high": round(max(abs(found["low"]), abs(found["high"]))),
    }
    if found["mean"] > 0:
        words = ngettext(
            "This draft costs %(minutes)d minute a day more (%(interval)s).",
            "This draft costs %(minutes)d minutes a day more (%(interval)s).",
            minutes,
        )
    else:
        words = ngettext(
            "This draft spares %(minutes)d minute a day (%(interval)s).",
            "This draft spares %(minutes)d minutes a day (%(interval)s).",
            minutes,
        )
    return words % {"minutes": minutes, "interval": interval}
