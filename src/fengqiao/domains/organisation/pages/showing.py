"""What several pages show in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from fengqiao.domains.organisation.contracts import BeatLoad, BeatsPicture, TimeKind, TimeRow, UnitRecord
from fengqiao.domains.organisation.queries.place import part_of
from fengqiao.domains.organisation.wording import time_kind_text

MINUTES_PER_HOUR = 60
MOST_BEATS = 200
"""A place with more beats shows its parts instead of each of them."""
HEAVY = 1.0
"""More work than hours."""


def hours_text(minutes: float) -> str:
    """This function will say minutes as whole hours."""
    return gettext("%(hours)s h") % {"hours": f"{minutes / MINUTES_PER_HOUR:,.0f}"}


def away_bars(row: TimeRow) -> list[dict[str, object]]:
    """This function will give the bars of what pulled officers away, the longest first."""
    away = [(kind, minutes) for kind, minutes in row.minutes.items() if kind is not TimeKind.IN_COMMUNITY and minutes]
    return [
        {
            "label": time_kind_text(kind),
            "value": minutes / MINUTES_PER_HOUR,
            "text": hours_text(minutes),
            "note": f"{100 * minutes / row.total_minutes:.0f} %",
        }
        for kind, minutes in sorted(away, key=lambda one: -one[1])
    ]


def beat_tone(beat: BeatLoad) -> str:
    """This function will name the tone of a beat: nobody there, more work than hours, or neither."""
    if not beat.officers:
        return "danger"
    return "warning" if beat.ratio is not None and beat.ratio > HEAVY else "neutral"


def beat_rows(picture: BeatsPicture) -> list[dict[str, Any]]:
    """This function will give the rows of the page of beats: each beat, or the parts of a large place."""
    if len(picture.beats) <= MOST_BEATS:
        ordered = sorted(picture.beats, key=_most_pressing)
        return [_row(beat.unit, beat.station, [beat]) for beat in ordered]
    parts: dict[str, list[BeatLoad]] = {child.path: [] for child in picture.place.children}
    for beat in picture.beats:
        parts.setdefault(part_of(place=picture.place, path=beat.unit.path), []).append(beat)
    return [_row(child, None, parts[child.path]) for child in picture.place.children if parts[child.path]]


def _most_pressing(beat: BeatLoad) -> tuple[bool, float, str]:
    return (beat.officers > 0, -(beat.ratio or 0.0), beat.unit.path)


def _row(unit: UnitRecord, station: UnitRecord | None, beats: Sequence[BeatLoad]) -> dict[str, Any]:
    load = sum(beat.load_minutes for beat in beats)
    available = sum(beat.available_minutes for beat in beats)
    premises: dict[str, int] = {}
    for beat in beats:
        for kind, count in beat.premises.items():
            premises[kind] = premises.get(kind, 0) + count
    return {
        "unit": unit,
        "station": station if station is not None and station.code != unit.code else None,
        "households": sum(beat.households for beat in beats),
        "premises": premises,
        "premises_count": sum(premises.values()),
        "calls_month": sum(beat.calls for beat in beats) * 52 / 12,
        "task_hours_month": sum(beat.task_minutes for beat in beats) / MINUTES_PER_HOUR * 52 / 12,
        "load_hours": load / MINUTES_PER_HOUR,
        "available_hours": available / MINUTES_PER_HOUR,
        "officers": beats[0].officers if len(beats) == 1 else None,
        "bare": sum(not beat.officers for beat in beats),
        "beats": len(beats),
        "shared": beats[0].shared if len(beats) == 1 else sum(beat.shared for beat in beats),
        "percent": 100 * load / available if available else None,
        "tone": beat_tone(beats[0]) if len(beats) == 1 else "neutral",
        "is_heavy": bool(available) and load / available > HEAVY,
    }


def to_unit(unit: UnitRecord) -> str:
    """This function will say that a standard was written down."""
    return gettext("Written down for %(unit)s.") % {"unit": unit.name}


def names_of(units: Sequence[UnitRecord]) -> Mapping[str, str]:
    """This function will return the names of units by code."""
    return {unit.code: unit.name for unit in units}
