"""Reading rosters and swaps, within what the reader may see."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q

from fengqiao.domains.organisation.contracts.rosters import (
    RosterPerson,
    RosterRecord,
    RosterState,
    SwapRecord,
    SwapState,
)
from fengqiao.domains.organisation.models import DutyRoster, DutyShift, RosterSwap, StaffMember
from fengqiao.domains.organisation.queries.roster_inputs import problem_from_plain
from fengqiao.engines.rostering.contracts import Fault
from fengqiao.engines.rostering.explaining import new_faults
from fengqiao.foundation.clock.clock import local_zone, today
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import paths_for, scoped

VIEW = "organisation.view_rosters"
PLAN = "organisation.plan_duty"
OWN = "organisation.swap_own_shifts"
MOST_SHOWN = 50


def list_rosters(*, actor: Actor) -> Sequence[RosterRecord]:
    """This function will list the rosters that a reader may see, the latest first. Raises NotAllowedError."""
    rows = DutyRoster.objects.select_related("unit").filter(_seen_by(actor)).order_by("-first_date", "-pk")
    return [roster_record(row) for row in rows[:MOST_SHOWN]]


def _seen_by(actor: Actor) -> Q:
    """The rosters of the stations that the actor looks after, and those in which he or she stands."""
    paths = paths_for(actor, VIEW)
    if not paths and not paths_for(actor, OWN):
        raise NotAllowedError(OWN)
    own = StaffMember.objects.filter(pk=actor.staff_id).first() if actor.staff_id is not None else None
    seen = Q(pk__in=scoped(DutyRoster.objects.all(), paths, field="path").values("pk"))
    return seen | Q(inputs__people__contains=[{"code": own.number}]) if own else seen


def get_roster(*, actor: Actor, roster_id: int) -> RosterRecord:
    """This function will return a roster. Raises NotAllowedError, NotVisibleError."""
    return roster_record(roster_row(actor=actor, roster_id=roster_id))


def roster_row(*, actor: Actor, roster_id: int, lock: bool = False) -> DutyRoster:
    """This function will return the row of a roster that the actor may see. Raises NotAllowedError, NotVisibleError."""
    rows = DutyRoster.objects.select_for_update(of=("self",)) if lock else DutyRoster.objects
    row = rows.select_related("unit").filter(_seen_by(actor), pk=roster_id).first()
    if row is None:
        raise NotVisibleError
    return row


def roster_record(row: DutyRoster) -> RosterRecord:
    """This function will return a row as a record."""
    problem = problem_from_plain(row.inputs)
    order = [person.code for person in problem.people]
    staff = {one.number: one for one in StaffMember.objects.filter(number__in=order)}
    return RosterRecord(
        id=row.pk,
        unit_code=row.unit.code,
        unit_name=row.unit.name,
        path=row.path,
        first_date=row.first_date,
        days=row.days,
        state=RosterState(row.state),
        share_done=row.share_done,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        published_by=row.published_by,
        rules_version=row.rules_version,
        people=[RosterPerson(code, staff[code].name, staff[code].pk) for code in order],
        titles={one["code"]: one["title"] for one in row.rules["shifts"]},
        rows={number: tuple(line) for number, line in row.rows.items()},
        result=row.result,
        problem=problem,
    )


def faults_of_change(*, roster: RosterRecord, changes: Sequence[tuple[str, int, str]]) -> tuple[Fault, ...]:
    """This function will name the rules that changing some cells (person, day, shift) would break."""
    rows = {number: list(line) for number, line in roster.rows.items()}
    for number, day, shift in changes:
        rows[number][day] = shift
    changed = {number: tuple(rows[number]) for number, _, _ in changes}
    return new_faults(problem=roster.problem, roster=roster.rows, changes=changed)


def list_swaps(*, actor: Actor) -> Sequence[SwapRecord]:
    """This function will list the swaps that are the actor's own, or his or hers to approve."""
    rows = RosterSwap.objects.select_related("roster", "giver", "taker").filter(swaps_seen_by(actor)).order_by("-pk")
    return [swap_record(row) for row in rows[:MOST_SHOWN]]


def swaps_seen_by(actor: Actor) -> Q:
    """This function will return which swaps an actor may see. Raises NotAllowedError."""
    paths = paths_for(actor, PLAN)
    if not paths and not paths_for(actor, OWN):
        raise NotAllowedError(OWN)
    seen = Q(pk__in=scoped(RosterSwap.objects.all(), paths, field="path").values("pk"))
    own = actor.staff_id
    return seen if own is None else seen | Q(giver_id=own) | Q(taker_id=own)


def swap_record(row: RosterSwap) -> SwapRecord:
    """This function will return a swap as a record."""
    first = row.roster.first_date

    def date(day: int) -> datetime.date:
        return first + datetime.timedelta(days=day)

    return SwapRecord(
        id=row.pk,
        roster_id=row.roster_id,
        path=row.path,
        giver=RosterPerson(row.giver.number, row.giver.name, row.giver_id),
        giver_date=date(row.giver_day),
        giver_shift=row.roster.rows[row.giver.number][row.giver_day],
        taker=RosterPerson(row.taker.number, row.taker.name, row.taker_id),
        taker_date=date(row.taker_day),
        taker_shift=row.roster.rows[row.taker.number][row.taker_day],
        state=SwapState(row.state),
    )


def next_first_date(*, path: str) -> datetime.date:
    """This function will return the day after the last shift that stands for a station, tomorrow at the earliest."""
    last = DutyShift.objects.filter(path__startswith=path).order_by("-starts_at").first()
    tomorrow = today() + datetime.timedelta(days=1)
    if last is None:
        return tomorrow
    return max(tomorrow, last.starts_at.astimezone(local_zone()).date() + datetime.timedelta(days=1))


def swapped(roster: RosterRecord, giver: str, giver_day: int, taker: str, taker_day: int) -> list[tuple[str, int, str]]:
    """This function will return the cells that a swap changes: each takes over what the other had on that day."""
    rows = roster.rows
    changes = {
        (giver, giver_day): rows[taker][giver_day],
        (taker, giver_day): rows[giver][giver_day],
    }
    if taker_day != giver_day:
        changes[taker, taker_day] = rows[giver][taker_day]
        changes[giver, taker_day] = rows[taker][taker_day]
    return [(number, day, shift) for (number, day), shift in changes.items()]
