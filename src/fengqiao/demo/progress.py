"""The bar while the county is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fengqiao.demo.loading.stage import Progress as Report
from fengqiao.foundation.simulation.contracts import Text

PREPARING = Text("搭台：", "Building the stage: ")


@contextmanager
def shown_progress(*, console: Console, language: str) -> Iterator[Report]:
    """This function will give the function that loading reports to; nothing is shown when nothing is loaded."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        shown = bar.add_task("", total=1, visible=False)

        def report(title: Text, done: int, total: int) -> None:
            words = PREPARING.in_language(language) + title.in_language(language)
            bar.update(shown, description=words, completed=done, total=total, visible=True)

        yield report
