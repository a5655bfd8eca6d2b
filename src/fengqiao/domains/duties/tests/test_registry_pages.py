"""Pages of backtests, of the boundary and of the registry: useful when empty, in both languages, for who may."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from tests.stage import COUNTY, DAY, OTHER_STATION, STATION, Stage, at, stop_clock

from fengqiao.domains.duties.contracts import BacktestWish, ModelState, NewOutsideTask
from fengqiao.domains.duties.public import (
    adopt_model,
    get_model_page,
    register_model,
    report_outside_task,
    request_backtest,
    start_draft,
    start_model_trial,
    take_backtest_turn,
    take_trial_turn,
)
from fengqiao.domains.duties.tests.past import Past, build_past
from fengqiao.domains.duties.tests.test_application_models import MODEL, RULE
from fengqiao.domains.duties.tests.test_backtests import LONGER_WEEKLY
from fengqiao.domains.duties.tests.test_boundary_tasks import LAND, UNKNOWN

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def past(stage: Stage) -> Past:
    return build_past(stage)


def page(client: Client, stage: Stage, who: str, address: str, **headers: str) -> str:
    client.force_login(stage.user(who))
    answer = client.get(address, **(headers or ENGLISH))
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "address", "words"),
    [
        ("officer", "/lists/boundary/report/", "Nothing yet."),
        ("chief", "/lists/boundary/desk/", "Nothing waits"),
        ("chief", "/lists/boundary/", "No boundary is drawn yet"),
        ("officer", "/lists/models/", "No model is registered yet"),
    ],
)
def test_an_empty_page_says_what_will_stand_there(
    client: Client, stage: Stage, who: str, address: str, words: str
) -> None:
    assert words in page(client, stage, who, address)
    assert words not in page(client, stage, who, address, HTTP_ACCEPT_LANGUAGE="zh-hans")


def test_an_officer_reports_in_three_fields_and_reads_the_clause(client: Client, past: Past) -> None:
    form = page(client, past.stage, "officer", "/lists/boundary/report/")
    assert len(re.findall(r"<(?:input|textarea)[^>]* required", form)) == 3
    asked = {"giver": "县城建投公司", "what": LAND, "minutes": "120"}
    answer = client.post("/lists/boundary/report/", asked, follow=True, **ENGLISH).content.decode()
    assert "Not our work" in answer
    assert "Land clearance, debt collection" in answer
    assert "recognised by “征地拆迁”" in answer


def test_a_report_that_says_too_little_stays_on_the_page(client: Client, past: Past) -> None:
    client.force_login(past.stage.user("officer"))
    answer = client.post("/lists/boundary/report/", {"giver": "镇政府", "what": "x", "minutes": "0"}, **ENGLISH)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode() or "errorlist" in answer.content.decode()


def test_the_chief_decides_and_the_minutes_are_shown(client: Client, past: Past) -> None:
    officer = past.stage.actor("officer")
    report_outside_task(actor=officer, task=NewOutsideTask("镇政府", LAND, 90))
    task = report_outside_task(actor=officer, task=NewOutsideTask("县文旅局", UNKNOWN, 240))
    desk = page(client, past.stage, "chief", "/lists/boundary/desk/")
    assert UNKNOWN in desk
    assert "1 h 30 min" in desk
    answer = client.post(
        f"/lists/boundary/tasks/{task.id}/decide/", {"answer": "take_on", "reason": "节日安保"}, follow=True, **ENGLISH
    )
    assert "Nothing waits" in answer.content.decode()
    assert "节日安保" in page(client, past.stage, "officer", f"/lists/boundary/tasks/{task.id}/")


def test_a_decision_without_a_reason_is_asked_for_one(client: Client, past: Past) -> None:
    task = report_outside_task(actor=past.stage.actor("officer"), task=NewOutsideTask("县文旅局", UNKNOWN, 240))
    client.force_login(past.stage.user("chief"))
    answer = client.post(
        f"/lists/boundary/tasks/{task.id}/decide/", {"answer": "refuse", "reason": ""}, follow=True, **ENGLISH
    )
    assert "Say why, in a few words." in answer.content.decode()


def test_an_officer_contests_a_clause(client: Client, past: Past) -> None:
    task = report_outside_task(actor=past.stage.actor("officer"), task=NewOutsideTask("镇政府", LAND, 90))
    client.force_login(past.stage.user("officer"))
    answer = client.post(f"/lists/boundary/tasks/{task.id}/contest/", {"reason": "有人持刀"}, follow=True, **ENGLISH)
    assert "The chief decides by" in answer.content.decode()


def test_the_boundary_of_a_day_names_its_lists_and_who_takes_cases(client: Client, past: Past) -> None:
    today = page(client, past.stage, "officer", "/lists/boundary/")
    assert "Criminal cases that go to others" in today
    assert "from 2026-01-01" in today
    assert "No boundary is drawn yet" in page(client, past.stage, "officer", "/lists/boundary/?on=2025-06-01")


def test_a_backtest_is_asked_for_on_the_drafts_page_and_read_on_its_own(client: Client, past: Past) -> None:
    stage = past.stage
    draft = start_draft(actor=stage.actor("county_staff"), document=LONGER_WEEKLY, unit_code=COUNTY)
    assert "Run a backtest" in page(client, stage, "county_staff", f"/lists/drafts/{draft.id}/")
    answer = client.post(f"/lists/drafts/{draft.id}/backtest/", {"weeks": "1", "share_percent": "50"})
    address = answer.headers["Location"]
    assert "Living through the stored days" in page(client, stage, "county_staff", address)
    while take_backtest_turn(seconds=60):
        pass
    part = client.get(f"{address}part/")
    assert part.headers["HX-Refresh"] == "true"
    result = page(client, stage, "county_staff", address)
    assert "This draft costs about as many minutes a day" in result or "minutes a day more" in result
    assert "limit 50 % of the shift" in result
    assert "What this rests on" in result
    assert draft.digest in result
    assert "needs_backtest" not in result
    assert "Why you sign without a backtest" not in page(client, stage, "county_staff", f"/lists/drafts/{draft.id}/")


def test_a_backtest_is_stopped_by_hand(client: Client, past: Past) -> None:
    stage = past.stage
    draft = start_draft(actor=stage.actor("county_staff"), document=LONGER_WEEKLY, unit_code=COUNTY)
    backtest = request_backtest(actor=stage.actor("county_staff"), draft_id=draft.id, wish=BacktestWish(weeks=1))
    client.force_login(stage.user("county_staff"))
    answer = client.post(f"/lists/backtests/{backtest.id}/stop/", follow=True, **ENGLISH)
    assert "Nothing was kept of it" in answer.content.decode()


def test_a_model_begins_from_a_row_and_is_registered_tried_signed_and_drafted(client: Client, past: Past) -> None:
    stage = past.stage
    assert "Begin a model from this row" in page(client, stage, "officer", "/lists/community_duty_list/1/")
    begun = page(client, stage, "officer", "/lists/models/new/?list=community_duty_list&version=1&row=10")
    assert "event: quarrel, count: 3" in begun
    assert 'value="2027-09-16"' in begun, "a year at most unless the row ends earlier"
    posted = {
        "unit_code": STATION,
        "kind": "rule",
        "code": "third_quarrel",
        "title_zh": "第三次争吵",
        "purpose_zh": "早一步上门",
        "expires_on": "2027-06-30",
        "rule_text": RULE.replace("\n", "\r\n"),
    }
    assert client.post("/lists/models/new/", posted).headers["Location"] == "/lists/models/third_quarrel/"
    client.post("/lists/models/third_quarrel/try/")
    stop_clock(at(8, day=DAY + datetime.timedelta(days=7)))
    while take_trial_turn():
        pass
    client.force_login(stage.user("county_staff"))
    shown = client.get("/lists/models/third_quarrel/", **ENGLISH).content.decode()
    assert "Sign; put it in force" in shown
    client.post("/lists/models/third_quarrel/sign/", {"reason": "有效"})
    assert get_model_page(actor=stage.actor("officer"), code="third_quarrel").record.state is ModelState.IN_FORCE
    answer = client.post("/lists/models/third_quarrel/draft_row/", {"unit_code": COUNTY})
    assert answer.headers["Location"].startswith("/lists/drafts/")


def test_a_rule_with_a_fault_is_shown_by_line(client: Client, past: Past) -> None:
    client.force_login(past.stage.user("officer"))
    posted = {
        "unit_code": STATION,
        "kind": "rule",
        "code": "third_quarrel",
        "title_zh": "第三次争吵",
        "purpose_zh": "早一步上门",
        "expires_on": "2027-06-30",
        "rule_text": RULE.replace("event: quarrel", "event: quarel"),
    }
    answer = client.post("/lists/models/new/", posted, **ENGLISH).content.decode()
    assert '<td class="num">7</td>' in answer
    assert "Did you mean" in answer


def test_units_stand_beside_each_other_with_the_same_figure(client: Client, past: Past) -> None:
    stage = past.stage
    loud = past.address("A1")
    for days_ago in (60, 45, 40, 20):
        past.quarrel(loud, days_ago=days_ago)
    record = register_model(actor=stage.actor("officer"), model=MODEL, unit_code=STATION)
    start_model_trial(actor=stage.actor("officer"), model_id=record.id)
    adopt_model(actor=stage.actor("other_chief"), model_id=record.id, unit_code=OTHER_STATION)
    while take_trial_turn():
        pass
    shown = page(client, stage, "officer", "/lists/models/third_quarrel/")
    assert "城关派出所" in shown
    assert "渡口派出所" in shown
    assert "1 / 1" in shown
    assert "100% (21% – 100%)" in page(client, stage, "officer", "/lists/models/")


def test_what_a_state_does_not_allow_is_no_door(client: Client, past: Past) -> None:
    register_model(actor=past.stage.actor("officer"), model=MODEL, unit_code=STATION)
    client.force_login(past.stage.user("officer"))
    assert client.post("/lists/models/third_quarrel/sign/", {"reason": "x"}).status_code == 404
    assert client.post("/lists/models/third_quarrel/nonsense/").status_code == 404
