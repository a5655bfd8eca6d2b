"""What the pages of staffing show of a place."""

from __future__ import annotations

import datetime
from dataclasses import replace

from fengqiao.domains.organisation.contracts import BeatsPicture, StaffingPicture, TimePicture
from fengqiao.domains.organisation.queries.beat_loads import beat_loads, look_back
from fengqiao.domains.organisation.queries.place import place_for
from fengqiao.domains.organisation.queries.single_beats import is_within_station, may_see_beats
from fengqiao.domains.organisation.queries.standards import standard_for
from fengqiao.domains.organisation.queries.strength import strength_of
from fengqiao.domains.organisation.queries.time_shares import time_of, weeks_before
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError

VIEW = "organisation.view_staffing"


def staffing_picture(*, actor: Actor, unit_code: str = "") -> StaffingPicture:
    """This function will show where the strength of a place lies. Raises NotAllowedError, NotVisibleError."""
    place, day = place_for(actor=actor, permission=VIEW, unit_code=unit_code), today()
    standard = standard_for(path=place.unit.path, on=day)
    whole, rows = strength_of(place=place, on=day, new_since=years_before(day, standard.new_officer_years))
    time, _ = time_of(place=place, weeks=weeks_before(on=day), on=day, hours_per_week=standard.community_hours_per_week)
    if is_within_station(path=place.unit.path) and not may_see_beats(actor=actor, path=place.unit.path):
        time = replace(time, weekly=[], minutes={}, short_weeks=0, is_of_few=True)
    return StaffingPicture(place, standard, whole, rows, time)


def time_picture(*, actor: Actor, unit_code: str = "") -> TimePicture:
    """This function will show where duty time went; by beat to the leaders of the station only.

    Raises NotAllowedError, NotVisibleError (also for a beat, above the station).
    """
    place, day = place_for(actor=actor, permission=VIEW, unit_code=unit_code), today()
    with_beats = may_see_beats(actor=actor, path=place.unit.path)
    if is_within_station(path=place.unit.path) and not with_beats:
        raise NotVisibleError
    standard, weeks = standard_for(path=place.unit.path, on=day), weeks_before(on=day)
    whole, rows = time_of(place=place, weeks=weeks, on=day, hours_per_week=standard.community_hours_per_week)
    return TimePicture(place, standard, weeks, whole, rows if with_beats else ())


def beats_picture(*, actor: Actor, unit_code: str = "") -> BeatsPicture:
    """This function will show the work and the officers of a place's beats. Raises NotAllowedError, NotVisibleError."""
    place, day = place_for(actor=actor, permission=VIEW, unit_code=unit_code), today()
    standard = standard_for(path=place.unit.path, on=day)
    from_date, to_date = look_back(on=day)
    beats = beat_loads(under=place.unit.path, on=day, standard=standard)
    return BeatsPicture(place, standard, from_date, to_date, beats)


def years_before(day: datetime.date, years: int) -> datetime.date:
    """This function will return the same day so many years before (28 February for a leap day)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
