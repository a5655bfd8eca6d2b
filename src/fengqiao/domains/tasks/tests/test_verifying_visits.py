"""Sample verification: drawn by a stated seed, confirmed by a second person, a difference opens a talk."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.stage import DAY, OLD_TOWN, OTHER_STATION, STATION, at, stop_clock

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.public import appoint
from fengqiao.domains.tasks.contracts import CompletionResult
from fengqiao.domains.tasks.contracts.verifying import (
    CallOutcome,
    DrawRecord,
    NoteMissingError,
    NothingToDrawError,
    SecondPersonError,
    VerificationRefusedError,
    VerificationState,
)
from fengqiao.domains.tasks.models import DayPlan, Task, Verification
from fengqiao.domains.tasks.public import (
    add_officer_note,
    close_talk,
    draw_sample,
    get_verification,
    list_draws,
    list_verifications,
    own_talks,
    record_call,
    sample_result,
)
from fengqiao.domains.tasks.tests.evaluation_stage import list_venues, visit
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError


@pytest.fixture
def visits(town: Town) -> list[Task]:
    """Four visits: three done, one declined."""
    tasks = list_venues(town, venues=4)
    for hour, task in enumerate(tasks[:3], start=9):
        visit(town, task, begins=(hour, 0), minutes=30)
    visit(town, tasks[3], begins=(13, 0), minutes=5, result=CompletionResult.DECLINED)
    stop_clock(at(16))
    return tasks


def drawn(town: Town) -> DrawRecord:
    return draw_sample(actor=town.stage.actor("chief"), station_path=town.stage.paths[STATION], seed=11)


def first(town: Town, **filters: object) -> Verification:
    found = Verification.objects.filter(**filters).order_by("pk").first()
    assert found is not None
    return found


def test_a_draw_states_its_seed_and_rings_nobody_who_declined(town: Town, visits: list[Task]) -> None:
    found = drawn(town)
    assert (found.seed, found.drawn, found.candidates, found.left_out) == (11, 3, 3, {"declined": 1})
    assert visits[3].pk not in set(Verification.objects.values_list("task_id", flat=True))
    chief = town.stage.actor("chief")
    assert list_draws(actor=chief, station_path=town.stage.paths[STATION]) == [found]
    assert AuditEntry.objects.filter(action="draw_sample", details__seed=11).count() == 1


def test_a_household_is_not_drawn_again_within_thirty_days(town: Town, visits: list[Task]) -> None:
    drawn(town)
    with pytest.raises(NothingToDrawError):
        drawn(town)
    row = first(town)
    with pytest.raises(IntegrityError, match="one_call_a_household_in_thirty_days"), transaction.atomic():
        Verification.objects.filter(pk=row.pk).update(
            household_key=Verification.objects.exclude(pk=row.pk)[0].household_key
        )


def test_after_thirty_days_the_household_may_be_drawn_for_another_visit(town: Town, visits: list[Task]) -> None:
    drawn(town)
    row = first(town)
    other = Verification.objects.exclude(pk=row.pk)[0]
    Verification.objects.filter(pk=other.pk).update(
        household_key=row.household_key, drawn_date=DAY + datetime.timedelta(days=30)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.filter(pk=other.pk).update(drawn_date=DAY + datetime.timedelta(days=29))


def test_whoever_did_the_visit_cannot_confirm_it(town: Town, visits: list[Task]) -> None:
    drawn(town)
    row = first(town)
    chief = town.stage.actor("chief")
    Verification.objects.filter(pk=row.pk).update(doer_id=chief.staff_id)
    with pytest.raises(SecondPersonError):
        record_call(actor=chief, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)
    path = town.stage.paths[STATION]
    assert row.pk not in {one.id for one in list_verifications(actor=chief, station_path=path)}
    Verification.objects.filter(pk=row.pk).update(doer_id=row.doer_id)
    with pytest.raises(IntegrityError, match="verifier_is_not_the_doer"), transaction.atomic():
        Verification.objects.filter(pk=row.pk).update(
            verifier_id=row.doer_id, state=VerificationState.CONFIRMED, calls=1, called_at=at(16)
        )


def test_whoever_was_there_too_cannot_confirm_it(town: Town, visits: list[Task]) -> None:
    chief = town.stage.actor("chief")
    plan = DayPlan.objects.get(staff_id=town.stage.actor("officer").staff_id)
    plan.pk, plan.staff_id = None, chief.staff_id
    DayPlan.objects.filter(staff_id=chief.staff_id).delete()
    plan.save()
    drawn(town)
    row = first(town)
    assert row.companions == [chief.staff_id]
    with pytest.raises(SecondPersonError):
        record_call(actor=chief, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)
    with pytest.raises(IntegrityError, match="verifier_was_not_there"), transaction.atomic():
        Verification.objects.filter(pk=row.pk).update(
            verifier_id=chief.staff_id, state=VerificationState.CONFIRMED, calls=1, called_at=at(16)
        )


def test_where_the_second_officer_is_unknown_nobody_of_the_beat_confirms(town: Town) -> None:
    task = list_venues(town, venues=1)[0]
    Task.objects.filter(pk=task.pk).update(officers_needed=2)
    visit(town, task, begins=(9, 0), minutes=30)
    DayPlan.objects.all().delete()
    chief, leader = town.stage.actor("chief"), town.stage.actor("shift_leader")
    appoint(actor=SYSTEM, staff_number="100001", role=Role.COMMUNITY_OFFICER, unit_code=OLD_TOWN, from_date=DAY)
    drawn(town)
    row = first(town)
    assert row.companions == [chief.staff_id]
    with pytest.raises(SecondPersonError):
        record_call(actor=chief, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)
    record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)


def test_two_people_do_not_confirm_each_other_in_one_draw(town: Town, visits: list[Task]) -> None:
    drawn(town)
    one, other = Verification.objects.order_by("pk")[:2]
    chief, leader = town.stage.actor("chief"), town.stage.actor("shift_leader")
    Verification.objects.filter(pk=one.pk).update(doer_id=chief.staff_id)
    Verification.objects.filter(pk=other.pk).update(doer_id=leader.staff_id)
    record_call(actor=leader, verification_id=one.pk, outcome=CallOutcome.CONFIRMED)
    with pytest.raises(SecondPersonError):
        record_call(actor=chief, verification_id=other.pk, outcome=CallOutcome.CONFIRMED)


def test_a_confirmed_visit_counts_with_its_interval(town: Town, visits: list[Task]) -> None:
    drawn(town)
    leader, path = town.stage.actor("shift_leader"), town.stage.paths[STATION]
    for row in Verification.objects.order_by("pk")[:2]:
        record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)
    found = sample_result(actor=leader, station_path=path, fewest=30)
    assert (found.drawn, found.to_call, found.confirmed.count, found.confirmed.of) == (3, 1, 2, 2)
    assert found.confirmed.low is not None
    assert found.confirmed.low < 0.5
    assert found.confirmed.is_small


def test_nobody_answers_and_it_may_be_rung_again_but_an_answer_stands(town: Town, visits: list[Task]) -> None:
    drawn(town)
    leader, row = town.stage.actor("shift_leader"), first(town)
    assert record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.NOT_REACHED).calls == 1
    done = record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.CONFIRMED)
    assert (done.state, done.calls, done.verifier_name) == (VerificationState.CONFIRMED, 2, leader.name)
    with pytest.raises(VerificationRefusedError):
        record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.NOT_CONFIRMED, note="x")


def test_a_difference_opens_a_talk_with_both_notes_and_accuses_nobody(town: Town, visits: list[Task]) -> None:
    drawn(town)
    leader, officer, row = town.stage.actor("shift_leader"), town.stage.actor("officer"), first(town)
    with pytest.raises(NoteMissingError):
        record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.NOT_CONFIRMED)
    record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.NOT_CONFIRMED, note="店主说没人来过")
    assert [one.id for one in own_talks(actor=officer)] == [row.pk]
    add_officer_note(actor=officer, verification_id=row.pk, note="见的是值班店员，店主不在")
    with pytest.raises(NotVisibleError):
        add_officer_note(actor=town.stage.actor("other_officer"), verification_id=row.pk, note="x")
    with pytest.raises(NotAllowedError):
        close_talk(actor=leader, verification_id=row.pk, is_explained=True, note="店员证实")
    done = close_talk(actor=town.stage.actor("chief"), verification_id=row.pk, is_explained=True, note="店员证实")
    assert (done.call_note, done.officer_note, done.talk_note) == (
        "店主说没人来过",
        "见的是值班店员，店主不在",
        "店员证实",
    )
    found = sample_result(actor=leader, station_path=town.stage.paths[STATION], fewest=30)
    assert (found.confirmed.count, found.confirmed.of) == (1, 1)
    assert Task.objects.get(pk=row.task_id).state == "completed"


def test_a_talk_is_not_closed_by_whoever_did_the_visit(town: Town, visits: list[Task]) -> None:
    drawn(town)
    row, chief = first(town), town.stage.actor("chief")
    Verification.objects.filter(pk=row.pk).update(doer_id=chief.staff_id)
    record_call(
        actor=town.stage.actor("shift_leader"), verification_id=row.pk, outcome=CallOutcome.NOT_CONFIRMED, note="没来"
    )
    with pytest.raises(SecondPersonError):
        close_talk(actor=chief, verification_id=row.pk, is_explained=True, note="来了")


def test_an_officer_sees_an_own_visit_only_once_a_talk_is_open(town: Town, visits: list[Task]) -> None:
    drawn(town)
    row, officer = first(town), town.stage.actor("officer")
    with pytest.raises(NotVisibleError):
        get_verification(actor=officer, verification_id=row.pk)
    record_call(
        actor=town.stage.actor("shift_leader"), verification_id=row.pk, outcome=CallOutcome.NOT_CONFIRMED, note="没来"
    )
    assert get_verification(actor=officer, verification_id=row.pk).call_note == "没来"


def test_other_stations_and_other_roles_do_not_draw(town: Town, visits: list[Task]) -> None:
    with pytest.raises(NotVisibleError):
        draw_sample(actor=town.stage.actor("chief"), station_path=town.stage.paths[OTHER_STATION])
    with pytest.raises(NotAllowedError):
        draw_sample(actor=town.stage.actor("dispatcher"), station_path=town.stage.paths[STATION])
    with pytest.raises(NotVisibleError):
        draw_sample(actor=town.stage.actor("officer"), station_path=town.stage.paths[STATION])


def test_a_call_that_is_declined_keeps_the_household_alone_for_a_year(town: Town, visits: list[Task]) -> None:
    drawn(town)
    row = first(town)
    leader = town.stage.actor("shift_leader")
    record_call(actor=leader, verification_id=row.pk, outcome=CallOutcome.DECLINED, note="不想再接电话")
    stop_clock(at(9, day=DAY + datetime.timedelta(days=60)))
    again = Task.objects.get(pk=row.task_id)
    again.pk, again.uid, again.completed_at = None, f"{again.uid}~later", at(8, day=DAY + datetime.timedelta(days=59))
    again.save()
    with pytest.raises(NothingToDrawError):
        drawn(town)
