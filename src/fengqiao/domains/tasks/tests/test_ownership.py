"""Whose task it is, and who works when."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.stage import CHINA

from fengqiao.domains.organisation.contracts import ShiftKind, ShiftRecord, StaffRecord
from fengqiao.domains.tasks.contracts import TaskKind
from fengqiao.domains.tasks.workflow.hours import Hours, hours_of_day
from fengqiao.domains.tasks.workflow.ownership import Errand, How, Post, Team, assign

DAY = datetime.date(2026, 9, 16)
STATION, BEAT, NEXT_BEAT = "00010001", "000100010001", "000100010002"
OFFICE = Hours(510, 1080, False)


def post(staff_id: int, path: str, *, since: int = 2025, role: str = "community_officer") -> Post:
    return Post(staff_id, f"10000{staff_id}", f"officer {staff_id}", role, path, datetime.date(since, 3, 1))


def team(*posts: Post, working: tuple[int, ...] = (), absent: dict[int, int | None] | None = None) -> Team:
    return Team(
        station_path=STATION,
        posts=posts,
        hours={one: OFFICE for one in working},
        absent=absent or {},
        ids_by_number={one.number: one.staff_id for one in posts},
        names={one.staff_id: one.name for one in posts},
    )


def errand(
    path: str = BEAT, *, kind: TaskKind = TaskKind.PRESCRIBED, number: str = "", pressing: bool = False
) -> Errand:
    return Errand(path, "community_officer", kind, number, pressing)


def test_the_officer_whom_the_facts_name_comes_first() -> None:
    found = assign(errand=errand(number="100002"), team=team(post(1, BEAT), post(2, NEXT_BEAT), working=(1, 2)))
    assert (found.eligible, found.how) == ((2,), How.OWN)


def test_officers_of_a_beat_share_and_the_longest_serving_takes_what_is_pushed() -> None:
    two = team(post(1, BEAT, since=2025), post(2, BEAT, since=2019), post(3, NEXT_BEAT), working=(1, 2, 3))
    assert assign(errand=errand(), team=two).eligible == (2, 1)
    assert assign(errand=errand(kind=TaskKind.PUSHED), team=two).eligible == (2,)


def test_who_was_there_last_goes_again_and_who_knows_the_beat_leads_it() -> None:
    two = team(post(1, BEAT, since=2025), post(2, BEAT, since=2019), working=(1, 2))
    known = replace(two, knows={(BEAT, 1): 40, (BEAT, 2): 3})
    assert assign(errand=errand(kind=TaskKind.PUSHED), team=known).eligible == (1,)
    again = replace(errand(), last_done_by=2)
    found = assign(errand=again, team=known)
    assert (found.eligible, found.helpers) == ((2,), (1,))
    assert assign(errand=again, team=replace(known, hours={1: OFFICE})).eligible == (1,)


def test_without_an_officer_of_the_beat_the_role_at_the_station_does_it() -> None:
    found = assign(errand=errand(NEXT_BEAT), team=team(post(1, BEAT), post(4, STATION), working=(1, 4)))
    assert found.eligible == (4,)


def test_a_beat_without_anybody_is_nobodys() -> None:
    found = assign(errand=errand(NEXT_BEAT), team=team(post(1, BEAT), working=(1,)))
    assert (found.eligible, found.how, found.owner_id) == ((), How.NOBODY, None)


def test_leave_goes_to_the_stand_in_and_without_one_to_nobody() -> None:
    posts = (post(1, BEAT), post(2, NEXT_BEAT))
    stand_in = assign(errand=errand(), team=team(*posts, working=(2,), absent={1: 2}))
    assert (stand_in.owner_id, stand_in.eligible, stand_in.how) == (1, (2,), How.SUBSTITUTE)
    assert assign(errand=errand(), team=team(*posts, working=(2,), absent={1: None})).how is How.NOBODY
    assert assign(errand=errand(), team=team(*posts, absent={1: 2, 2: None})).how is How.NOBODY


def test_on_a_free_day_only_what_presses_is_handed_over() -> None:
    off = team(post(1, BEAT), post(2, NEXT_BEAT), working=(2,))
    waits = assign(errand=errand(), team=off)
    assert (waits.eligible, waits.how) == ((1,), How.OWN)
    pressing = assign(errand=errand(pressing=True), team=off)
    assert (pressing.owner_id, pressing.eligible, pressing.how) == (1, (2,), How.HANDED_OVER)


def shift(staff_id: int, kind: ShiftKind, starts: int, ends: int) -> ShiftRecord:
    midnight = datetime.datetime.combine(DAY, datetime.time(), CHINA)
    staff = StaffRecord(staff_id, str(staff_id), "", False, (), "", None)
    hour = datetime.timedelta(hours=1)
    return ShiftRecord(staff, "", BEAT, kind, midnight + starts * hour, midnight + ends * hour, "")


@pytest.mark.parametrize(
    ("shifts", "is_working_day", "expected"),
    [
        ([], True, Hours(510, 1080, False)),
        ([], False, None),
        ([shift(1, ShiftKind.DAY, 8, 18)], False, Hours(480, 1080, False)),
        ([shift(1, ShiftKind.ON_DUTY, 8, 32)], False, Hours(510, 1080, True)),
        ([shift(1, ShiftKind.ON_DUTY, -16, 8)], True, None),
        ([shift(1, ShiftKind.STANDBY, 8, 32)], True, Hours(510, 1080, False)),
        ([shift(1, ShiftKind.ON_DUTY, 20, 32)], True, Hours(510, 1080, False)),
    ],
)
def test_hours_come_from_the_shift_or_from_the_office_day(
    shifts: list[ShiftRecord], is_working_day: bool, expected: Hours | None
) -> None:
    hours = hours_of_day(date=DAY, appointed=[1], absent=[], shifts=shifts, is_working_day=is_working_day, zone=CHINA)
    assert hours.get(1) == expected


def test_nobody_on_leave_has_hours() -> None:
    shifts = [shift(1, ShiftKind.DAY, 8, 18)]
    assert hours_of_day(date=DAY, appointed=[1], absent=[1], shifts=shifts, is_working_day=True, zone=CHINA) == {}
