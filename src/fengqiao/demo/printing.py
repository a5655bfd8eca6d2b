"""The story on a terminal: beats as paragraphs, ordinary life as lines between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.utils.timezone import localtime
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from fengqiao.demo.figures import Figure
from fengqiao.foundation.simulation.contracts import Text
from fengqiao.foundation.simulation.models import BeatState, PlayedAct, StoryBeat

WORDS = {
    "colon": Text("：", ": "),
    "why": Text("为什么", "why"),
    "page": Text("看这里", "page"),
    "missing": Text("待建", "to come"),
    "records": Text("条记录", "records"),
    "figures": Text("这一天的数", "The day in figures"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
}
TIME_WIDTH = 8
NO_BREAK = "\u00a0"
LONG_BEAT = datetime.timedelta(minutes=15)
"""A beat that took longer is told at its end, with the hour at which it began."""


class StoryPrinter:
    """Prints in order of time; beats that are to come are named when their hour comes."""

    def __init__(self, *, console: Console, language: str, missing: Text = WORDS["missing"]) -> None:
        self._console, self._language, self._missing_word = console, language, missing.in_language(language)
        self._missing = list(StoryBeat.objects.filter(state=BeatState.MISSING))

    def open(self, *, title: Text, note: Text) -> None:
        """This function will print the heading."""
        self._console.print()
        self._console.rule(f"[bold]{title.in_language(self._language)}[/bold]", align="left")
        self._console.print(Line(note.in_language(self._language), style="dim"))
        self._console.print()

    def told_before(self) -> None:
        """This function will print what an earlier run has told already."""
        entries: list[tuple[datetime.datetime, str]] = list(PlayedAct.objects.values_list("at", "code"))
        for _, code in sorted(entries):
            self.beat(code.removeprefix("beat/")) if code.startswith("beat/") else self.act(code)

    def act(self, code: str) -> None:
        """This function will print the line of an act, if it has one."""
        row = PlayedAct.objects.get(pk=code)
        if not row.line_zh:
            return
        self._name_missing(until=row.at)
        line = Text(row.line_zh, row.line_en).in_language(self._language)
        style = "" if row.beat else "dim" if line.lstrip("　 ").startswith("↳") else ""
        mark = "│ " if row.beat else "  "
        self._row(f"{localtime(row.at):%H:%M}", Line(f"{mark}{line}", style=style), "cyan" if row.beat else "dim")

    def beat(self, code: str) -> None:
        """This function will print a beat as a paragraph."""
        row = StoryBeat.objects.get(pk=code)
        self._console.print()
        told_at = PlayedAct.objects.get(pk=f"beat/{code}").at
        self._name_missing(until=told_at)
        since = f"  {localtime(row.at):%H:%M}–" if told_at - row.at > LONG_BEAT else ""
        title = Line.assemble((f"◆ {row.title}", "bold"), (since, "dim"))
        self._row(f"{localtime(told_at):%H:%M}", title, "bold cyan")
        for line in row.what.splitlines():
            self._row("", Line(f"  {line}"))
        if row.why:
            for order, line in enumerate(row.why.splitlines()):
                self._row("", Line(line), head=self._word("why") if order == 0 else " ")
        foot = f"  {self._word('page')}  {row.page}   ({row.records} {self._word('records')})"
        self._row("", Line(foot, style="dim"))
        self._console.print()

    def close(self, *, figures: Sequence[Figure]) -> None:
        """This function will print the figures."""
        self._name_missing(until=None)
        self._console.print()
        table = Table(title=self._word("figures"), title_justify="left", show_header=False, box=None, pad_edge=False)
        table.add_column()
        table.add_column(justify="right", style="bold")
        for label, value in self._figure_rows(figures):
            table.add_row(label, value)
        self._console.print(Padding(table, (0, 0, 1, TIME_WIDTH)))

    def _figure_rows(self, figures: Iterable[Figure]) -> Iterable[tuple[str, str]]:
        for figure in figures:
            value = figure.value
            shown = self._word("yes" if value else "no") if isinstance(value, bool) else f"{value:,}"
            yield figure.label.in_language(self._language), shown

    def _name_missing(self, *, until: datetime.datetime | None) -> None:
        while self._missing and (until is None or self._missing[0].at <= until):
            beat = self._missing.pop(0)
            reason = f"{self._missing_word}{self._word('colon')}{beat.what}"
            self._row(
                f"{localtime(beat.at):%H:%M}",
                Line.assemble((f"◇ {beat.title}", "bold dim"), (f" · {reason}", "dim")),
                "dim",
            )

    def _row(self, time: str, line: Line, time_style: str = "dim", head: str = "") -> None:
        grid = Table.grid(padding=0)
        grid.add_column(width=TIME_WIDTH, style=time_style)
        cells: list[str | Line] = [time]
        if head:
            grid.add_column(width=Line(f"    {self._word('why')}").cell_len, style="green")
            cells.append(f"  {head}")
        grid.add_column(overflow="fold")
        grid.add_row(*cells, self._unbroken(line))
        self._console.print(grid)

    def _unbroken(self, line: Line) -> Line:
        """Chinese breaks anywhere: only at the edge, not at the few spaces."""
        if self._language == "zh":
            line.plain = line.plain.replace(" ", NO_BREAK)
        return line

    def _word(self, name: str) -> str:
        return WORDS[name].in_language(self._language)
