"""The two beats that stand on real figures: the chief reads them in the morning, the shift hands them over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.demo.replay.cast import ReplayCast
from fengqiao.demo.replay.contracts import Replay
from fengqiao.demo.story.beats.figures import figure_line
from fengqiao.demo.story.beats.handover import sheet_words
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both
from fengqiao.domains.indicators.contracts import HandoverSheet, TodayFigure, YearOnYear
from fengqiao.domains.indicators.public import (
    figure_name,
    handover_sheet,
    standing_text,
    today_figures,
    year_on_year,
)
from fengqiao.foundation.simulation.contracts import BeatTold, Text

HANDOVER_TIME = datetime.time(8, 0)
NO_DAY_IN_COMMON = Text(
    "去年这四周，导出的数据一天也没有，不作比较。",
    "the export has no day of these weeks a year ago; nothing is compared.",
)


@dataclass(frozen=True, slots=True)
class RealFigures:
    """Reads the chief's page of the station with the most calls, and what may be said of the others."""

    replay: Replay
    cast: ReplayCast

    def tell(self, played: Played) -> BeatTold:
        """This function will tell today's counts and the year on year of every station."""
        chief = self.cast.chief(self.replay.told_station_code)
        cells = year_on_year(actor=self.cast.bureau(), to_date=None)
        figures = today_figures(actor=chief)
        return BeatTold(
            what=in_both(lambda language: self._what(language, chief.name, figures, cells)),
            why=in_both(self._why),
            page=page_of("indicators:chief"),
            records=len(cells) + len(figures),
        )

    def _what(self, language: str, name: str, figures: Sequence[TodayFigure], cells: Sequence[YearOnYear]) -> str:
        station = next(unit.name for unit in self.replay.units if unit.code == self.replay.told_station_code)
        counts = [f"{figure_name(one.code)} {one.count}, {standing_text(one.standing)}" for one in figures]
        if language == "zh":
            head = f"{station}负责人{name}看今天到此刻的数：" + "；".join(counts) + "。\n各所最近四周，同比："
        else:
            head = f"Chief {name} of {station} reads today so far: " + "; ".join(counts) + ".\nFour weeks on last year:"
        if not any(cell.days_compared for cell in cells):
            return f"{head} {NO_DAY_IN_COMMON.in_language(language)}"
        return "\n".join([head, *(f"{cell.unit_name} · {figure_line(language, cell)}" for cell in cells)])

    def _why(self, language: str) -> str:
        """Days that the export does not know are left out on both sides; where nothing is left, nothing is said."""
        span = f"{self.replay.first_date} – {self.replay.last_date}"
        if language == "zh":
            return f"导出的数据从{span}，缺的日子两年都不计；区间跨过零就写“无明显变化”，数太小就写“说不准”。"
        return (
            f"The export goes from {span}; days that either year lacks count on neither side. Where the interval "
            "crosses zero the page says so, and where the count is small it says nothing more."
        )


@dataclass(frozen=True, slots=True)
class RealHandover:
    """Reads the sheet of the 24 hours that end the next morning, as the chief of the same station does."""

    replay: Replay
    cast: ReplayCast

    def tell(self, played: Played) -> BeatTold:
        """This function will tell the sheet and the bulletin."""
        sheet = self._sheet()
        return BeatTold(
            what=in_both(lambda language: sheet_words(language, self._sheet())),
            why=in_both(self._why),
            page=page_of("indicators:handover"),
            records=sheet.incidents_received,
        )

    def _sheet(self) -> HandoverSheet:
        chief = self.cast.chief(self.replay.told_station_code)
        return handover_sheet(actor=chief, to_at=self.replay.moment(HANDOVER_TIME, days_after=1))

    def _why(self, language: str) -> str:
        day, count = self.replay.date, len(self.replay.calls)
        if language == "zh":
            return f"{day}导出里有{count}起，全部从接警走到办结；交接单从08:00数起，之后没有再回放新的一天。"
        return (
            f"The export has {count} calls on {day}; every one went from the first word to its end. The sheet counts "
            "from 08:00; no calls of the following day are replayed."
        )
