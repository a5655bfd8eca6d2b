"""Telling a replayed day to its end, on a terminal and as JSON."""

from __future__ import annotations

from django.utils.translation import activate
from rich.console import Console

from fengqiao.demo.figures import Figure, day_figures
from fengqiao.demo.loading.database import wait_for_no_disk
from fengqiao.demo.printing import StoryPrinter
from fengqiao.demo.progress import shown_progress
from fengqiao.demo.replay.contracts import Replay
from fengqiao.demo.replay.loading import ReplayStage
from fengqiao.demo.replay.script import write_replay
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.demo.telling import told_day
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.simulation.contracts import Text
from fengqiao.foundation.simulation.telling import note_told_until

REAL_AND_INVENTED = Text(
    "警情、时间、地点、辖区来自导出的数据；民警、派警、到场和处置是回放出来的，姓名全部虚构。",
    "Calls, times, places and districts are the export's; officers, dispatch, arrival and handling are replayed, "
    "all names invented.",
)
NOT_THERE = Text("导出里没有", "not in the export")


def load_replay(*, stage: ReplayStage, console: Console, language: str) -> bool:
    """This function will load what is missing, with a bar; returns whether anything was."""
    with shown_progress(console=console, language=language) as report:
        return stage.ensure(report=report)


def tell_replay(*, replay: Replay, language: str, console: Console) -> list[Figure]:
    """This function will tell the day from where it stands to its end, and return its figures."""
    activate("zh-hans" if language == "zh" else "en")
    wait_for_no_disk()
    day = told_day()
    printer = StoryPrinter(console=console, language=language, missing=NOT_THERE)
    printer.open(title=_title(replay), note=REAL_AND_INVENTED)
    printer.told_before()
    script = write_replay(replay=replay)
    teller = Storyteller(
        strands=script.strands, beats=script.beats, is_strict=True, on_act=printer.act, on_beat=printer.beat
    )
    set_clock(at=max(day.told_until_at, day.opens_at, now()), rate=0)
    teller.advance_to(day.closes_at)
    note_told_until(moment=now(), is_over=True)
    figures = day_figures(day=told_day())
    printer.close(figures=figures)
    return figures


def _title(replay: Replay) -> Text:
    count, usual = len(replay.calls), replay.usual_calls
    return Text(
        f"{replay.source}的一天 · {replay.date} · {replay.zone_name} · {count}起（平常一天{usual}起）",
        f"A day in {replay.source} · {replay.date} · {replay.zone_name} · {count} calls (a usual day has {usual})",
    )
