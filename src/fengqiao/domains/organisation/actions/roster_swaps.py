"""Swaps: an officer proposes, the colleague accepts, a leader approves; a rule that it breaks refuses it each time."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.actions.rosters import rewrite, shift_of_cell, write_shifts
from fengqiao.domains.organisation.contracts import OverlappingError
from fengqiao.domains.organisation.contracts.rosters import (
    RosterClosedError,
    RosterRecord,
    RosterRuleBrokenError,
    RosterState,
    RosterSwapMoved,
    SwapState,
)
from fengqiao.domains.organisation.models import DutyRoster, DutyShift, RosterSwap, StaffMember
from fengqiao.domains.organisation.queries.rosters import (
    OWN,
    PLAN,
    faults_of_change,
    roster_record,
    roster_row,
    swapped,
    swaps_seen_by,
)
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere


@transaction.atomic
def propose_swap(*, actor: Actor, roster_id: int, own_day: int, colleague: str, colleague_day: int) -> int:
    """This function will propose that the actor and a colleague take each other's days; returns the swap's id.

    Raises RosterClosedError, RosterRuleBrokenError, NotAllowedError, NotVisibleError.
    """
    require_somewhere(actor, OWN)
    row = roster_row(actor=actor, roster_id=roster_id)
    roster = roster_record(row)
    people = {person.number: person for person in roster.people}
    own = next((person for person in roster.people if person.staff_id == actor.staff_id), None)
    if own is None or colleague not in people or colleague == own.number:
        raise NotVisibleError
    if not (0 <= own_day < roster.days and 0 <= colleague_day < roster.days):
        raise NotVisibleError
    if row.state != RosterState.PUBLISHED or min(roster.dates[own_day], roster.dates[colleague_day]) <= today():
        raise RosterClosedError(roster=roster_id)
    _refuse_broken(roster, swapped(roster, own.number, own_day, colleague, colleague_day))
    swap = RosterSwap.objects.create(
        roster=row,
        path=row.path,
        giver_id=own.staff_id,
        giver_day=own_day,
        taker_id=people[colleague].staff_id,
        taker_day=colleague_day,
        state=SwapState.PROPOSED,
        proposed_at=now(),
    )
    _note(actor, swap, "propose_swap")
    return swap.pk


@transaction.atomic
def answer_swap(*, actor: Actor, swap_id: int, is_accepted: bool) -> None:
    """This function will take the colleague's answer. Raises RosterClosedError, NotAllowedError, NotVisibleError."""
    swap = _swap(actor, swap_id)
    if swap.taker_id != actor.staff_id:
        raise NotAllowedError(OWN)
    if swap.state != SwapState.PROPOSED:
        raise RosterClosedError(swap=swap_id)
    swap.state = SwapState.ACCEPTED if is_accepted else SwapState.DECLINED
    swap.decided_by = actor.name
    swap.save(update_fields=["state", "decided_by"])
    _note(actor, swap, "answer_swap")


@transaction.atomic
def decide_swap(*, actor: Actor, swap_id: int, is_approved: bool) -> None:
    """This function will approve an accepted swap, which changes roster and shifts, or decline it.

    Raises RosterClosedError, RosterRuleBrokenError, OverlappingError, NotAllowedError, NotVisibleError.
    """
    swap = _swap(actor, swap_id)
    if not holds(actor, PLAN, swap.path):
        raise NotAllowedError(PLAN)
    if swap.state != SwapState.ACCEPTED:
        raise RosterClosedError(swap=swap_id)
    if is_approved:
        _carry_out(swap)
    swap.state = SwapState.APPROVED if is_approved else SwapState.DECLINED
    swap.decided_by = actor.name
    swap.save(update_fields=["state", "decided_by"])
    _note(actor, swap, "decide_swap")


def _carry_out(swap: RosterSwap) -> None:
    row = DutyRoster.objects.select_for_update().get(pk=swap.roster_id)
    roster = roster_record(row)
    if min(roster.dates[swap.giver_day], roster.dates[swap.taker_day]) <= today():
        raise RosterClosedError(roster=row.pk)
    numbers = {one.pk: one.number for one in StaffMember.objects.filter(pk__in=[swap.giver_id, swap.taker_id])}
    changes = swapped(roster, numbers[swap.giver_id], swap.giver_day, numbers[swap.taker_id], swap.taker_day)
    _refuse_broken(roster, changes)
    cells = [(number, day) for number, day, _ in changes]
    for number, day in cells:
        standing = shift_of_cell(roster, number, day)
        if standing is not None:
            DutyShift.objects.filter(staff__number=number, starts_at=standing.starts_at, path=row.path).delete()
    rewrite(row, changes)
    try:
        with transaction.atomic():
            write_shifts(row, cells)
    except IntegrityError as error:
        raise OverlappingError(what="shift") from error


def _refuse_broken(roster: RosterRecord, changes: list[tuple[str, int, str]]) -> None:
    if faults := faults_of_change(roster=roster, changes=changes):
        raise RosterRuleBrokenError(faults=faults)


def _swap(actor: Actor, swap_id: int) -> RosterSwap:
    swap = RosterSwap.objects.select_for_update().filter(swaps_seen_by(actor), pk=swap_id).first()
    if swap is None:
        raise NotVisibleError
    return swap


def _note(actor: Actor, swap: RosterSwap, action: str) -> None:
    details = {"giver": swap.giver_id, "taker": swap.taker_id, "state": str(swap.state)}
    record(
        actor=actor, action=action, object_kind="roster_swap", object_id=swap.pk, scope_path=swap.path, details=details
    )
    publish(RosterSwapMoved(scope_path=swap.path, object_id=str(swap.pk), state=str(swap.state)), actor=actor)
