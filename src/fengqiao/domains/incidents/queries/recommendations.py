"""A stored recommendation, worded for its reader."""

from __future__ import annotations

from fengqiao.domains.incidents.contracts import RecommendationRecord, RecommendedUnit, RefusedUnit
from fengqiao.domains.incidents.models import RecommendationLog, Unit
from fengqiao.domains.incidents.queries.records import read_reason, unit_records
from fengqiao.domains.incidents.wording import cover_text, reason_text


def recommendation_record(log: RecommendationLog) -> RecommendationRecord:
    """This function will turn what was shown into a value: recommended units first, then the others by rank."""
    shown = log.shown
    codes = {one["code"] for one in (*shown["units"], *shown["refused"])}
    rows = Unit.objects.filter(code__in=codes).prefetch_related("members")
    units = {unit.code: unit for unit in unit_records(list(rows))}
    recommended = []
    for one in sorted(shown["units"], key=lambda one: (not one["is_recommended"], one["rank"])):
        reasons = tuple(read_reason(plain) for plain in one["reasons"])
        recommended.append(
            RecommendedUnit(
                unit=units[one["code"]],
                rank=one["rank"],
                travel_minutes=one["travel_minutes"],
                is_recommended=one["is_recommended"],
                reasons=reasons,
                reason_texts=tuple(reason_text(reason) for reason in reasons),
            )
        )
    refused = [(units[one["code"]], read_reason(one["reason"])) for one in shown["refused"]]
    cover = shown["cover"]
    return RecommendationRecord(
        id=log.pk,
        incident_id=log.incident_id,
        made_at=log.made_at,
        units=tuple(recommended),
        refused=tuple(RefusedUnit(unit, reason, reason_text(reason)) for unit, reason in refused),
        shortfall_texts=tuple(reason_text(read_reason(plain)) for plain in shown["shortfalls"]),
        cover_text=cover_text(
            idle_before=cover["idle_before"],
            idle_after=cover["idle_after"],
            share_before=cover["share_before"],
            share_after=cover["share_after"],
        ),
        cover_share_before=cover["share_before"],
        cover_share_after=cover["share_after"],
    )
