"""Writing the story of a simulated day: for the storyteller alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction

from fengqiao.foundation.simulation.contracts import ActTold, BeatTold, PlannedBeat, Text
from fengqiao.foundation.simulation.models import BeatState, PlayedAct, SimulatedDay, StoryBeat, TimeJump


def open_day(
    *,
    seed: int,
    date: datetime.date,
    digest: str,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    is_replayed: bool = False,
) -> None:
    """This function will note which day this database is to tell; a second call changes nothing."""
    SimulatedDay.objects.get_or_create(
        only=True,
        defaults={
            "seed": seed,
            "date": date,
            "digest": digest,
            "opens_at": opens_at,
            "closes_at": closes_at,
            "told_until_at": opens_at,
            "is_replayed": is_replayed,
        },
    )


def note_loaded() -> None:
    """This function will note that the whole stage stands."""
    SimulatedDay.objects.update(is_loaded=True)


def note_speed(*, speed: float) -> None:
    """This function will note how fast a storyteller begins; from then on wishes change it."""
    SimulatedDay.objects.update(speed=speed)


def note_told_until(*, moment: datetime.datetime, is_over: bool = False) -> None:
    """This function will note how far the day has been told."""
    SimulatedDay.objects.filter(told_until_at__lt=moment).update(told_until_at=moment)
    if is_over:
        SimulatedDay.objects.update(is_over=True)


def plan_beats(*, beats: Iterable[PlannedBeat]) -> None:
    """This function will put the beats on the ribbon; those that are there already stay as they are."""
    StoryBeat.objects.bulk_create(
        [
            StoryBeat(
                code=beat.code,
                at=beat.at,
                title_zh=beat.title.zh,
                title_en=beat.title.en,
                what_zh=beat.what.zh,
                what_en=beat.what.en,
                page=beat.page,
                state=BeatState.MISSING if beat.is_missing else BeatState.TO_COME,
            )
            for beat in beats
        ],
        ignore_conflicts=True,
    )


def start_beat(*, code: str) -> None:
    """This function will mark a beat as running."""
    StoryBeat.objects.filter(code=code, state=BeatState.TO_COME).update(state=BeatState.RUNNING)


def describe_beat(*, code: str, what: Text) -> None:
    """This function will say of a beat that still runs what stands already and what it waits for."""
    StoryBeat.objects.filter(code=code).exclude(state=BeatState.DONE).update(what_zh=what.zh, what_en=what.en)


def finish_beat(*, code: str, told: BeatTold) -> None:
    """This function will write what a beat came to."""
    StoryBeat.objects.filter(code=code).update(
        what_zh=told.what.zh,
        what_en=told.what.en,
        why_zh=told.why.zh,
        why_en=told.why.en,
        page=told.page,
        records=told.records,
        state=BeatState.DONE,
    )


def played_results() -> dict[str, Mapping[str, Any]]:
    """This function will return what every act played so far left for later ones, by its code."""
    return dict(PlayedAct.objects.values_list("code", "result"))


@transaction.atomic
def play_once(*, code: str, at: datetime.datetime, act: Callable[[], ActTold]) -> Mapping[str, Any]:
    """This function will play an act unless it was played, and note it in the same transaction."""
    known = PlayedAct.objects.filter(code=code).first()
    if known is not None:
        return dict(known.result)
    told = act()
    PlayedAct.objects.create(
        code=code,
        at=at,
        beat=told.beat,
        result=dict(told.result),
        line_zh=told.line.zh,
        line_en=told.line.en,
        page=told.page,
        scope_path=told.scope_path,
        permission=told.permission,
    )
    return dict(told.result)


def fulfil_wish(*, wish: TimeJump) -> None:
    """This function will mark a wish as fulfilled."""
    TimeJump.objects.filter(pk=wish.pk).update(done=True)
