"""Preparing the stage and telling the whole day on it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import activate
from rich.console import Console

from fengqiao.config.environment import environment
from fengqiao.demo.county.contracts import County
from fengqiao.demo.figures import Figure, day_figures
from fengqiao.demo.loading.database import DatabaseWish, keep_snapshot, wait_for_no_disk
from fengqiao.demo.loading.stage import StageWish, ensure_stage
from fengqiao.demo.printing import StoryPrinter
from fengqiao.demo.progress import shown_progress
from fengqiao.demo.story.beats.plan import plan_of
from fengqiao.demo.story.script import write_script
from fengqiao.demo.story.storyteller import Storyteller
from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.postgres import Cluster
from fengqiao.foundation.simulation.contracts import DayReading, Text
from fengqiao.foundation.simulation.models import BeatState, StoryBeat
from fengqiao.foundation.simulation.story import list_beats, read_day
from fengqiao.foundation.simulation.telling import note_told_until, plan_beats

INVENTED = Text(
    "人物、地点、日期全部虚构；国家系统的答复由模拟器给出并标明。",
    "All people, places and dates are invented; answers of national systems are simulated and say so.",
)


def prepare_stage(*, wish: DatabaseWish, cluster: Cluster | None, console: Console, language: str) -> County:
    """This function will load what is missing, keep a snapshot of it, and put the beats on the ribbon."""
    stage = StageWish(wish.seed, wish.date, environment().state_dir)
    with shown_progress(console=console, language=language) as report:
        _, was_loaded = ensure_stage(wish=stage, report=report)
    if was_loaded and cluster is not None:
        keep_snapshot(cluster=cluster, wish=wish)
    plan_beats(beats=plan_of(wish.date))
    return stage.county()


def tell_day(*, county: County, language: str, console: Console) -> list[Figure]:
    """This function will tell the day from where it stands to its end, and return its figures."""
    activate("zh-hans" if language == "zh" else "en")
    wait_for_no_disk()
    day = told_day()
    printer = StoryPrinter(console=console, language=language)
    printer.open(
        title=Text(
            f"枫桥示范县的一天 · {county.date} · seed {county.seed}",
            f"A day in Fengqiao model county · {county.date} · seed {county.seed}",
        ),
        note=INVENTED,
    )
    printer.told_before()
    script = write_script(county=county, days_after=0)
    teller = Storyteller(
        strands=script.strands, beats=script.beats, is_strict=True, on_act=printer.act, on_beat=printer.beat
    )
    set_clock(at=max(day.told_until_at, now()) if now() > day.opens_at else day.opens_at, rate=0)
    teller.advance_to(day.closes_at)
    note_told_until(moment=now(), is_over=True)
    figures = day_figures(day=told_day())
    printer.close(figures=figures)
    return figures


def write_story(*, target: Path, figures: Sequence[Figure]) -> None:
    """This function will write beats and figures as JSON, whole or not at all."""
    content = {
        "beats": [_beat(beat) for beat in list_beats()],
        "figures": {figure.name: figure.value for figure in figures},
    }
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    partial.replace(target)


def _beat(beat: StoryBeat) -> dict[str, Any]:
    return {
        "id": beat.code,
        "time": f"{localtime(beat.at):%H:%M}",
        "title": beat.title,
        "state": "done" if beat.state == BeatState.DONE else "missing",
        "what": beat.what,
        "why": beat.why,
        "page": beat.page,
        "records": beat.records,
    }


def told_day() -> DayReading:
    """This function will return the day that the database tells."""
    day = read_day()
    if day is None:
        raise RuntimeError("no day is loaded")
    return day
