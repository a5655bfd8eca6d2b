"""What changes during the day is followed at once, and nothing else is looked at again."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, DAY, EAST_GATE, FERRY, OLD_TOWN, STATION

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewLeave, NewUnit, UnitKind
from fengqiao.domains.organisation.public import (
    appoint,
    end_appointment,
    get_unit,
    list_appointments,
    load_units,
    record_leave,
)
from fengqiao.domains.tasks.actions.generation import changed, day_planning, processes, working_out
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery, TaskState
from fengqiao.domains.tasks.models import ChangedSubject, DayPlan, PlanRun, Task
from fengqiao.domains.tasks.public import (
    generate_morning_lists,
    get_day_list,
    note_changes,
    regenerate_changed,
    register_duty_source,
)
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError


def quarrel_again(town: Town) -> tuple[str, str, str]:
    """The third quarrel at an address, a moment ago."""
    address = town.add("address", "address-8")
    for number, days in enumerate((40, 20, 0)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    return town.stage.paths[OLD_TOWN], "address", "address-8"


def test_a_pushed_task_is_there_without_a_whole_morning(town: Town) -> None:
    furnish(town, venues=6)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    plans = list(DayPlan.objects.order_by("pk").values())
    others = list(Task.objects.order_by("pk").values())
    note_changes(reason="test", subjects=[quarrel_again(town)])
    report = regenerate_changed(actor=SYSTEM)
    assert (report.changes, report.created, report.moved) == (1, 1, 0)
    assert list(DayPlan.objects.order_by("pk").values()) == plans
    assert list(Task.objects.exclude(subject_id="address-8").order_by("pk").values()) == others
    officer = town.stage.actor("officer")
    assert officer.staff_id is not None
    listed = get_day_list(actor=officer, staff_id=officer.staff_id, date=DAY)
    assert listed is not None
    assert [task.subject_id for task in listed.arrived] == ["address-8"]


def test_a_change_is_worked_out_once(town: Town) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    change = quarrel_again(town)
    note_changes(reason="test", subjects=[change, change])
    note_changes(reason="again", subjects=[change])
    assert ChangedSubject.objects.count() == 1
    regenerate_changed(actor=SYSTEM)
    assert not ChangedSubject.objects.exists()
    before = AuditEntry.objects.count()
    assert regenerate_changed(actor=SYSTEM).changes == 0
    assert AuditEntry.objects.count() == before


def test_only_the_subjects_that_changed_are_asked_for(town: Town) -> None:
    furnish(town, venues=3)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    asked: list[DutySourceQuery] = []

    def listening(query: DutySourceQuery) -> DutySourceAnswer:
        asked.append(query)
        return town.answer(query)

    register_duty_source(name="places", source=listening)
    note_changes(reason="test", subjects=[quarrel_again(town)])
    regenerate_changed(actor=SYSTEM)
    assert asked
    assert {key.id for query in asked for key in query.only or ()} == {"address-8"}
    assert all(query.only for query in asked)


def test_what_no_list_asks_for_any_more_is_dropped_at_once_and_its_neighbours_stay(town: Town) -> None:
    furnish(town, venues=3)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    gone = town.subjects.pop(0)
    note_changes(reason="test", subjects=[(town.stage.paths[OLD_TOWN], gone.kind, gone.id)])
    assert regenerate_changed(actor=SYSTEM).moved == 1
    assert Task.objects.get(subject_id=gone.id).state == TaskState.CANCELLED
    assert set(Task.objects.exclude(subject_id=gone.id).values_list("state", flat=True)) == {TaskState.READY}


def test_following_changes_leaves_nothing_for_the_next_whole_run(town: Town) -> None:
    """Both ways come to the same tasks: else the morning would move what the day has made."""
    furnish(town, venues=6, households=30)
    town.add("key_venue", "venue-far", beat=FERRY, kind="hotel")
    generate_morning_lists(actor=SYSTEM, date=DAY)
    change = quarrel_again(town)
    town.add("key_venue", "late-venue", beat=EAST_GATE, number=5, kind="hotel")
    note_changes(reason="test", subjects=[change, (town.stage.paths[EAST_GATE], "key_venue", "late-venue")])
    assert regenerate_changed(actor=SYSTEM).created == 2
    after = list(Task.objects.order_by("pk").values())
    report = generate_morning_lists(actor=SYSTEM, date=DAY)
    assert (report.created, report.reassigned, report.lapsed) == (0, 0, 0)
    assert list(Task.objects.order_by("pk").values()) == after


def test_the_third_quarrel_of_two_households_is_followed_when_the_others_were_in_another_station(town: Town) -> None:
    for number, days in enumerate((40, 20)):
        address = town.add("address", f"address-{number}", number=number, beat=FERRY)
        town.quarrel_of_two(f"call-{number}", address, days_ago=days)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert not Task.objects.exists()
    town.quarrel_of_two("call-2", town.add("address", "address-2"), days_ago=0)
    note_changes(reason="test", subjects=[(town.stage.paths[OLD_TOWN], "address", "address-2")])
    assert regenerate_changed(actor=SYSTEM).created == 1
    assert Task.objects.get().subject_id == "address-2"
    report = generate_morning_lists(actor=SYSTEM, date=DAY)
    assert (report.created, report.lapsed) == (0, 0)


def test_a_change_of_everything_below_a_unit_looks_at_its_stations(town: Town) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    furnish(town, venues=2)
    town.add("key_venue", "venue-far", beat=FERRY, kind="hotel")
    note_changes(reason="list_published", subjects=[(town.stage.paths[STATION], "", "")])
    assert regenerate_changed(actor=SYSTEM).created == 2
    assert not Task.objects.filter(subject_id="venue-far").exists()


def test_a_change_waits_with_the_transaction_that_made_it(town: Town) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    with pytest.raises(RuntimeError), transaction.atomic():
        note_changes(reason="test", subjects=[quarrel_again(town)])
        raise RuntimeError
    assert not ChangedSubject.objects.exists()


def test_changes_are_followed_by_one_entry_and_one_event_for_all(town: Town) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    entries, events = AuditEntry.objects.count(), Event.objects.count()
    town.add("key_venue", "venue-far", beat=FERRY, kind="hotel")
    note_changes(reason="test", subjects=[quarrel_again(town), (town.stage.paths[FERRY], "key_venue", "venue-far")])
    regenerate_changed(actor=SYSTEM)
    assert AuditEntry.objects.count() - entries == 1
    assert AuditEntry.objects.latest("pk").action == "regenerate_tasks"
    assert Event.objects.count() - events == 1


def test_changes_that_cannot_be_followed_wait_and_the_others_are_followed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    town.add("key_venue", "venue-far", beat=FERRY, kind="hotel")
    note_changes(reason="test", subjects=[quarrel_again(town), (town.stage.paths[FERRY], "key_venue", "venue-far")])
    real = working_out.work_out

    def raising(**given: Any) -> Any:
        real_answer = real(**given)
        if SubjectKey("address", "address-8") in given["only"]:
            raise RuntimeError
        return real_answer

    with monkeypatch.context() as patch:
        patch.setattr(changed, "work_out", raising)
        assert regenerate_changed(actor=SYSTEM).created == 1
    assert Task.objects.filter(subject_id="venue-far").exists()
    assert not Task.objects.filter(subject_id="address-8").exists()
    assert ChangedSubject.objects.get().subject_id == "address-8"
    assert regenerate_changed(actor=SYSTEM).created == 1
    assert not ChangedSubject.objects.exists()


def test_changes_of_two_counties_are_followed_together_and_each_county_is_told(town: Town) -> None:
    other = "619998000000"
    load_units(actor=SYSTEM, units=[NewUnit(other, "邻县公安局", UnitKind.COUNTY_BUREAU, None),
                                    NewUnit("619998410000", "邻县派出所", UnitKind.POLICE_STATION, other),
                                    NewUnit("619998410001", "邻县警务区", UnitKind.BEAT, "619998410000")])  # fmt: skip
    generate_morning_lists(actor=SYSTEM, date=DAY)
    events, entries = Event.objects.count(), AuditEntry.objects.count()
    paths = {get_unit(code=code).path for code in (COUNTY, other)}
    note_changes(
        reason="test",
        subjects=[quarrel_again(town), (get_unit(code="619998410001").path, "key_venue", "venue-next-door")],
    )
    assert regenerate_changed(actor=SYSTEM).changes == 2
    told = Event.objects.order_by("-pk")[: Event.objects.count() - events]
    written = AuditEntry.objects.order_by("-pk")[: AuditEntry.objects.count() - entries]
    assert [any(one.scope_path.startswith(path) for one in told) for path in sorted(paths)] == [True, True]
    assert len(told) == len(written) == 2


def test_a_change_of_everything_is_worked_out_county_by_county(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    furnish(town, venues=2)
    note_changes(reason="list_published", subjects=[("", "", "")])

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(changed, "work_out", killed)
        with pytest.raises(KeyboardInterrupt):
            regenerate_changed(actor=SYSTEM)
    assert [one.scope_path for one in ChangedSubject.objects.all()] == [town.stage.paths[COUNTY]]
    assert regenerate_changed(actor=SYSTEM).created == 2
    assert not ChangedSubject.objects.exists()


def test_nobody_but_the_platform_and_its_leaders_follows_changes(town: Town) -> None:
    with pytest.raises(NotAllowedError):
        regenerate_changed(actor=town.stage.actor("officer"))


def test_half_a_subject_is_refused_by_the_database(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        note_changes(reason="test", subjects=[("", "address", "")])


def test_a_morning_that_was_killed_goes_on_where_it_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks are there, one station has its plan: the second run makes the other plan and nothing else."""
    furnish(town, venues=6, households=20)
    town.add("key_venue", "venue-far", beat=FERRY, kind="hotel")
    real, seen = day_planning.plan_and_store, 0

    def killed(**given: object) -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            raise KeyboardInterrupt
        real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(processes, "plan_and_store", killed)
    with pytest.raises(KeyboardInterrupt):
        generate_morning_lists(actor=SYSTEM, date=DAY)
    monkeypatch.setattr(processes, "plan_and_store", real)
    tasks = set(Task.objects.values_list("pk", "uid", "attempt"))
    assert PlanRun.objects.count() == 1
    report = generate_morning_lists(actor=SYSTEM, date=DAY)
    assert report.created == 0
    assert set(Task.objects.values_list("pk", "uid", "attempt")) == tasks
    assert PlanRun.objects.count() == 2


def test_the_batch_that_is_killed_leaves_nothing_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(town, venues=3)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(working_out, "_announce", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            generate_morning_lists(actor=SYSTEM, date=DAY)
    assert not Task.objects.exists()
    assert generate_morning_lists(actor=SYSTEM, date=DAY).created == 3


def test_who_holds_a_post_or_is_on_leave_has_the_station_worked_out_again(town: Town) -> None:
    station = town.stage.paths[STATION]
    friday = DAY + datetime.timedelta(days=2)

    def noted() -> list[tuple[str, str]]:
        deliver_pending()
        rows = list(ChangedSubject.objects.values_list("scope_path", "subject_kind"))
        ChangedSubject.objects.all().delete()
        return rows

    noted()
    record_leave(actor=SYSTEM, leave=NewLeave("100005", DAY, friday, "annual", "100006"))
    assert noted() == [(station, "")]
    appoint(actor=SYSTEM, staff_number="100006", role=Role.COMMUNITY_OFFICER, unit_code=OLD_TOWN, from_date=DAY)
    assert noted() == [(station, "")]
    [post] = [
        one
        for one in list_appointments(on=DAY, under=town.stage.paths[OLD_TOWN], roles=[Role.COMMUNITY_OFFICER])
        if one.staff.number == "100005"
    ]
    end_appointment(actor=SYSTEM, appointment_id=post.id, to_date=DAY)
    assert noted() == [(station, "")]
