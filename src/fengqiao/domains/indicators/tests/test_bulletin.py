"""警情通报: writes itself, says no more than the figures do, and stays as it was issued."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import Category
from fengqiao.domains.indicators.contracts import BulletinKind, SpanNotOverError
from fengqiao.domains.indicators.models import IssuedBulletin
from fengqiao.domains.indicators.public import get_bulletin, issue_bulletin, issue_due_bulletins, list_issued
from fengqiao.domains.indicators.tests.test_figures import YEAR, call, load
from fengqiao.domains.indicators.wording import bulletin_sentences
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import NotAllowedError

EN = {"accept-language": "en"}
YESTERDAY = DAY - datetime.timedelta(days=1)
AUGUST = datetime.date(2026, 8, 1)


def load_calls(day: datetime.date, hour: int, count: int, category: Category = Category.DISPUTE) -> None:
    load(
        [
            call(hour * 100 + number + day.toordinal() * 10_000, at(hour, number, day=day), category)
            for number in range(count)
        ]
    )


def test_a_shift_runs_from_eight_to_eight_and_a_day_from_midnight(stage: Stage) -> None:
    load_calls(YESTERDAY, 7, 1)
    load_calls(YESTERDAY, 9, 2)
    load_calls(DAY, 7, 4)
    chief = stage.actor("chief")
    assert get_bulletin(actor=chief, kind=BulletinKind.SHIFT, on=YESTERDAY).received == 6
    assert get_bulletin(actor=chief, kind=BulletinKind.DAY, on=YESTERDAY).received == 3
    assert get_bulletin(actor=chief, kind=BulletinKind.MONTH, on=YESTERDAY).received == 3


def test_a_single_day_is_held_against_what_is_usual_and_never_called_a_rise_over_last_year(stage: Stage) -> None:
    for week in range(1, 13):
        load_calls(YESTERDAY - datetime.timedelta(weeks=week), 10, 2)
    load_calls(YESTERDAY - YEAR, 10, 1)
    load_calls(YESTERDAY, 10, 9)
    bulletin = get_bulletin(actor=stage.actor("chief"), kind=BulletinKind.SHIFT, on=YESTERDAY)
    total, disputes = bulletin.lines
    assert (total.count, total.usual_low, total.usual_high, total.standing) == (9, 2, 2, "above_usual")
    assert (disputes.category, disputes.base_count, disputes.verdict) == (Category.DISPUTE, 1, "")
    with translation.override("en"):
        assert "9 against usually 2 to 2: above what is usual." in bulletin_sentences(bulletin)
    assert bulletin.beats == (("老城警务区", 9),)


def test_a_month_says_a_clear_fall_with_its_interval_and_leaves_unknown_days_out(stage: Stage) -> None:
    for offset in range(31):
        day = AUGUST + datetime.timedelta(days=offset)
        load_calls(day, 10, 3)
        if not 10 <= offset < 14:
            load_calls(day - YEAR, 10, 8)
    bulletin = get_bulletin(actor=stage.actor("chief"), kind=BulletinKind.MONTH, on=AUGUST)
    total = bulletin.lines[0]
    assert (total.count, total.compared_count, total.base_count, bulletin.unknown_days) == (93, 81, 216, 4)
    assert total.verdict == "clear_fall"
    assert total.low_percent is not None
    assert total.high_percent is not None
    assert total.low_percent < -62 < total.high_percent < 0
    with translation.override("en"):
        assert any(
            "clear fall" in sentence and "81 against 216" in sentence for sentence in bulletin_sentences(bulletin)
        )


def test_a_month_without_last_year_claims_nothing(stage: Stage) -> None:
    load_calls(AUGUST, 10, 3)
    bulletin = get_bulletin(actor=stage.actor("chief"), kind=BulletinKind.MONTH, on=AUGUST)
    assert bulletin.lines[0].change_percent is None
    assert bulletin.lines[0].verdict in {"too_small", "base_zero"}


def test_what_was_issued_stays_although_calls_are_entered_late(stage: Stage) -> None:
    load_calls(YESTERDAY, 10, 3)
    leader = stage.actor("shift_leader")
    issued = issue_bulletin(actor=leader, kind=BulletinKind.SHIFT, on=YESTERDAY)
    assert (issued.received, issued.issued_by) == (3, "钱红梅")
    load_calls(YESTERDAY, 11, 5)
    stop_clock(at(9))
    again = get_bulletin(actor=leader, kind=BulletinKind.SHIFT, on=YESTERDAY)
    assert again == issued
    assert issue_bulletin(actor=leader, kind=BulletinKind.SHIFT, on=YESTERDAY) == issued
    assert AuditEntry.objects.filter(action="issue_bulletin").count() == 1
    assert get_bulletin(actor=leader, kind=BulletinKind.DAY, on=YESTERDAY).received == 8
    assert list_issued(actor=leader, kind=BulletinKind.SHIFT) == [YESTERDAY]


def test_the_database_refuses_to_change_an_issued_bulletin(stage: Stage) -> None:
    issue_bulletin(actor=stage.actor("chief"), kind=BulletinKind.SHIFT, on=YESTERDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedBulletin.objects.update(issued_by="别人")
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedBulletin.objects.all().delete()


def test_it_is_not_issued_before_its_time_is_over_and_not_by_everybody(stage: Stage) -> None:
    with pytest.raises(SpanNotOverError):
        issue_bulletin(actor=stage.actor("chief"), kind=BulletinKind.DAY, on=DAY)
    with pytest.raises(NotAllowedError):
        issue_bulletin(actor=stage.actor("county_staff"), kind=BulletinKind.SHIFT, on=YESTERDAY)
    with pytest.raises(NotAllowedError):
        get_bulletin(actor=stage.actor("auxiliary"), kind=BulletinKind.SHIFT, on=YESTERDAY)


def test_every_station_issues_what_is_over_once_and_by_itself(stage: Stage) -> None:
    load_calls(YESTERDAY, 10, 3)
    assert issue_due_bulletins() == 6  # two stations, three kinds
    assert issue_due_bulletins() == 0
    issued = get_bulletin(actor=stage.actor("chief"), kind=BulletinKind.SHIFT, on=YESTERDAY)
    assert (issued.received, issued.issued_at) == (3, at(8))
    stop_clock(at(8, day=DAY + datetime.timedelta(days=1)))
    assert issue_due_bulletins() == 4


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", list(BulletinKind))
@pytest.mark.parametrize("page", ["indicators:bulletin", "indicators:bulletin_sheet"])
def test_the_pages_open_in_an_empty_station(
    stage: Stage, client: Client, page: str, kind: BulletinKind, language: str
) -> None:
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    for on in ("2026-08-15", "", "nonsense", "0001-01-01"):
        answer = client.get(reverse(page), {"kind": kind.value, "on": on}, headers={"accept-language": language})
        assert answer.status_code == 200


def test_the_page_issues_and_tells_when_it_is_too_early(stage: Stage, client: Client) -> None:
    load_calls(YESTERDAY, 10, 3)
    client.force_login(stage.user("shift_leader"))  # type: ignore[arg-type]
    address = reverse("indicators:bulletin")
    written = {"kind": "shift", "on": YESTERDAY.isoformat()}
    assert "not issued: figures as of now" in client.get(address, written, headers=EN).content.decode()
    page = client.post(address, written, headers=EN, follow=True).content.decode()
    assert "by 钱红梅" in page
    early = client.post(address, {"kind": "day", "on": DAY.isoformat()}, headers=EN, follow=True).content.decode()
    assert "It is issued when its time is over" in early
    client.force_login(stage.user("county_staff"))  # type: ignore[arg-type]
    page = client.get(address, written, headers=EN).content.decode()
    assert "From then on its figures stay as they are." not in page
    assert client.post(address, written, headers=EN).status_code == 403
