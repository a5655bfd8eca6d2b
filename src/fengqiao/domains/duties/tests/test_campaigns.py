"""A campaign: a directive to many units, drafted and signed like a list, in force for its units, over by itself."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils.translation import override
from tests.stage import COUNTY, EAST_GATE, OTHER_STATION, STATION, Stage

from fengqiao.domains.duties.contracts import ListInvalidError, ListKind, OwnTextError, Text
from fengqiao.domains.duties.public import (
    check_document,
    duty_lists_by_path,
    duty_lists_in_force,
    publish_draft,
    publish_list,
    sign_draft,
    start_draft,
)
from fengqiao.domains.duties.queries import get_list_page, list_cards, preview_document
from fengqiao.domains.duties.tests.test_admission_gate import HEAD, a_row
from fengqiao.domains.duties.tests.test_drafting import second_person
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.engines.duties.conditions import Condition, Operator
from fengqiao.engines.duties.contracts import TaskKind
from fengqiao.engines.duties.triggers import BecomesTrue, Campaign
from fengqiao.foundation.scoping.contracts import SYSTEM

CAMPAIGN = f"""code: petrol_campaign
kind: campaign
version: 1
title: {{zh: 散装汽油专项检查, en: Check of loose petrol}}
effective_from: 2026-09-20
units: ["{STATION}"]
rows:
  - number: 1
    duty: 散装汽油销售点专项检查
    clause: 对散装汽油销售点逐一检查。
    basis: 县局通知〔2026〕3号
    owner_role: community_officer
    subject_kind: key_venue
    condition: 'kind == "loose_petrol"'
    campaign: {{from: 2026-09-20, to: 2026-09-30}}
    template: {{steps: [看], evidence: [检查情况], minutes: 20}}
    sunset: 2026-09-30
"""


def day(number: int) -> datetime.date:
    return datetime.date(2026, 9, number)


def test_a_campaign_is_signed_by_a_second_person_and_in_force_for_the_units_it_names(stage: Stage) -> None:
    author, second = stage.actor("county_staff"), second_person(stage)
    draft = start_draft(actor=author, document=CAMPAIGN, unit_code=COUNTY)
    with pytest.raises(OwnTextError):
        sign_draft(actor=author, draft_id=draft.id, seen_digest=draft.digest)
    waiver = "专项行动只有十天"
    sign_draft(actor=second, draft_id=draft.id, seen_digest=draft.digest, backtest_waiver=waiver)
    record = publish_draft(actor=author, draft_id=draft.id, seen_digest=draft.digest)
    assert record.kind is ListKind.CAMPAIGN
    [listed] = duty_lists_in_force(on=day(20), path=stage.paths[STATION])
    [row] = listed.duty_list.rows
    assert row.trigger == Campaign(day(20), day(30))
    assert row.task_kind is TaskKind.DIRECTIVE
    assert listed.rows[0].trigger == Text("2026-09-20至2026-09-30做一次", "once, from 2026-09-20 to 2026-09-30")
    assert duty_lists_in_force(on=day(20), path=stage.paths[OTHER_STATION]) == []
    both = [stage.paths[STATION], stage.paths[OTHER_STATION]]
    at_once = duty_lists_by_path(on=day(20), paths=both)
    assert [[one.record.code for one in at_once[path]] for path in both] == [["petrol_campaign"], []]
    assert duty_lists_by_path(on=datetime.date(2026, 10, 1), paths=both) == {path: [] for path in both}


@pytest.mark.parametrize(("on", "applies"), [(day(19), False), (day(30), True), (datetime.date(2026, 10, 1), False)])
def test_a_campaign_ends_by_itself(stage: Stage, on: datetime.date, applies: bool) -> None:
    publish_list(actor=SYSTEM, document=CAMPAIGN, unit_code=COUNTY)
    assert bool(duty_lists_in_force(on=on, path=stage.paths[STATION])) == applies
    [card] = list_cards(actor=stage.actor("county_staff"), on=on)
    assert (card.is_in_force, card.is_over) == (applies, on > day(30))


def test_a_campaign_without_units_is_for_every_station_below(stage: Stage) -> None:
    document = CAMPAIGN.replace(f'units: ["{STATION}"]\n', "")
    publish_list(actor=SYSTEM, document=document, unit_code=COUNTY)
    for code in (STATION, OTHER_STATION):
        assert len(duty_lists_in_force(on=day(21), path=stage.paths[code])) == 1


@pytest.mark.parametrize(
    ("units", "words"),
    [("999999000000", "There is no unit 999999000000"), (EAST_GATE, "is a beat; a campaign is for whole stations")],
)
def test_a_campaign_for_a_unit_that_cannot_take_it_is_refused(stage: Stage, units: str, words: str) -> None:
    document = CAMPAIGN.replace(STATION, units)
    with override("en"):
        [problem] = preview_document(actor=stage.actor("county_staff"), document=document, unit_code=COUNTY).problems
    assert words in problem.what
    assert problem.line == 6
    with pytest.raises(ListInvalidError):
        publish_list(actor=SYSTEM, document=document, unit_code=COUNTY)


def test_a_station_cannot_send_a_campaign_to_another_station(stage: Stage) -> None:
    document = CAMPAIGN.replace(STATION, OTHER_STATION)
    with override("en"):
        [problem] = preview_document(actor=stage.actor("county_staff"), document=document, unit_code=STATION).problems
    assert f"There is no unit {OTHER_STATION}" in problem.what


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("campaign: {from: 2026-09-20, to: 2026-09-30}", "every: month", "A row of a campaign has no other trigger"),
        ("kind: campaign\n", "kind: community_duty_list\n", "“units” is not"),
        ("to: 2026-09-30}", "to: 2026-09-10}", "ends on 2026-09-10, before it begins"),
        ("sunset: 2026-09-30", "sunset: 2026-09-29", "before its tasks close on 2026-09-30"),
        ("{from: 2026-09-20", "{from: 2026-09-18", "before the campaign takes effect"),
        ("    sunset:", "    window: {due_days: 3}\n    sunset:", "due on its last day"),
        ("owner_role: community_officer\n    ", "", "the admission gate refuses"),
        ('"loose_petrol"\'', '"loose_petrol" && kind == "hotel"\'', "can never fire"),
    ],
)
def test_a_campaign_that_does_not_hold_together_is_refused_with_advice(old: str, new: str, words: str) -> None:
    assert old in CAMPAIGN
    with override("en"):
        problems = check_document(document=CAMPAIGN.replace(old, new))
    assert any(words in problem.what or words in problem.advice for problem in problems), problems


def test_a_campaign_in_a_duty_list_is_refused() -> None:
    with override("en"):
        [problem] = check_document(document=HEAD + a_row(1, "campaign: {from: 2026-10-01, to: 2026-10-02}"))
    assert "a document of its own" in problem.what


def test_the_page_of_a_campaign_says_whom_it_is_for_and_when_it_is_over(stage: Stage, client: Client) -> None:
    publish_list(actor=SYSTEM, document=CAMPAIGN, unit_code=COUNTY)
    page = get_list_page(actor=stage.actor("county_staff"), code="petrol_campaign", version=1)
    assert (len(page.units), page.is_over) == (1, False)
    client.force_login(stage.user("county_staff"))
    shown = client.get("/lists/petrol_campaign/1/", headers={"accept-language": "en"}).content.decode()
    assert "A campaign: each task once, until its last day." in shown
    assert page.units[0] in shown
    assert "kind == &quot;loose_petrol&quot;" in shown


def test_a_condition_that_becomes_true_is_a_trigger_without_an_event() -> None:
    line = "when: {condition: 'capacity >= 10', again_after_days: 90}"
    parsed, problems = read_document(HEAD + a_row(1, line))
    assert parsed is not None, problems
    assert parsed.duty_list is not None
    [row] = parsed.duty_list.rows
    assert row.trigger == BecomesTrue((Condition("capacity", Operator.AT_LEAST, 10),), 90)
    assert parsed.rows[0].trigger == Text(
        "一旦容量不少于10；办结90天后再次提出", "as soon as: capacity at least 10; again 90 days after it was done"
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("when: {again_after_days: 90}",), "“condition” is missing"),
        (("when: {condition: capacity > 3, count: 3}",), "counts events, but names none"),
        (("when: {condition: capacitx > 3}",), "Did you mean “capacity”?"),
        (("when: {condition: capacity > 3 && capacity < 2}",), "no value of “capacity” meets its conditions"),
        (("when: {condition: capacity > 3}", "condition: capacity < 2"), "no value of “capacity” meets its conditions"),
        (("when: {condition: capacity > 3}", "window: {lapse_days: 3}"), "as long as its condition holds"),
        (("when: {condition: capacity > 3, again_after_days: 0}",), "not between"),
    ],
)
def test_a_condition_as_a_trigger_is_checked_like_any_other(lines: tuple[str, ...], words: str) -> None:
    with override("en"):
        problems = check_document(document=HEAD + a_row(1, *lines))
    assert any(words in f"{problem.what} {problem.advice}" for problem in problems), problems


def test_facts_about_persons_are_closed_to_triggers_too() -> None:
    line = """when: {condition: '"elderly_alone" in kinds'}"""
    with override("en"):
        [problem] = check_document(document=HEAD + a_row(1, line, subject="resident"))
    assert "facts about a single person" in problem.what
