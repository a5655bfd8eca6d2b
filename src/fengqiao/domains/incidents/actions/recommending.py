"""Whom to send: the dispatch engine's advice, stored as it was shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.trail import lock_incident
from fengqiao.domains.incidents.contracts import RecommendationRecord, UnitStatus
from fengqiao.domains.incidents.data.rules import RunCardLine, run_cards
from fengqiao.domains.incidents.models import Incident, RecommendationLog, Unit
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.recommendations import recommendation_record
from fengqiao.domains.incidents.queries.records import position_of
from fengqiao.domains.organisation.contracts import UnitKind as OrgUnitKind
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import get_unit_at, list_units, station_of
from fengqiao.domains.places.public import travel_times
from fengqiao.engines.dispatching.contracts import (
    CoverPoint,
    Member,
    Need,
    Recommendation,
    Requirement,
    UnitKind,
)
from fengqiao.engines.dispatching.contracts import Unit as EngineUnit
from fengqiao.engines.dispatching.recommendation import recommend
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, require, scoped
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason

COVER_DAYS = 28
"""A beat weighs what its calls of the last four weeks weigh."""


@transaction.atomic
def recommend_units(*, actor: Actor, incident_id: int) -> RecommendationRecord:
    """This function will advise whom to send, with the reasons for and against every unit, and store the advice."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    station = station_of(path=incident.scope_path)
    advice, notes = _advise(actor, incident, station.path if station else incident.scope_path)
    log = RecommendationLog.objects.create(
        incident=incident, made_at=now(), made_for=actor.name, shown=_plain(advice, notes)
    )
    record(
        actor=actor,
        action="recommend_units",
        object_kind="incident",
        object_id=incident.number,
        scope_path=incident.scope_path,
        details={"recommendation": log.pk, "recommended": [one.candidate.unit_id for one in advice.assignments]},
    )
    return recommendation_record(log)


def _advise(actor: Actor, incident: Incident, station_path: str) -> tuple[Recommendation, list[Reason]]:
    """The advice with the station's own units; where those that are free are too far away, with the whole area's."""
    own, area = _candidates(actor, incident, station_path)
    cover_points = cover_points_of(station_path)
    for rows in (own, area):
        units = [_engine_unit(row) for row in rows]
        need, notes = _need(incident, units)
        advice = recommend(
            need=need,
            units=units,
            travel=travel_times(),
            now=now(),
            parameters=run_cards().parameters,
            cover_points=cover_points,
        )
        if not any(reason.code == "free_units_too_far" for reason in advice.shortfalls):
            break
    return advice, notes


def _candidates(actor: Actor, incident: Incident, station_path: str) -> tuple[list[Unit], list[Unit]]:
    """The units to ask first, and all of the dispatch area: these at once in danger or when none here is free."""
    rows = list(
        scoped(Unit.objects.all(), paths_for(actor, DISPATCH), field="path")
        .exclude(status=UnitStatus.OFF_DUTY)
        .prefetch_related("members")
        .order_by("path", "code")
    )
    own = [row for row in rows if row.path.startswith(station_path)]
    has_free = any(row.status == UnitStatus.IDLE and not row.is_community for row in own)
    return own if has_free and not incident.is_danger else rows, rows


def _engine_unit(row: Unit) -> EngineUnit:
    by_equipment = run_cards().skills_by_equipment
    carried = frozenset(by_equipment[item] for item in row.equipment if item in by_equipment)
    members = [
        Member(
            str(member.staff_id),
            member.is_sworn,
            frozenset(member.skills) | (carried if member.rank == 0 else frozenset()),
        )
        for member in row.members.all()
    ]
    return EngineUnit(
        id=row.code,
        kind=UnitKind(row.kind),
        members=tuple(members),
        status=UnitStatus(row.status),
        position=position_of(row),
        position_at=row.position_at,
        beat_paths=(row.path,) if row.is_community else (),
        is_community=row.is_community,
    )


def _need(incident: Incident, units: Sequence[EngineUnit]) -> tuple[Need, list[Reason]]:
    requirements, notes = _requirements(incident, units)
    position = position_of(incident)
    if position is None:
        notes.append(Reason("place_unknown"))
        position = _stand_in_position(incident, units)
    need = Need(
        id=incident.number,
        position=position,
        category=incident.category,
        priority=incident.priority,
        beat_path=incident.scope_path,
        danger_to_life=incident.is_danger,
        requirements=requirements,
    )
    return need, notes


def _stand_in_position(incident: Incident, units: Sequence[EngineUnit]) -> Position:
    """Where the beat or station is, else where a unit is; with no position at all the engine measures nothing."""
    try:
        place = get_unit_at(path=incident.scope_path)
    except UnknownUnitError:
        place = None
    if place is not None and place.longitude is not None and place.latitude is not None:
        return Position(place.longitude, place.latitude)
    return next((unit.position for unit in units if unit.position is not None), Position(0.0, 0.0))


def _requirements(incident: Incident, units: Sequence[EngineUnit]) -> tuple[tuple[Requirement, ...], list[Reason]]:
    free_skills = frozenset().union(*(unit.skills for unit in units if unit.status is UnitStatus.IDLE))
    requirements, notes = [], []
    for line in _card(incident):
        wanted = line.requirement
        if line.or_any and wanted.skill not in free_skills:
            notes.append(Reason("skill_not_free", {"skill": wanted.skill}))
            wanted = Requirement(count=wanted.count, unit_kind=wanted.unit_kind)
        requirements.append(wanted)
    return tuple(requirements), notes


def _card(incident: Incident) -> tuple[RunCardLine, ...]:
    rules = run_cards()
    key = f"{incident.category}/{incident.subcategory}"
    fallback = rules.danger if incident.is_danger else rules.default
    return rules.cards.get(key) or rules.cards.get(incident.category) or fallback


def cover_points_of(station_path: str) -> list[CoverPoint]:
    """This function will return the beats' centres, each weighing its calls of the last four weeks and one more."""
    since = now() - datetime.timedelta(days=COVER_DAYS)
    calls: Mapping[str, int] = dict(
        Incident.objects.filter(scope_path__startswith=station_path, received_at__gte=since)
        .order_by()
        .values_list("scope_path")
        .annotate(count=Count("id"))
    )
    return [
        CoverPoint(beat.code, Position(beat.longitude, beat.latitude), 1.0 + calls.get(beat.path, 0))
        for beat in list_units(kind=OrgUnitKind.BEAT, under=station_path)
        if beat.longitude is not None and beat.latitude is not None
    ]


def _plain(advice: Recommendation, notes: Sequence[Reason]) -> dict[str, Any]:
    """The advice as it is stored: codes and figures, worded anew for each reader."""
    chosen = [(one.candidate, True) for one in advice.assignments]
    others = [(one, False) for one in advice.alternatives]
    return {
        "run_cards_version": run_cards().version,
        "units": [
            {
                "code": candidate.unit_id,
                "rank": candidate.rank,
                "travel_minutes": candidate.travel_minutes,
                "is_recommended": is_recommended,
                "reasons": [reason.as_plain() for reason in candidate.reasons],
            }
            for candidate, is_recommended in [*chosen, *others]
        ],
        "refused": [{"code": one.unit_id, "reason": one.reason.as_plain()} for one in advice.refusals],
        "shortfalls": [reason.as_plain() for reason in (*notes, *advice.shortfalls)],
        "cover": {
            "idle_before": advice.cover.idle_before,
            "idle_after": advice.cover.idle_after,
            "share_before": advice.cover.share_before,
            "share_after": advice.cover.share_after,
            "points_lost": list(advice.cover.points_lost),
        },
    }
