"""The officer takes up what was left out, or adds own work; own initiative is counted apart."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.stage import DAY, EAST_GATE, OLD_TOWN, OTHER_STATION, SQUARES, at, stop_clock

from fengqiao.domains.places.contracts import NewAddress, UnknownAddressError
from fengqiao.domains.places.public import load_addresses
from fengqiao.domains.tasks.contracts import NewWork, NotInTheDayError, TaskState, WorkRefusedError
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import add_own_work, generate_morning_lists, get_task, take_up_task
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id, plan_a_day
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM, NotVisibleError

HELP = NewWork(title="帮孤寡老人装烟感", minutes=30, basis="居委会请求")


def test_what_was_left_out_is_taken_up_and_marked_where_it_does_not_fit(town: Town) -> None:
    day = plan_a_day(town, venues=14, households=60)
    task_id = day.left_out[0]
    take_up_task(actor=day.actor, task_id=task_id, client_id=client_id())
    assert task_id in day.order
    assert task_id not in day.left_out
    assert_the_day_is_honest(day)
    with pytest.raises(NotInTheDayError):
        take_up_task(actor=day.actor, task_id=task_id, client_id=client_id())


def test_a_colleagues_task_is_not_taken_up(day: OfficersDay) -> None:
    with pytest.raises(NotVisibleError):
        take_up_task(actor=day.town.stage.actor("other_officer"), task_id=day.order[0], client_id=client_id())


def test_own_work_is_in_the_day_with_its_basis_and_marked_as_own(day: OfficersDay) -> None:
    act = client_id()
    add_own_work(actor=day.actor, work=HELP, client_id=act)
    add_own_work(actor=day.actor, work=HELP, client_id=act)
    task = Task.objects.get(is_own_initiative=True)
    assert task.pk in day.order
    assert (task.state, task.basis, task.list_code) == (TaskState.SIGNED_FOR, "居委会请求", "")
    assert "居委会请求" in get_task(actor=day.actor, task_id=task.pk).reason_text
    assert not day.broken
    assert_the_day_is_honest(day)


def test_no_morning_drops_own_work_that_was_not_done(day: OfficersDay) -> None:
    add_own_work(actor=day.actor, work=HELP, client_id=client_id())
    generate_morning_lists(actor=SYSTEM, date=DAY)
    tomorrow = DAY + datetime.timedelta(days=1)
    stop_clock(at(6, 30, day=tomorrow))
    generate_morning_lists(actor=SYSTEM, date=tomorrow)
    task = Task.objects.get(is_own_initiative=True)
    assert (task.state, task.staff_id) == (TaskState.SIGNED_FOR, day.actor.staff_id)


@pytest.mark.parametrize(
    "work",
    [
        NewWork(title=" ", minutes=30, basis="x"),
        NewWork(title="x", minutes=30, basis=" "),
        NewWork(title="x", minutes=0, basis="x"),
        NewWork(title="x", minutes=481, basis="x"),
    ],
)
def test_own_work_needs_a_name_a_basis_and_minutes(day: OfficersDay, work: NewWork) -> None:
    with pytest.raises(WorkRefusedError):
        add_own_work(actor=day.actor, work=work, client_id=client_id())
    assert not Task.objects.filter(is_own_initiative=True).exists()


def door(code: str, unit_code: str, *, beat: str) -> NewAddress:
    """A door that a unit's list names, standing in the middle of a beat's square."""
    corners = SQUARES[beat]
    longitude, latitude = (corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2
    return NewAddress(
        code, code, code, "", "", "", "", "", "", "", "", "", longitude, latitude, unit_code
    )  # fmt: skip


def test_own_work_is_at_an_address_of_the_own_station_only(day: OfficersDay) -> None:
    load_addresses(
        actor=SYSTEM, addresses=[door("A-1", EAST_GATE, beat=EAST_GATE), door("A-2", OTHER_STATION, beat=OLD_TOWN)]
    )
    for code in ("A-2", "A-9"):
        with pytest.raises(UnknownAddressError):
            add_own_work(actor=day.actor, work=replace(HELP, address_code=code), client_id=client_id())
    assert not Task.objects.filter(is_own_initiative=True).exists()
    add_own_work(actor=day.actor, work=replace(HELP, address_code="A-1"), client_id=client_id())
    assert Task.objects.get(is_own_initiative=True).scope_path == day.town.stage.paths[EAST_GATE]
