"""Charts drawn by the server: readable without colour, printable, with their words beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext

from fengqiao.foundation.design.charts import bar_plot, interval_plot, line_over_time, number_words

register = template.Library()


@register.inclusion_tag("design/charts/interval.html")
def interval_chart(rows: Iterable[Any], title: str = "", unit: str = "", signed: bool = True) -> dict[str, Any]:
    """This function will draw dots with intervals and the line of "no change". See charts.interval_plot for a row.

    `signed`: whether figures are changes (+5) or amounts (5).
    """
    return {"plot": interval_plot(rows=rows, unit=unit, is_signed=signed), "title": title}


@register.inclusion_tag("design/charts/bars.html")
def bar_chart(rows: Iterable[Any], title: str = "", unit: str = "") -> dict[str, Any]:
    """This function will draw bars from zero with their figures. See charts.bar_plot for a row."""
    return {"plot": bar_plot(rows=rows, unit=unit), "title": title}


@register.inclusion_tag("design/charts/sparkline.html")
def sparkline(
    values: Sequence[float | None],
    *,
    low: Any = None,
    high: Any = None,
    expected: Any = None,
    title: str = "",
    wide: bool = False,
) -> dict[str, Any]:
    """This function will draw a small line over time, its last point marked with its figure.

    `low` and `high` (a figure, or one per value): the usual band.
    """
    values = list(values)
    width, height, room = (480, 56, 0) if wide else (160, 40, 36)
    line = line_over_time(
        values=values, low=low, high=high, expected=expected, width=width, height=height, label_room=room
    )
    return {"line": line, "title": title or _words_of(values), "is_wide": wide}


def _words_of(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return gettext("no figures yet")
    return gettext("from %(first)s to %(last)s, lowest %(lowest)s, highest %(highest)s") % {
        "first": number_words(known[0]),
        "last": number_words(known[-1]),
        "lowest": number_words(min(known)),
        "highest": number_words(max(known)),
    }
