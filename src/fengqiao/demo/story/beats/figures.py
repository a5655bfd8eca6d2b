"""chief_figures: what may be said of the last four weeks, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.contracts import County, OrganKind, Role
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both
from fengqiao.domains.indicators.contracts import YearOnYear
from fengqiao.domains.indicators.public import figure_name, today_figures, verdict_text, year_on_year
from fengqiao.engines.forecasting.changes import ChangeVerdict
from fengqiao.foundation.simulation.contracts import BeatTold

BESIDE = {
    "zh": "县局同一时刻看全县，还有这样的行（不在所长的页面上）：",
    "en": "The county bureau, which reads the whole county, also has these rows (not on the chief's page):",
}


@dataclass(frozen=True, slots=True)
class ChiefFigures:
    """Reads the figures as the chief of the town station does, and the neighbours' as the county does."""

    county: County
    cast: Cast

    def tell(self, played: Played) -> BeatTold:
        """This function will tell the year on year of the station, and the cell that is too small."""
        chief = self.cast.person(self.county.planted.chief_number)
        own = year_on_year(actor=chief, to_date=None)
        others = [cell for cell in self._county_cells() if cell.verdict is ChangeVerdict.TOO_SMALL]
        figures = today_figures(actor=chief)
        return BeatTold(
            what=in_both(lambda language: self._what(language, chief.name, own, others)),
            why=in_both(why_so_little),
            page=page_of("indicators:chief"),
            records=len(own) + len(figures),
        )

    def _county_cells(self) -> Sequence[YearOnYear]:
        reader = next(
            post.police_number
            for post in self.county.appointments
            if post.role is Role.COUNTY_STAFF and post.organ_code == self.county.county_code
        )
        return year_on_year(actor=self.cast.person(reader), to_date=None)

    def _what(self, language: str, name: str, own: Sequence[YearOnYear], others: Sequence[YearOnYear]) -> str:
        station = next(organ.name for organ in self.county.organs if organ.kind is OrganKind.STATION)
        first = (
            f"{station}所长{name}看最近四周，同比："
            if language == "zh"
            else f"Chief {name} of {station} reads the last four weeks against last year:"
        )
        lines = [first, *(figure_line(language, cell) for cell in own)]
        if others:
            lines.append(BESIDE[language])
            lines += [f"{cell.unit_name} · {figure_line(language, cell)}" for cell in others]
        return "\n".join(lines)


def figure_line(language: str, cell: YearOnYear) -> str:
    """This function will write a cell of the year on year, and no more than it may say."""
    name, now, before = figure_name(cell.code), cell.this_count, cell.base_count
    counts = f"{name}{now}起，去年{before}起" if language == "zh" else f"{name} {now}, last year {before}"
    verdict = verdict_text(cell.verdict)
    if cell.change_percent is None or cell.low_percent is None or cell.high_percent is None:
        return f"{counts}：{verdict}" if language == "zh" else f"{counts}: {verdict}"
    change, low, high = (f"{share:+.0f}%" for share in (cell.change_percent, cell.low_percent, cell.high_percent))
    if language == "zh":
        return f"{counts}：{verdict}（{change}，区间{low}至{high}）"
    return f"{counts}: {verdict} ({change}, interval {low} to {high})"


def why_so_little(language: str) -> str:
    """This function will say why the page claims no more."""
    if language == "zh":
        return "区间跨过零就写“无明显变化”，数太小就写“说不准”：警情数是群众的求助，不是考核的分数。"
    return "Where the interval crosses zero the page says so; where the count is small it says nothing more."
