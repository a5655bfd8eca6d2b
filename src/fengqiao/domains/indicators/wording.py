"""Figures, verdicts and risks in the catalogue's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from fengqiao.domains.cases.contracts import ReportCounts
from fengqiao.domains.incidents.contracts import ShiftIncidents
from fengqiao.domains.incidents.public import category_text
from fengqiao.domains.indicators.contracts import (
    Bulletin,
    BulletinError,
    BulletinKind,
    BulletinLine,
    ForecastCell,
    TodayFigure,
)
from fengqiao.domains.tasks.contracts import TaskCounts
from fengqiao.engines.forecasting.changes import ChangeVerdict
from fengqiao.engines.forecasting.usual_range import Standing
from fengqiao.foundation.scoping.contracts import SYSTEM

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


KINDS = {
    BulletinKind.SHIFT: gettext_noop("A shift of duty (24 hours from 08:00)"),
    BulletinKind.DAY: gettext_noop("A day"),
    BulletinKind.MONTH: gettext_noop("A month"),
}


def bulletin_kind_text(kind: BulletinKind) -> str:
    """This function will name of what a bulletin speaks."""
    return gettext(KINDS[kind])


def bulletin_category(code: str) -> str:
    """This function will name the category of a line; "" is all of them."""
    return category_text(category=code, subcategory="") if code else gettext("All calls")


def beats_text(bulletin: Bulletin) -> str:
    """This function will name the beats with most calls."""
    beats = gettext(", ").join(f"{name} {count}" for name, count in bulletin.beats)
    return gettext("Beats with most calls: %(beats)s") % {"beats": beats}


def bulletin_error_text(error: BulletinError) -> str:
    """This function will say why a bulletin is not issued yet."""
    return gettext("It is issued when its time is over. Until then the figures may still change.")


def issuer_text(bulletin: Bulletin) -> str:
    """This function will name who issued it; what issues itself says so."""
    return gettext("the system itself") if bulletin.issued_by == SYSTEM.name else bulletin.issued_by


def bulletin_sentences(bulletin: Bulletin) -> tuple[str, ...]:
    """This function will write the bulletin in plain sentences, without adjectives and without a guess."""
    total = bulletin.lines[0]
    sentences = [
        ngettext("%(count)d call was received.", "%(count)d calls were received.", total.count)
        % {"count": total.count},
        _comparison(bulletin.kind, total),
    ]
    marked = [line for line in bulletin.lines[1:] if line.verdict in CLEAR or line.standing in UNUSUAL]
    sentences += [
        gettext("%(category)s: %(what)s")
        % {"category": bulletin_category(line.category), "what": _comparison(bulletin.kind, line)}
        for line in marked
    ]
    sentences.append(
        gettext("Arrivals within the target: %(in_time)d of %(all)d.")
        % {"in_time": bulletin.arrivals_in_time, "all": bulletin.arrivals}
    )
    if bulletin.open_calls:
        sentences.append(gettext("Still open: %(count)d.") % {"count": bulletin.open_calls})
    if bulletin.unknown_days:
        sentences.append(
            gettext("Days that this year or last year did not record, left out of the comparison: %(days)d.")
            % {"days": bulletin.unknown_days}
        )
    return tuple(sentence for sentence in sentences if sentence)


CLEAR = frozenset({ChangeVerdict.CLEAR_RISE.value, ChangeVerdict.CLEAR_FALL.value})
UNUSUAL = frozenset({Standing.ABOVE_USUAL.value, Standing.BELOW_USUAL.value})


def _comparison(kind: BulletinKind, line: BulletinLine) -> str:
    if kind is not BulletinKind.MONTH:
        if line.usual_low is None or line.usual_high is None:
            return gettext("Too little history to say what is usual.")
        words = gettext("%(count)d against usually %(low)d to %(high)d: %(standing)s.")
        usual = {"count": line.count, "low": line.usual_low, "high": line.usual_high}
        return words % {**usual, "standing": standing_text(Standing(line.standing))}
    if line.change_percent is None or line.low_percent is None or line.high_percent is None:
        return gettext("Against last year: %(verdict)s.") % {"verdict": verdict_code_text(line.verdict)}
    words = gettext(
        "On the days that both years know %(this)d against %(base)d a year before "
        "(%(low)+.0f %% to %(high)+.0f %%): %(verdict)s."
    )
    numbers: dict[str, object] = {
        "this": line.compared_count,
        "base": line.base_count,
        "low": line.low_percent,
        "high": line.high_percent,
    }
    return words % {**numbers, "verdict": verdict_code_text(line.verdict)}


def verdict_code_text(code: str) -> str:
    """This function will say what a stored verdict means; nothing for none."""
    return verdict_text(ChangeVerdict(code)) if code else "—"


def standing_code_text(code: str) -> str:
    """This function will say what a stored standing means; nothing for none."""
    return standing_text(Standing(code)) if code else "—"


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
