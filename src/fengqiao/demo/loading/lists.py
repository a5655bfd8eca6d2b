"""The written lists that the county starts from, and the duties that were done by them in the past."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from fengqiao.demo.county.contracts import County, Premise, TaskCompletion
from fengqiao.domains.duties.public import publish_list, shipped_documents
from fengqiao.domains.places.contracts import PremisesKind, RentalTier, SubjectKind
from fengqiao.domains.tasks.contracts import NewCompletion
from fengqiao.domains.tasks.public import load_completions
from fengqiao.foundation.scoping.contracts import SYSTEM

IN_FORCE_BEFORE = datetime.timedelta(days=365)
EFFECTIVE_LINE = re.compile(r"^effective_from:.*$", re.MULTILINE)
COMMUNITY, PREVENTION = "community_duty_list", "prevention_duty_list"
ROWS = {
    "household_visit": (COMMUNITY, 1, SubjectKind.HOUSEHOLD),
    "vulnerable_visit": (COMMUNITY, 2, SubjectKind.RESIDENT),
    "dispute_screening": (COMMUNITY, 6, SubjectKind.BEAT),
    "bench_session": (COMMUNITY, 8, SubjectKind.BEAT),
    "backpack_stay": (COMMUNITY, 9, SubjectKind.LINKED_VILLAGE),
    "key_venue_inspection": (PREVENTION, 1, SubjectKind.KEY_VENUE),
    "protected_unit_visit": (PREVENTION, 2, SubjectKind.PROTECTED_UNIT),
    "trouble_spot_look": (PREVENTION, 8, SubjectKind.TROUBLE_SPOT),
    "must_visit_patrol": (PREVENTION, 6, SubjectKind.BEAT),
}
"""Which row of which shipped list a duty of the county's history was done by."""
SCHOOL_ROW = (PREVENTION, 3, SubjectKind.SCHOOL)
SCHOOLS = frozenset({PremisesKind.SCHOOL, PremisesKind.KINDERGARTEN})
CALLBACK_ROW, CALLBACK_MINUTES, CALLBACK_TIME = 13, 10, datetime.time(16, 0)
CALLBACKS_KNOWN, ONE_DAY = datetime.timedelta(days=14), datetime.timedelta(days=1)
RENTAL_ROWS = {RentalTier.MONTHLY: 3, RentalTier.QUARTERLY: 4, RentalTier.HALF_YEARLY: 5}


def publish_lists(county: County) -> int:
    """This function will install the shipped lists for the county, in force for a year already."""
    since = county.date - IN_FORCE_BEFORE
    documents = shipped_documents()
    for document in documents.values():
        publish_list(
            actor=SYSTEM,
            document=EFFECTIVE_LINE.sub(f"effective_from: {since:%Y-%m-%d}", document),
            unit_code=county.county_code,
        )
    return len(documents)


def load_past_duties(county: County) -> int:
    """This function will load when each duty was done last, so that cycles know what is due."""
    return load_completions(actor=SYSTEM, completions=_completions(county))


def _completions(county: County) -> Iterator[NewCompletion]:
    yield from _callbacks(county)
    premises = {premise.code: premise for premise in county.premises}
    for done in county.task_completions:
        list_code, row, kind = _row_of(done, premises.get(done.subject_code))
        yield NewCompletion(
            list_code=list_code,
            row_number=row,
            subject_kind=kind,
            subject_id=done.subject_code,
            unit_code=done.beat_code or done.station_code,
            staff_number=done.police_number,
            completed_at=done.completed_at,
            minutes=done.minutes,
        )


def _callbacks(county: County) -> Iterator[NewCompletion]:
    """Who called was rung the day after the end; those of yesterday are for today."""
    officers = {post.beat_code: post.police_number for post in reversed(county.appointments) if post.beat_code}
    first = county.date - CALLBACKS_KNOWN
    for call in county.calls:
        closed = call.closed_at
        if closed is None or not call.address_code or not first <= closed.date() < county.date - ONE_DAY:
            continue
        yield NewCompletion(
            list_code=COMMUNITY,
            row_number=CALLBACK_ROW,
            subject_kind=SubjectKind.ADDRESS,
            subject_id=call.address_code,
            unit_code=call.beat_code or call.station_code,
            staff_number=officers.get(call.beat_code, ""),
            completed_at=datetime.datetime.combine(closed.date() + ONE_DAY, CALLBACK_TIME, closed.tzinfo),
            minutes=CALLBACK_MINUTES,
        )


def _row_of(done: TaskCompletion, premise: Premise | None) -> tuple[str, int, SubjectKind]:
    if premise is not None and premise.rental_tier is not None:
        return COMMUNITY, RENTAL_ROWS[premise.rental_tier], SubjectKind.RENTAL_HOUSING
    if premise is not None and premise.kind in SCHOOLS:
        return SCHOOL_ROW
    return ROWS[done.duty]
