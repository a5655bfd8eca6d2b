"""Figures, verdicts and risks in the catalogue's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from fengqiao.domains.cases.contracts import ReportCounts
from fengqiao.domains.incidents.contracts import ShiftIncidents
from fengqiao.domains.indicators.contracts import ForecastCell, TodayFigure
from fengqiao.domains.tasks.contracts import TaskCounts
from fengqiao.engines.forecasting.changes import ChangeVerdict
from fengqiao.engines.forecasting.usual_range import Standing

FIGURES = {
    "criminal_calls": gettext_noop("Criminal calls"),
    "public_order_calls": gettext_noop("Public-order calls"),
    "dispute_calls": gettext_noop("Dispute calls"),
    "incidents": gettext_noop("All calls"),
}
STANDINGS = {
    Standing.BELOW_USUAL: gettext_noop("below what is usual"),
    Standing.USUAL: gettext_noop("as usual"),
    Standing.ABOVE_USUAL: gettext_noop("above what is usual"),
    Standing.TOO_LITTLE_HISTORY: gettext_noop("too little history to compare"),
}
VERDICTS = {
    ChangeVerdict.CLEAR_RISE: gettext_noop("clear rise"),
    ChangeVerdict.CLEAR_FALL: gettext_noop("clear fall"),
    ChangeVerdict.NO_CLEAR_CHANGE: gettext_noop("no clear change"),
    ChangeVerdict.TOO_SMALL: gettext_noop("too few to say"),
    ChangeVerdict.BASE_ZERO: gettext_noop("none last year"),
}
RISKS = {
    "report_needs_review": gettext_noop("A person must decide"),
    "report_to_transfer": gettext_noop("To be transferred"),
    "report_returned": gettext_noop("Returned by the receiving body"),
    "promise_due": gettext_noop("A promise falls due"),
    "warning_pending": gettext_noop("A camera warning waits"),
}


def figure_name(code: str) -> str:
    """This function will name a figure."""
    return gettext(FIGURES[code])


def standing_text(standing: Standing) -> str:
    """This function will say where a count stands."""
    return gettext(STANDINGS[standing])


def verdict_text(verdict: ChangeVerdict) -> str:
    """This function will say what may be said about a change, and no more."""
    return gettext(VERDICTS[verdict])


def weeks_text(figure: TodayFigure) -> str:
    """This function will read out the line beside a figure."""
    weeks = ", ".join("–" if count is None else str(count) for count in figure.weeks[:-1])
    words = gettext("The same 24 hours week by week: %(weeks)s; now %(count)d")
    return words % {"weeks": weeks, "count": figure.count}


def cell_why(cell: ForecastCell) -> str:
    """This function will say what an expectation is made of."""
    words = gettext(
        "usually %(usual)s · this weekday × %(weekday)s · this beat of late × %(own)s · all beats × %(area)s"
    )
    numbers = {"weekday": cell.weekday, "own": cell.own, "area": cell.area}
    return words % {"usual": f"{cell.usual:.1f}", **{name: f"{number:.2f}" for name, number in numbers.items()}}


def risk_text(code: str) -> str:
    """This function will name what runs out."""
    return gettext(RISKS[code])


def bulletin_lines(
    *, incidents: ShiftIncidents, reports: ReportCounts, tasks: TaskCounts, warnings: Mapping[str, int]
) -> tuple[str, ...]:
    """This function will write the bulletin of a shift: one plain sentence a line, without adjectives."""
    lines = [
        ngettext("%(count)d call was received.", "%(count)d calls were received.", incidents.received)
        % {"count": incidents.received},
        gettext("Arrivals within the target: %(in_time)d of %(all)d.")
        % {"in_time": incidents.arrivals_in_time, "all": incidents.arrivals},
        gettext("Reports taken: %(taken)d; kept %(kept)d, handed over %(handed)d, of these accepted %(accepted)d.")
        % {
            "taken": reports.taken,
            "kept": reports.kept,
            "handed": reports.transferred,
            "accepted": reports.accepted,
        },
        gettext("Tasks on the day's lists: %(listed)d; done %(done)d, left out of a full day %(left)d.")
        % {"listed": tasks.listed, "done": tasks.listed_completed, "left": tasks.left_out},
    ]
    if warnings:
        lines.append(
            gettext("Camera warnings: %(confirmed)d confirmed, %(rejected)d rejected by named reviewers.")
            % {"confirmed": warnings.get("confirmed", 0), "rejected": warnings.get("rejected", 0)}
        )
    return tuple(lines)
