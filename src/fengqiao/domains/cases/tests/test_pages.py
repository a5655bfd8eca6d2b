"""The pages of the register: list, form, report with its why, receipt, and what they refuse."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import ReportState
from fengqiao.domains.cases.models import Report
from fengqiao.domains.cases.public import get_report
from fengqiao.domains.cases.tests.conftest import BURGLARY, NOTHING_KNOWN, SIMPLE_THEFT, take
from fengqiao.foundation.scoping.contracts import SYSTEM

CHINESE, ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}, {"HTTP_ACCEPT_LANGUAGE": "en"}
PAGES = ("cases:report", "cases:receipt")


def signed_in(client: Client, stage: Stage, name: str) -> Client:
    client.force_login(stage.user(name))
    return client


def body(client: Client, address: str, language: dict[str, str] = CHINESE) -> str:
    page = client.get(address, **language)
    assert page.status_code == 200, address
    return page.content.decode()


def act(client: Client, number: str, name: str, **data: str) -> None:
    answer = client.post(reverse("cases:act", args=[number, name]), data)
    assert answer.status_code == 302


def state_of(number: str) -> ReportState:
    return get_report(actor=SYSTEM, number=number).state


def test_an_empty_register_says_what_will_appear_and_offers_to_take_a_report(client: Client, stage: Stage) -> None:
    page = body(signed_in(client, stage, "chief"), reverse("cases:reports"), ENGLISH)
    assert "No report yet" in page
    assert reverse("cases:new") in page


def test_the_register_shows_state_handler_masked_telephone_and_the_clock(client: Client, listed: Stage) -> None:
    take(listed, BURGLARY)
    take(listed, SIMPLE_THEFT)
    signed_in(client, listed, "chief")
    page = body(client, reverse("cases:reports"))
    assert "刑侦大队" in page
    assert "139****0017" in page
    assert "13900000017" not in page
    assert "剩1天" in page
    assert "lamp-idle" in page
    stop_clock(at(8) + datetime.timedelta(hours=19))
    assert "lamp-warning" in body(client, reverse("cases:reports"))
    stop_clock(at(8) + datetime.timedelta(hours=26))
    late = body(client, reverse("cases:reports"), ENGLISH)
    assert "lamp-danger" in late
    assert "2 h late" in late


def test_the_query_finds_by_state_and_words_and_its_part_is_only_the_rows(client: Client, listed: Stage) -> None:
    take(listed, BURGLARY)
    kept = take(listed, SIMPLE_THEFT, text="收款平板被人拿走")
    signed_in(client, listed, "chief")
    rows = client.get(reverse("cases:reports"), {"state": "kept", "part": "rows"}).context["reports"]
    assert [one.number for one in rows] == [kept.number]
    part = client.get(reverse("cases:reports"), {"q": "平板", "part": "rows"}).content.decode()
    assert kept.number in part
    assert "<html" not in part
    assert "No report fits the query" in body(client, reverse("cases:reports") + "?q=zzz", ENGLISH)
    assert client.get(reverse("cases:reports"), {"state": "nonsense"}).status_code == 200


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_report_opens_the_clause_that_decided_beside_it(
    client: Client, listed: Stage, language: dict[str, str]
) -> None:
    report = take(listed, BURGLARY)
    page = body(signed_in(client, listed, "chief"), reverse("cases:report", args=[report.number]), language)
    title, handler = {
        True: ("入户盗窃", "刑侦大队"),
        False: ("Burglary of a home", "criminal investigation brigade"),
    }[language is CHINESE]
    assert title in page
    assert handler in page
    assert f"/lists/negative_list/1/#row-{report.row_number}" in page
    assert client.get("/lists/negative_list/1/").status_code == 200


def test_a_reporter_who_wants_no_name_has_none_on_screen_and_paper(client: Client, listed: Stage) -> None:
    report = take(listed, BURGLARY, is_anonymous=True)
    signed_in(client, listed, "chief")
    assert all("何桂香" not in body(client, reverse(name, args=[report.number])) for name in PAGES)


def test_the_receipt_names_number_time_officer_and_what_happens_next(client: Client, listed: Stage) -> None:
    signed_in(client, listed, "chief")
    handed_over, kept, open_ = take(listed, BURGLARY), take(listed, SIMPLE_THEFT), take(listed, NOTHING_KNOWN)
    page = body(client, reverse("cases:receipt", args=[handed_over.number]))
    for words in (handed_over.receipt_number, "2026-09-16 08:00", "李建军", "何桂香", "最迟于2026-09-17 08:00前移送"):
        assert words in page
    assert "本案由城关派出所办理" in body(client, reverse("cases:receipt", args=[kept.number]))
    assert "确定办理单位" in body(client, reverse("cases:receipt", args=[open_.number]))


def test_the_form_asks_what_the_list_asks_and_unknown_goes_to_a_person(client: Client, listed: Stage) -> None:
    signed_in(client, listed, "officer")
    assert "入户盗窃" in body(client, reverse("cases:new"))
    told = {"text": "门锁被撬", "scope_path": listed.paths[OLD_TOWN], "reporter_name": "何桂香"}
    answer = client.post(reverse("cases:new"), {**told, "fact_case_type": "burglary_home", "fact_is_series": "no"})
    report = Report.objects.get()
    assert answer.headers["Location"] == reverse("cases:report", args=[report.number])
    assert (report.facts, report.state) == ({"case_type": "burglary_home", "is_series": False}, "to_transfer")
    client.post(reverse("cases:new"), told)
    assert Report.objects.latest("id").state == "needs_review"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_form_takes_a_report_also_without_a_list(client: Client, stage: Stage) -> None:
    signed_in(client, stage, "case_officer")
    assert "No negative list is in force" in body(client, reverse("cases:new"), ENGLISH)
    client.post(reverse("cases:new"), {"text": "门锁被撬", "scope_path": stage.paths[OLD_TOWN]})
    assert Report.objects.get().state == "needs_review"


def test_a_place_outside_the_own_scope_is_not_taken_from_the_form(client: Client, listed: Stage) -> None:
    signed_in(client, listed, "other_chief")
    page = client.post(reverse("cases:new"), {"text": "门锁被撬", "scope_path": listed.paths[OLD_TOWN]})
    assert page.status_code == 200
    assert page.context["form"].errors["scope_path"]
    assert not Report.objects.exists()


def test_the_way_of_a_burglary_through_the_pages(client: Client, listed: Stage) -> None:
    number = take(listed, BURGLARY).number
    signed_in(client, listed, "case_officer")
    act(client, number, "transfer")
    refused = body(client, reverse("cases:report", args=[number]))
    assert "请先写明已采取的紧急措施" in refused
    assert state_of(number) is ReportState.TO_TRANSFER
    act(client, number, "urgent-measures", text="保护现场")
    act(client, number, "transfer")
    assert "等待刑侦大队答复" in body(client, reverse("cases:report", args=[number]))
    signed_in(client, listed, "county_staff")
    act(client, number, "return", text="材料不全")
    signed_in(client, listed, "chief")
    assert "材料不全" in body(client, reverse("cases:report", args=[number]))
    act(client, number, "review", handler="criminal_investigation", text="材料已补齐")
    act(client, number, "transfer")
    signed_in(client, listed, "county_staff")
    act(client, number, "accept")
    signed_in(client, listed, "case_officer")
    act(client, number, "inform", text="已移送刑侦大队")
    act(client, number, "close")
    assert state_of(number) is ReportState.CLOSED


def test_the_way_of_a_simple_theft_through_the_pages(client: Client, listed: Stage) -> None:
    number = take(listed, SIMPLE_THEFT).number
    signed_in(client, listed, "case_officer")
    for name, text in (("solve", "当天找回"), ("property", "平板一台，签收"), ("inform", "已告知"), ("close", "")):
        assert reverse("cases:act", args=[number, name]) in body(client, reverse("cases:report", args=[number]))
        act(client, number, name, text=text)
    assert state_of(number) is ReportState.CLOSED
    assert "没有待办事项" in body(client, reverse("cases:report", args=[number]))


def test_who_may_only_look_is_offered_nothing_and_refused(client: Client, listed: Stage) -> None:
    number = take(listed, SIMPLE_THEFT).number
    signed_in(client, listed, "dispatcher")
    assert '<form method="post" action="/reports' not in body(client, reverse("cases:report", args=[number]))
    assert client.post(reverse("cases:act", args=[number, "solve"]), {"text": "x"}).status_code == 403
    assert state_of(number) is ReportState.KEPT


def test_outside_the_scope_there_is_no_report_and_without_the_right_no_register(client: Client, listed: Stage) -> None:
    number = take(listed, BURGLARY).number
    signed_in(client, listed, "other_chief")
    assert [client.get(reverse(name, args=[number])).status_code for name in PAGES] == [404, 404]
    assert client.post(reverse("cases:act", args=[number, "transfer"])).status_code == 404
    signed_in(client, listed, "reviewer")
    assert client.get(reverse("cases:reports")).status_code == 403
    assert client.get(reverse("cases:new")).status_code == 403


def test_an_unknown_act_is_not_found_and_acts_are_not_done_by_looking(client: Client, listed: Stage) -> None:
    number = take(listed, BURGLARY).number
    signed_in(client, listed, "chief")
    assert client.post(reverse("cases:act", args=[number, "burn"])).status_code == 404
    assert client.get(reverse("cases:act", args=[number, "transfer"])).status_code == 405


def test_what_a_reporter_says_is_shown_as_text_never_as_markup(client: Client, listed: Stage) -> None:
    report = take(listed, BURGLARY, text="<script>alert(1)</script>", reporter_name="<b>x</b>")
    signed_in(client, listed, "chief")
    for name in PAGES:
        page = body(client, reverse(name, args=[report.number]))
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
