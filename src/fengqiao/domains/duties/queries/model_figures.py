"""What a model found at a unit, counted from what is stored."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from fengqiao.domains.duties.contracts import ModelKind, ModelState, SceneQuery, Share, UseFigures, UseRecord
from fengqiao.domains.duties.models import ApplicationModel, ModelFinding, ModelUse
from fengqiao.domains.duties.queries.past import read_scene
from fengqiao.domains.duties.workflow.application_models import SHORTEST_TRIAL_DAYS, UNENDED, share_of
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.clock.clock import today

FOLLOWED_WITHIN = datetime.timedelta(days=30)
ONE_DAY = datetime.timedelta(days=1)


def use_record(use: ModelUse, model: ApplicationModel) -> UseRecord:
    """This function will return a model's use at a unit with its figures of past days and of the trial."""
    last = use.until_date
    unit = get_unit_at(path=use.scope_path)
    return UseRecord(
        id=use.pk,
        unit_name=unit.name,
        unit_code=unit.code,
        scope_path=use.scope_path,
        past_from=use.past_from,
        trial_from=use.trial_from,
        until_date=last,
        ended_on=use.ended_on,
        is_complete=last is not None and last >= min(use.ended_on or today(), today()) - ONE_DAY,
        past=_figures(use, model, use.past_from, _earlier(use.trial_from - ONE_DAY, last)),
        trial=_figures(use, model, use.trial_from, last),
        draft_id=use.draft_id,
    )


def is_long_enough(use: UseRecord) -> bool:
    """This function will tell whether a trial goes on, is up to yesterday, and has run for the days it takes."""
    if use.ended_on is not None or use.until_date is None or not use.is_complete:
        return False
    return (use.until_date - use.trial_from).days + 1 >= SHORTEST_TRIAL_DAYS


def together(figures: Iterable[Share]) -> Share:
    """This function will add up shares of several units."""
    shares = list(figures)
    return share_of(count=sum(one.count for one in shares), of=sum(one.of for one in shares))


def stopped_scenes(*, path: str) -> frozenset[str]:
    """This function will name the scenes that had a model at a place, and have none there that still runs.

    A model in force runs at every unit that has taken it up, one in trial at the units that try it, a draft nowhere.
    What was never signed stops a scene only when somebody who signs, and wrote none of it, has ended it: the author of
    a draft or a trial cannot switch a scene off alone.
    """
    models = list(ApplicationModel.objects.filter(kind=ModelKind.SCENE).prefetch_related("uses"))
    tried: dict[str, set[str]] = {}
    for one in models:
        own = (one.scope_path,) if _is_decided(one) else ()
        tried.setdefault(one.code, set()).update((*own, *(use.scope_path for use in one.uses.all())))
    running, had = set(), set()
    for one in models:
        if one.state == ModelState.IN_FORCE:
            places = tried[one.code]
        else:
            places = {use.scope_path for use in one.uses.all() if one.state == ModelState.IN_TRIAL}
        if any(path.startswith(place) for place in places):
            running.add(one.scene)
        if one.state not in UNENDED and _is_decided(one) and any(path.startswith(place) for place in tried[one.code]):
            had.add(one.scene)
    return frozenset(had - running)


def _is_decided(model: ApplicationModel) -> bool:
    return model.signed_at is not None or model.was_stopped


def whole_of(use: UseRecord) -> Share:
    """This function will return the share over past days and trial."""
    return together((use.past.followed, use.trial.followed))


def _earlier(day: datetime.date, other: datetime.date | None) -> datetime.date | None:
    return None if other is None else min(day, other)


def _figures(use: ModelUse, model: ApplicationModel, first: datetime.date, last: datetime.date | None) -> UseFigures:
    if last is None or last < first:
        return UseFigures(0, 0, 0, 0, 0, share_of(count=0, of=0))
    days = (last - first).days + 1
    if model.kind == ModelKind.SCENE:
        return _scene_figures(model, use, first, last)
    found = list(ModelFinding.objects.filter(use=use, found_date__gte=first, found_date__lte=last))
    ripe = [one for one in found if one.followed_date or one.found_date + FOLLOWED_WITHIN <= last]
    only_running = [
        day
        for part in use.parts.values()
        if isinstance(part, dict)
        for day in part.get("only_running", ())
        if first.isoformat() <= day <= last.isoformat()
    ]
    return UseFigures(
        days=days,
        raised=len(found),
        minutes=sum(one.minutes for one in found),
        asked_already=sum(one.is_asked_already for one in found),
        only_running=len(only_running),
        followed=share_of(count=sum(one.followed_date is not None for one in ripe), of=len(ripe)),
        by_week=_by_week([one.found_date for one in found], first, last),
    )


def _scene_figures(model: ApplicationModel, use: ModelUse, first: datetime.date, last: datetime.date) -> UseFigures:
    found = read_scene(SceneQuery(model.scene, use.scope_path, first, last))
    decided = found.confirmed + found.rejected
    return UseFigures(
        days=found.days,
        raised=found.warnings,
        minutes=0,
        asked_already=0,
        only_running=0,
        followed=share_of(count=found.confirmed, of=decided),
    )


def _by_week(dates: Sequence[datetime.date], first: datetime.date, last: datetime.date) -> Sequence[tuple[str, int]]:
    """Counts by week from the first day; the last week may be shorter."""
    counts = Counter((one - first).days // 7 for one in dates)
    weeks = (last - first).days // 7 + 1
    return [((first + datetime.timedelta(days=7 * week)).strftime("%m-%d"), counts[week]) for week in range(weeks)]
