"""The day breaks: the rest is planned anew, and nothing that binds is lost."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.stage import DAY, STATION, at, stop_clock

from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    EvidenceMissingError,
    Hold,
    HoldRefusedError,
    RevisionKind,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import HoldUp, PlanRevision, Task
from fengqiao.domains.tasks.public import (
    complete_task,
    get_day_state,
    replan_day,
    replan_team,
    sign_for_day_list,
    start_task,
)
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id
from fengqiao.foundation.scoping.contracts import NotAllowedError

DECLINED = Evidence(CompletionResult.DECLINED, "改天")
INCIDENT = Hold(from_minute=570, to_minute=690, incident_number="20260916-0007", note="打架")


def test_nothing_is_planned_into_a_hold_up_and_what_is_done_stays_done(day: OfficersDay) -> None:
    done, begun = day.order[:2]
    stop_clock(at(9))
    start_task(actor=day.actor, task_id=done)
    stop_clock(at(9, 20))
    complete_task(actor=day.actor, task_id=done, evidence=DECLINED)
    start_task(actor=day.actor, task_id=begun)
    stop_clock(at(11, 40))
    changed = replan_day(actor=day.actor, hold=INCIDENT, client_id=client_id())
    assert day.order[:2] == [done, begun]
    assert day.starts(begun) == 560
    assert all(day.starts(one) >= 700 for one in day.order[2:])
    assert changed.revision == 2
    assert_the_day_is_honest(day)


def test_what_must_be_done_is_kept_when_a_hold_up_leaves_too_little_time(day: OfficersDay) -> None:
    sign_for_day_list(actor=day.actor, date=DAY)
    must = day.order[-1]
    Task.objects.filter(pk=must).update(mandatory=True, minutes=40)
    Task.objects.filter(pk__in=day.order[:-1]).update(minutes=60)
    stop_clock(at(15))
    changed = replan_day(
        actor=day.actor, hold=Hold(from_minute=600, to_minute=960, note="协助抓捕"), client_id=client_id()
    )
    assert must in day.order
    assert changed.left_out
    assert not day.broken
    assert set(changed.left_out) == set(day.left_out)
    assert_the_day_is_honest(day)


def test_the_rest_can_be_planned_anew_without_a_hold_up(day: OfficersDay) -> None:
    stop_clock(at(10))
    replan_day(actor=day.actor, hold=None, client_id=client_id())
    assert all(day.starts(one) >= 600 for one in day.order)
    assert day.kinds == [RevisionKind.MORNING, RevisionKind.HELD_UP]
    assert_the_day_is_honest(day)


def test_who_is_held_up_over_noon_eats_afterwards(day: OfficersDay) -> None:
    stop_clock(at(13, 10))
    replan_day(actor=day.actor, hold=Hold(from_minute=690, to_minute=800, note="火警"), client_id=client_id())
    state = get_day_state(actor=day.actor, staff_id=day.actor.staff_id or 0, date=DAY)
    assert state is not None
    assert ("away", 690, 800) in state.breaks
    assert ("noon", 800, 830) in state.breaks
    assert all(day.starts(one) >= 830 for one in day.order)


def test_the_same_hold_up_told_twice_by_a_phone_is_one(day: OfficersDay) -> None:
    act = client_id()
    for _ in range(2):
        replan_day(actor=day.actor, hold=INCIDENT, client_id=act)
    assert HoldUp.objects.count() == 1
    assert day.kinds == [RevisionKind.MORNING, RevisionKind.HELD_UP]


@pytest.mark.parametrize(
    "hold",
    [
        Hold(from_minute=700, to_minute=700, note="x"),
        Hold(from_minute=700, to_minute=1500, note="x"),
        Hold(from_minute=600, to_minute=700, note=" "),
    ],
)
def test_a_hold_up_has_a_length_and_a_cause(day: OfficersDay, hold: Hold) -> None:
    with pytest.raises(HoldRefusedError):
        replan_day(actor=day.actor, hold=hold, client_id=client_id())
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldUp.objects.create(
            station_path="1", staff_id=day.actor.staff_id, date=DAY, from_minute=9, to_minute=8, note="x",
            told_at=at(8), told_by="x",
        )  # fmt: skip


def test_a_leader_plans_the_team_anew_around_an_officer_who_is_held_up(day: OfficersDay) -> None:
    stage = day.town.stage
    chief, path, staff_id = stage.actor("chief"), stage.paths[STATION], day.actor.staff_id
    before = day.plan.items
    stop_clock(at(10))
    replan_team(actor=chief, station_path=path, note="", staff_id=staff_id, hold=Hold(
        from_minute=570, to_minute=780, incident_number="20260916-0007"))  # fmt: skip
    rows = PlanRevision.objects.filter(plan=day.plan).order_by("number")
    assert [(one.kind, one.actor_name) for one in rows] == [("morning", ""), ("replanned", "赵志远")]
    assert rows[0].items == before
    assert "20260916-0007" in rows[1].note
    assert all(day.starts(one) >= 780 for one in day.order)
    assert_the_day_is_honest(day)


def test_only_a_leader_plans_the_team_and_says_why(day: OfficersDay) -> None:
    stage = day.town.stage
    path = stage.paths[STATION]
    with pytest.raises(NotAllowedError):
        replan_team(actor=stage.actor("shift_leader"), station_path=path, note="x")
    with pytest.raises(EvidenceMissingError):
        replan_team(actor=stage.actor("chief"), station_path=path, note=" ")
    with pytest.raises(WrongOfficerError):
        replan_team(
            actor=stage.actor("chief"), station_path=path, note="x", staff_id=stage.actor("other_chief").staff_id,
            hold=INCIDENT,
        )  # fmt: skip
