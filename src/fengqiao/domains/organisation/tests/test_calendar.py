"""What a locality enters on its calendar: who may, what is refused, what counts where, and that history stays."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test import Client
from tests.stage import COUNTY, DAY, OLD_TOWN, PASSWORD, STATION, Stage, at

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import create_account, get_actor, grant_role
from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
from fengqiao.domains.organisation.contracts.calendar import (
    AlreadyWithdrawnError,
    BreakBackwardsError,
    BreakOverlapsError,
    BreakTooLongError,
    CalendarChanged,
    DayChangedAlreadyError,
    NewChangedDay,
    NewSchoolBreak,
    NotACalendarUnitError,
    NothingChangesError,
    SourceMissingError,
    WithdrawalReasonMissingError,
)
from fengqiao.domains.organisation.public import (
    calendar_page,
    enter_changed_day,
    enter_school_break,
    load_units,
    withdraw_changed_day,
    withdraw_school_break,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.calendar.calendar import holiday_calendar, local_calendar
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.calendar.models import ChangedDay, SchoolBreak
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.primitives.date_span import DateSpan

FIRST, LAST = datetime.date(2027, 1, 23), datetime.date(2027, 2, 28)
WINTER = NewSchoolBreak(COUNTY, BreakKind.WINTER, FIRST, LAST, "县教体局〔2026〕12号")
SATURDAY = datetime.date(2026, 9, 19)
ONE_DAY = datetime.timedelta(days=1)
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def winter(*, first: datetime.date = FIRST, last: datetime.date = LAST, unit: str = COUNTY) -> NewSchoolBreak:
    return NewSchoolBreak(unit, BreakKind.WINTER, first, last, "校历")


def breaks_at(stage: Stage, unit: str = OLD_TOWN) -> tuple[DateSpan, ...]:
    return local_calendar(path=stage.paths[unit]).school_breaks


def test_a_break_of_the_county_counts_in_every_beat_and_is_audited_and_told(stage: Stage) -> None:
    enter_school_break(actor=stage.actor("county_staff"), entry=WINTER)
    assert breaks_at(stage) == (DateSpan(FIRST, LAST),)
    entry = AuditEntry.objects.get(action="enter_school_break")
    assert (entry.actor_name, entry.scope_path) == ("冯敏", stage.paths[COUNTY])
    assert Event.objects.filter(kind=CalendarChanged.kind, scope_path=stage.paths[COUNTY]).count() == 1


@pytest.mark.parametrize(
    ("who", "refusal"), [("officer", NotVisibleError), ("chief", NotVisibleError), ("dispatcher", NotVisibleError)]
)
def test_only_the_county_and_above_enter_a_break(stage: Stage, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        enter_school_break(actor=stage.actor(who), entry=WINTER)


def test_a_station_has_no_calendar_of_its_own(stage: Stage) -> None:
    with pytest.raises(NotACalendarUnitError):
        enter_school_break(actor=SYSTEM, entry=winter(unit=STATION))
    with pytest.raises(NotACalendarUnitError):
        enter_changed_day(actor=SYSTEM, entry=NewChangedDay(STATION, DAY, False, "x", "x"))


def test_a_break_that_runs_backwards_lasts_four_months_or_has_no_source_is_refused(stage: Stage) -> None:
    with pytest.raises(BreakBackwardsError):
        enter_school_break(actor=SYSTEM, entry=winter(first=LAST, last=FIRST))
    with pytest.raises(BreakTooLongError):
        enter_school_break(actor=SYSTEM, entry=winter(last=FIRST + 120 * ONE_DAY))
    with pytest.raises(SourceMissingError):
        enter_school_break(actor=SYSTEM, entry=NewSchoolBreak(COUNTY, BreakKind.WINTER, FIRST, LAST, "  "))
    enter_school_break(actor=SYSTEM, entry=winter(last=FIRST + 119 * ONE_DAY))


def test_two_breaks_of_a_unit_do_not_overlap_until_one_is_withdrawn(stage: Stage) -> None:
    entry = enter_school_break(actor=SYSTEM, entry=WINTER)
    with pytest.raises(BreakOverlapsError):
        enter_school_break(actor=SYSTEM, entry=winter(first=LAST, last=LAST + ONE_DAY))
    enter_school_break(actor=SYSTEM, entry=winter(first=LAST + ONE_DAY, last=LAST + 2 * ONE_DAY))
    withdraw_school_break(actor=SYSTEM, break_id=entry, reason="录错一天")
    enter_school_break(actor=SYSTEM, entry=winter(last=LAST - ONE_DAY))
    assert breaks_at(stage)[0] == DateSpan(FIRST, LAST - ONE_DAY)


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (FIRST, FIRST + 120 * ONE_DAY)])
def test_the_database_refuses_a_break_that_runs_backwards_or_too_long(
    stage: Stage, first: datetime.date, last: datetime.date
) -> None:
    row = SchoolBreak(
        scope_path=stage.paths[COUNTY], kind="winter", first_date=first, last_date=last,
        source="x", entered_at=at(8), entered_by="x",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_an_entry_is_neither_changed_nor_removed_nor_withdrawn_twice(stage: Stage) -> None:
    entry = enter_school_break(actor=SYSTEM, entry=WINTER)
    day = enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, DAY, False, "建县纪念日", "通知"))
    for sql in (
        "UPDATE foundation_calendar_schoolbreak SET last_date = last_date - 1",
        "DELETE FROM foundation_calendar_schoolbreak",
        "UPDATE foundation_calendar_changedday SET is_working_day = true",
        "DELETE FROM foundation_calendar_changedday",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    withdraw_school_break(actor=SYSTEM, break_id=entry, reason="录错")
    withdraw_changed_day(actor=SYSTEM, day_id=day, reason="录错")
    with pytest.raises(AlreadyWithdrawnError):
        withdraw_school_break(actor=SYSTEM, break_id=entry, reason="again")
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangedDay.objects.filter(pk=day).update(withdrawn_at=None, withdrawn_by="", withdrawn_reason="")
    assert SchoolBreak.objects.get(pk=entry).withdrawn_reason == "录错"
    assert breaks_at(stage) == ()


def test_a_withdrawal_says_why_and_is_the_keepers(stage: Stage) -> None:
    entry = enter_school_break(actor=SYSTEM, entry=WINTER)
    with pytest.raises(WithdrawalReasonMissingError):
        withdraw_school_break(actor=SYSTEM, break_id=entry, reason=" ")
    with pytest.raises(NotVisibleError):
        withdraw_school_break(actor=stage.actor("chief"), break_id=entry, reason="x")
    with pytest.raises(NotVisibleError):
        withdraw_school_break(actor=SYSTEM, break_id=entry + 1, reason="x")


def test_a_leader_of_the_county_looks_but_does_not_enter(stage: Stage) -> None:
    user_id = create_account(
        actor=SYSTEM, username="looker", display_name="looker", password=PASSWORD, must_change_password=False
    )
    grant_role(actor=SYSTEM, user_id=user_id, role=Role.LEGAL_REVIEWER, scope_path=stage.paths[COUNTY])
    with pytest.raises(NotAllowedError):
        enter_school_break(actor=get_actor(user=get_user_model().objects.get(pk=user_id)), entry=WINTER)


def test_the_nearest_unit_decides_on_the_winter_break_and_on_a_day(stage: Stage) -> None:
    paths = load_units(actor=SYSTEM, units=[NewUnit("620000000000", "省厅", UnitKind.PROVINCE, None)])
    province, city = paths["620000000000"], "620100000000"
    paths |= load_units(actor=SYSTEM, units=[NewUnit(city, "市局", UnitKind.MUNICIPAL_BUREAU, "620000000000")])
    enter_school_break(actor=SYSTEM, entry=winter(unit="620000000000"))
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay("620000000000", DAY, False, "省", "通知"))
    assert local_calendar(path=paths[city]).school_breaks == (DateSpan(FIRST, LAST),)
    enter_school_break(actor=SYSTEM, entry=winter(unit=city, first=FIRST + ONE_DAY, last=LAST))
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay(city, DAY, True, "市", "通知"))
    assert local_calendar(path=paths[city]).school_breaks == (DateSpan(FIRST + ONE_DAY, LAST),)
    assert local_calendar(path=paths[city]).days.is_working_day(DAY)
    assert local_calendar(path=province).school_breaks == (DateSpan(FIRST, LAST),)
    assert not local_calendar(path=province).days.is_working_day(DAY)
    assert breaks_at(stage) == ()


def test_a_day_is_changed_once_and_not_into_what_it_is(stage: Stage) -> None:
    with pytest.raises(NothingChangesError):
        enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, SATURDAY, False, "周六", "通知"))
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, SATURDAY, True, "补课", "通知"))
    with pytest.raises(DayChangedAlreadyError):
        enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, SATURDAY, True, "补课", "通知"))


def test_a_local_day_off_moves_no_period_of_law_and_a_public_holiday_does(stage: Stage) -> None:
    path = stage.paths[OLD_TOWN]
    enter_changed_day(actor=SYSTEM, entry=NewChangedDay(COUNTY, DAY, False, "庙会", "县政府通知"))
    assert not local_calendar(path=path).days.is_working_day(DAY)
    assert holiday_calendar(path).is_working_day(DAY)
    late = NewChangedDay(COUNTY, DAY + ONE_DAY, False, "纪念日", "国务院办公厅通知", moves_periods=True)
    enter_changed_day(actor=SYSTEM, entry=late)
    assert not holiday_calendar(path).is_working_day(DAY + ONE_DAY)
    assert holiday_calendar().is_working_day(DAY + ONE_DAY)


def test_the_page_shows_what_counts_here_and_warns_where_no_break_is_known(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("officer"))
    empty = client.get("/organisation/calendar/", **ENGLISH).content.decode()
    assert "No school break entered" in empty
    assert "asked for on every working day" in empty
    assert "/organisation/calendar/breaks/new/" not in empty
    enter_school_break(actor=stage.actor("county_staff"), entry=WINTER)
    page = client.get("/organisation/calendar/?month=2027-01", **ENGLISH).content.decode()
    assert "县教体局〔2026〕12号" in page
    assert "冯敏" in page
    assert "asked for on every working day" not in page
    assert calendar_page(actor=stage.actor("officer"), month=FIRST).months[1].school_days == 0


def test_the_county_enters_and_withdraws_on_the_page(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("county_staff"))
    data = {"unit": COUNTY, "kind": "winter", "first_date": "2027-01-23", "last_date": "2027-02-28", "source": "校历"}
    assert client.post("/organisation/calendar/breaks/new/", data).status_code == 302
    again = client.post("/organisation/calendar/breaks/new/", data, **ENGLISH)
    assert "Withdraw it first" in again.content.decode()
    day = {"unit": COUNTY, "date": "2026-09-19", "state": "worked", "name": "补课", "source": "通知"}
    assert client.post("/organisation/calendar/days/new/", day).status_code == 302
    entry = SchoolBreak.objects.get()
    withdraw = f"/organisation/calendar/breaks/{entry.pk}/withdraw/"
    assert client.post(withdraw, {"reason": "录错"}).status_code == 302
    assert "录错" not in client.get("/organisation/calendar/").content.decode()
    assert "录错" in client.get("/organisation/calendar/?withdrawn=1").content.decode()


def test_a_month_that_is_none_shows_this_month(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("county_staff"))
    for month in ("2026-13", "x", "0000-00", "9999-12"):
        assert client.get(f"/organisation/calendar/?month={month}").status_code == 200
