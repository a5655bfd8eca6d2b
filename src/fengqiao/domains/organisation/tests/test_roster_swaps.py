"""Swaps: proposed by an officer, accepted by the colleague, approved by a leader; refused with the rule they break."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import CHINA, STATION, Stage

from fengqiao.domains.organisation.contracts.rosters import (
    RosterClosedError,
    RosterRecord,
    RosterRuleBrokenError,
    SwapState,
)
from fengqiao.domains.organisation.public import (
    answer_swap,
    change_roster_cell,
    decide_swap,
    faults_of_change,
    get_roster,
    list_shifts,
    list_swaps,
    propose_swap,
    publish_roster,
)
from fengqiao.domains.organisation.queries.rosters import swapped
from fengqiao.domains.organisation.tests.test_rosters import made_roster
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

OFFICER, OTHER, SHIFT_LEADER = "100005", "100006", "100002"
pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(stage: Stage) -> RosterRecord:
    made, chief = made_roster(stage), stage.actor("chief")
    for day, shift in enumerate(made.rows[OTHER]):
        if shift and made.rows[OFFICER][day]:
            change_roster_cell(actor=chief, roster_id=made.id, number=OTHER, day=day, shift="")
            break
    publish_roster(actor=chief, roster_id=made.id)
    return get_roster(actor=stage.actor("chief"), roster_id=made.id)


def possible(roster: RosterRecord, colleague: str) -> tuple[int, int]:
    """Two days that the officer and a colleague can exchange."""
    rows = roster.rows
    for own in range(roster.days):
        for other in range(roster.days):
            changes = swapped(roster, OFFICER, own, colleague, other)
            differs = rows[OFFICER][own] != rows[colleague][own]
            if differs and not faults_of_change(roster=roster, changes=changes):
                return own, other
    raise AssertionError("no swap is possible")


def propose(stage: Stage, roster: RosterRecord) -> tuple[int, int, int]:
    own, other = possible(roster, OTHER)
    actor = stage.actor("officer")
    swap = propose_swap(actor=actor, roster_id=roster.id, own_day=own, colleague=OTHER, colleague_day=other)
    return swap, own, other


def test_an_approved_swap_changes_roster_and_shifts(stage: Stage, roster: RosterRecord) -> None:
    swap, own, other = propose(stage, roster)
    answer_swap(actor=stage.actor("other_officer"), swap_id=swap, is_accepted=True)
    decide_swap(actor=stage.actor("chief"), swap_id=swap, is_approved=True)
    after = get_roster(actor=stage.actor("chief"), roster_id=roster.id)
    assert after.rows[OFFICER][own] == roster.rows[OTHER][own]
    assert after.rows[OTHER][other] == roster.rows[OFFICER][other]
    assert [one.state for one in list_swaps(actor=stage.actor("chief"))] == [SwapState.APPROVED]
    start = datetime.datetime.combine(roster.first_date, datetime.time(), CHINA)
    shifts = list_shifts(from_at=start, to_at=start + datetime.timedelta(days=9), under=stage.paths[STATION])
    standing = {(one.staff.number, (one.starts_at.astimezone(CHINA).date() - roster.first_date).days) for one in shifts}
    assert standing == {(number, day) for number, line in after.rows.items() for day, code in enumerate(line) if code}


def test_nothing_changes_before_the_colleague_and_a_leader_agree(stage: Stage, roster: RosterRecord) -> None:
    swap, _, _ = propose(stage, roster)
    with pytest.raises(RosterClosedError):
        decide_swap(actor=stage.actor("chief"), swap_id=swap, is_approved=True)
    with pytest.raises(NotAllowedError):
        answer_swap(actor=stage.actor("officer"), swap_id=swap, is_accepted=True)
    with pytest.raises(NotVisibleError):
        answer_swap(actor=stage.actor("case_officer"), swap_id=swap, is_accepted=True)
    answer_swap(actor=stage.actor("other_officer"), swap_id=swap, is_accepted=True)
    with pytest.raises(NotAllowedError):
        decide_swap(actor=stage.actor("other_officer"), swap_id=swap, is_approved=True)
    with pytest.raises(NotVisibleError):
        decide_swap(actor=stage.actor("other_chief"), swap_id=swap, is_approved=True)
    assert get_roster(actor=stage.actor("chief"), roster_id=roster.id).rows == roster.rows


def test_a_swap_that_breaks_a_rule_is_refused_and_says_which(stage: Stage, roster: RosterRecord) -> None:
    night = roster.rows[SHIFT_LEADER].index("night")
    with pytest.raises(RosterRuleBrokenError) as refused:
        propose_swap(
            actor=stage.actor("officer"),
            roster_id=roster.id,
            own_day=night,
            colleague=SHIFT_LEADER,
            colleague_day=night,
        )
    assert (OFFICER, "barred_shift") in {(fault.person, fault.reason.code) for fault in refused.value.faults}


def test_a_declined_swap_stays_declined(stage: Stage, roster: RosterRecord) -> None:
    swap, _, _ = propose(stage, roster)
    answer_swap(actor=stage.actor("other_officer"), swap_id=swap, is_accepted=False)
    with pytest.raises(RosterClosedError):
        answer_swap(actor=stage.actor("other_officer"), swap_id=swap, is_accepted=True)
    with pytest.raises(RosterClosedError):
        decide_swap(actor=stage.actor("chief"), swap_id=swap, is_approved=True)
