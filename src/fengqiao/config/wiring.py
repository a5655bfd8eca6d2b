"""Providers: what a lower domain needs to know of an upper one is registered here, and only here."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from fengqiao.domains.cameras.contracts import Scene
from fengqiao.domains.cameras.public import scene_figures, scene_words
from fengqiao.domains.disputes.public import duty_source as disputes_source
from fengqiao.domains.duties.public import (
    register_past_source,
    register_scene_names,
    register_scene_source,
    spared_in_month,
)
from fengqiao.domains.incidents.public import calls_of_places, order_work, register_alarm_channel
from fengqiao.domains.incidents.public import duty_source as incidents_source
from fengqiao.domains.indicators.public import forecast_sheet
from fengqiao.domains.organisation.public import register_call_forecast, register_load_source, register_work_source
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.places.public import (
    describe_duty_subjects,
    group_duty_subjects,
    list_duty_events,
    list_duty_subjects,
    places_of_beats,
)
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery, Subject
from fengqiao.domains.tasks.public import (
    Spared,
    completed_tasks_source,
    done_work,
    read_past,
    register_duty_source,
    register_spared_minutes,
    task_minutes,
)
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.integrations.paging.folder import page_by_folder


def places_source(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will offer premises, households, people with a live fact, spots, units and linked villages."""

    def describe(keys: Collection[SubjectKey]) -> Sequence[Subject]:
        return describe_duty_subjects(ids=_by_kind(keys), today=query.today)

    in_groups = query.in_groups and query.only is None
    return DutySourceAnswer(
        subjects=list_duty_subjects(
            under=query.under,
            today=query.today,
            only=None if query.only is None else _by_kind(query.only),
            in_groups=in_groups,
        ),
        events=list_duty_events(
            under=query.under, since=query.since, today=query.today, only=query.ids_of(SubjectKind.TROUBLE_SPOT)
        ),
        groups=group_duty_subjects(under=query.under, today=query.today) if in_groups else (),
        describe=describe,
    )


def _by_kind(keys: Collection[SubjectKey]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for key in keys:
        ids.setdefault(key.kind, []).append(key.id)
    return ids


def spared(path: str, month: datetime.date) -> Spared:
    """This function will tell the burden dashboard what the boundary of the lists spared in a month."""
    tasks, minutes = spared_in_month(path=path, month=month)
    return Spared(tasks, minutes)


def calls_to_expect(actor: Actor, station_code: str) -> dict[datetime.date, float]:
    """This function will tell the roster how many calls its station may expect, to those who may see figures."""
    if not paths_for(actor, "indicators.view"):
        return {}
    sheet = forecast_sheet(actor=actor, station_code=station_code)
    if not sheet.rows or sheet.station_code != station_code:
        return {}
    shifts = len(sheet.shifts)
    return {date: sum(sheet.totals[at * shifts : (at + 1) * shifts]) for at, date in enumerate(sheet.dates)}


def wire() -> None:
    """This function will register every provider; called once when all apps are ready."""
    register_past_source(source=read_past)
    register_scene_source(source=scene_figures)
    register_scene_names(source=lambda: [(scene.value, scene_words(scene=scene)) for scene in Scene])
    register_spared_minutes(provider=spared)
    register_duty_source(name="places", source=places_source)
    register_duty_source(name="disputes", source=disputes_source)
    register_duty_source(name="incidents", source=incidents_source)
    register_duty_source(name="tasks", source=completed_tasks_source)
    register_call_forecast(source=calls_to_expect)
    register_work_source(name="tasks", source=done_work)
    register_work_source(name="incidents", source=order_work)
    register_load_source(name="places", source=places_of_beats)
    register_load_source(name="tasks", source=task_minutes)
    register_load_source(name="incidents", source=calls_of_places)
    register_alarm_channel(name="pager_folder", channel=page_by_folder)
