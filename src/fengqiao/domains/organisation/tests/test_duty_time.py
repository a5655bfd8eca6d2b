from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stage import DAY, EAST_GATE, OLD_TOWN, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    DayNotOpenError,
    NewDutyTime,
    NewStaff,
    NoCommunityPostError,
    TimeKind,
    TooManyMinutesError,
    WorkSpan,
)
from fengqiao.domains.organisation.models import Appointment, DutyTime
from fengqiao.domains.organisation.public import (
    add_staff,
    appoint,
    known_day,
    load_duty_times,
    own_beats,
    record_own_time,
    time_picture,
)
from fengqiao.domains.organisation.tests.county import Works
from fengqiao.domains.organisation.workflow import derived_parts
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

LAST_MONDAY = datetime.date(2026, 9, 7)


def test_a_day_knows_its_shift_and_the_work_that_is_recorded(stage: Stage, works: Works) -> None:
    works.did("officer", 90, beat=OLD_TOWN)
    works.did("officer", 30, beat=EAST_GATE)
    works.did("officer", 60, beat=EAST_GATE, is_order=True)
    works.did("officer", 40, beat=OLD_TOWN, is_order=True)
    staff_id = stage.actor("officer").staff_id
    assert staff_id is not None
    day = known_day(staff_id=staff_id, on=DAY, own_paths=own_beats(staff_id=staff_id, on=DAY))
    assert day.shift_minutes == 600
    assert day.derived == {TimeKind.IN_COMMUNITY: 160, TimeKind.DISPATCHED_OUTSIDE: 60}
    assert day.open_minutes == 380
    assert not day.is_recorded


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 600), st.booleans(), st.sampled_from(["a", "b"])), max_size=12))
def test_derived_minutes_never_exceed_the_shift(work: list[tuple[int, bool, str]]) -> None:
    moment = datetime.datetime(2026, 9, 16, tzinfo=datetime.UTC)
    spans = [WorkSpan(1, moment, path, minutes, is_order) for minutes, is_order, path in work]
    parts = derived_parts(spans=spans, own_paths=["a"], shift_minutes=480)
    assert sum(parts.values()) <= 480
    assert set(parts) <= {TimeKind.IN_COMMUNITY, TimeKind.DISPATCHED_OUTSIDE}


def test_the_rest_of_a_day_is_said_by_the_officer_and_replaced_when_said_again(stage: Stage, works: Works) -> None:
    works.did("officer", 100, beat=OLD_TOWN)
    officer = stage.actor("officer")
    record_own_time(actor=officer, date=DAY, entered={TimeKind.MEETING: 120})
    record_own_time(actor=officer, date=DAY, entered={TimeKind.TRAINING: 60, TimeKind.MEETING: 60})
    parts = {(row.kind, row.origin): row.minutes for row in DutyTime.objects.all()}
    assert parts == {("in_community", "derived"): 100, ("training", "entered"): 60, ("meeting", "entered"): 60}
    last = AuditEntry.objects.filter(action="record_own_time").latest("pk")
    assert last.details["replaced"] == {"meeting": 120}


def test_a_day_of_last_month_or_of_tomorrow_is_closed(stage: Stage, works: Works) -> None:
    for days in (-8, 1):
        with pytest.raises(DayNotOpenError):
            record_own_time(actor=stage.actor("officer"), date=DAY + datetime.timedelta(days=days), entered={})


def test_a_day_has_no_more_minutes_than_a_day(stage: Stage, works: Works) -> None:
    with pytest.raises(TooManyMinutesError):
        record_own_time(actor=stage.actor("officer"), date=DAY, entered={TimeKind.MEETING: 1441})
    record_own_time(actor=stage.actor("officer"), date=DAY, entered={TimeKind.MEETING: 1400})
    row = DutyTime.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyTime.objects.create(
            staff=row.staff, path=row.path, date=DAY, kind=TimeKind.OTHER, origin=row.origin, minutes=41
        )


def test_only_community_officers_keep_the_record(stage: Stage, works: Works) -> None:
    with pytest.raises(NotAllowedError):
        record_own_time(actor=stage.actor("case_officer"), date=DAY, entered={})
    with pytest.raises(NoCommunityPostError):
        load_duty_times(actor=SYSTEM, days=[NewDutyTime("100004", DAY, {TimeKind.MEETING: 60})])


def _load_a_week(number: str, *, community_hours: int) -> None:
    days = [LAST_MONDAY + datetime.timedelta(days=day) for day in range(5)]
    minutes = {TimeKind.IN_COMMUNITY: community_hours * 12, TimeKind.MEETING: 480 - community_hours * 12}
    load_duty_times(actor=SYSTEM, days=[NewDutyTime(number, day, minutes) for day in days])


def test_shares_add_up_over_a_station_and_its_beats(stage: Stage) -> None:
    _load_a_week("100005", community_hours=30)
    _load_a_week("100006", community_hours=10)
    picture = time_picture(actor=stage.actor("chief"))
    assert picture.whole.share_percent == pytest.approx(50)
    hours = {row.unit.code: row.total_minutes for row in picture.rows if row.unit}
    assert hours == {OLD_TOWN: 2400, EAST_GATE: 2400}
    assert (picture.whole.officer_weeks, picture.whole.short_weeks) == (2, 1)
    assert picture.whole.weekly[-2] == pytest.approx(50)
    assert picture.whole.weekly[-1] is None
    assert picture.whole.minutes[TimeKind.MEETING] == 2400


def test_a_county_sees_its_stations_and_a_station_not_the_other(stage: Stage) -> None:
    _load_a_week("100005", community_hours=30)
    picture = time_picture(actor=stage.actor("county_staff"))
    assert [row.share_percent for row in picture.rows] == [pytest.approx(75), None]
    with pytest.raises(NotVisibleError):
        time_picture(actor=stage.actor("other_chief"), unit_code=OLD_TOWN)
    with pytest.raises(NotAllowedError):
        time_picture(actor=stage.actor("officer"))


def test_the_share_of_a_beat_with_one_officer_is_told_to_nobody(stage: Stage) -> None:
    _load_a_week("100005", community_hours=10)
    row = time_picture(actor=stage.actor("chief")).rows[0]
    assert (row.is_of_few, row.share_percent, row.officer_weeks, row.short_weeks) == (True, None, 1, 0)
    assert set(row.weekly) == {None}
    _add_officer("100020", OLD_TOWN)
    assert time_picture(actor=stage.actor("chief")).rows[0].is_of_few, "the other beat is found by subtracting"
    _add_officer("100021", EAST_GATE)
    row = time_picture(actor=stage.actor("chief")).rows[0]
    assert (row.is_of_few, row.share_percent, row.short_weeks) == (False, pytest.approx(25), 1)


def _add_officer(number: str, unit_code: str) -> None:
    post = datetime.date(2025, 1, 6)
    add_staff(
        actor=SYSTEM,
        staff=NewStaff(
            number=number, name="何清", role=Role.COMMUNITY_OFFICER, unit_code=unit_code, appointed_date=post
        ),
    )


def test_above_the_station_time_stops_at_stations(stage: Stage, client: Client) -> None:
    _load_a_week("100005", community_hours=30)
    county = stage.actor("county_staff")
    assert time_picture(actor=county, unit_code=STATION).rows == ()
    assert time_picture(actor=county).rows
    with pytest.raises(NotVisibleError):
        time_picture(actor=county, unit_code=OLD_TOWN)
    client.force_login(stage.user("county_staff"))  # type: ignore[arg-type]
    text = client.get(f"/organisation/?unit={OLD_TOWN}", headers={"accept-language": "en"})
    assert text.context["picture"].time.share_percent is None


def test_a_loaded_day_belongs_to_the_post_in_force_on_that_day(stage: Stage) -> None:
    first = Appointment.objects.get(staff__number="100005", role=Role.COMMUNITY_OFFICER)
    moved, before = DAY - datetime.timedelta(days=3), DAY - datetime.timedelta(days=4)
    Appointment.objects.filter(pk=first.pk).update(to_date=moved)
    appoint(
        actor=SYSTEM, staff_number="100005", role=Role.COMMUNITY_OFFICER, unit_code=EAST_GATE, from_date=moved
    )  # fmt: skip
    days = [NewDutyTime("100005", date, {TimeKind.MEETING: 60}) for date in (before, moved)]
    load_duty_times(actor=SYSTEM, days=days)
    stored = dict(DutyTime.objects.values_list("date", "path"))
    assert stored == {before: stage.paths[OLD_TOWN], moved: stage.paths[EAST_GATE]}
    early = first.from_date - datetime.timedelta(days=1)
    with pytest.raises(NoCommunityPostError):
        load_duty_times(actor=SYSTEM, days=[NewDutyTime("100005", early, {TimeKind.MEETING: 60})])
