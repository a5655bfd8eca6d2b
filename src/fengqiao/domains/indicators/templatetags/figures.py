"""Words and chart rows of figures for templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from fengqiao.domains.indicators.contracts import ForecastCell, YearOnYear
from fengqiao.domains.indicators.wording import (
    beats_text,
    bulletin_category,
    cell_why,
    figure_name,
    issuer_text,
    risk_text,
    standing_code_text,
    standing_text,
    verdict_code_text,
    verdict_text,
    weeks_text,
)
from fengqiao.engines.forecasting.changes import ChangeVerdict

register = template.Library()
register.filter("figure_name", figure_name)
register.filter("standing_text", standing_text)
register.filter("verdict_text", verdict_text)
register.filter("risk_text", risk_text)
register.filter("weeks_text", weeks_text)
register.filter("cell_why", cell_why)
register.filter("bulletin_category", bulletin_category)
register.filter("issuer", issuer_text)
register.filter("beats_text", beats_text)
register.filter("verdict_code_text", verdict_code_text)
register.filter("standing_code_text", standing_code_text)
DARKEST = 0.55
"""The strongest tint of a cell: dark figures stay readable on it (contrast over 4.5)."""


@register.filter
def tint(cell: ForecastCell) -> str:
    """This filter will return how strongly a cell is tinted, as the opacity of a colour."""
    return f"{cell.heat * DARKEST:.2f}"


@register.filter
def expected_text(value: float) -> str:
    """This filter will write an expectation: one decimal below ten, none above."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


@register.filter
def signed_percent(value: float | None) -> str:
    """This filter will write −34 % or +5 %, "—" where nothing can be said."""
    if value is None:
        return "—"
    rounded = round(value)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)} %"


@register.filter
def chart_rows(changes: Sequence[YearOnYear]) -> list[dict[str, Any]]:
    """This filter will turn comparisons into rows of an interval chart (percent against last year)."""
    return [
        {
            "label": f"{change.unit_name} · {figure_name(change.code)}",
            "value": change.change_percent,
            "low": change.low_percent,
            "high": change.high_percent,
            "note": verdict_text(change.verdict),
            "clear": change.verdict in {ChangeVerdict.CLEAR_FALL, ChangeVerdict.CLEAR_RISE},
            "url": change.rows_url,
        }
        for change in changes
    ]
