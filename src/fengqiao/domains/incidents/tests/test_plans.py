"""Contingency plans: offered by kind, ticked by name, signed off by a leader; a drill touches nothing that is live."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import FERRY, STATION, Stage

from fengqiao.domains.incidents.contracts import (
    EmptyPlanError,
    ItemsOpenError,
    NewPlan,
    NoteMissingError,
    PlanItem,
    PlanPart,
    PlanRecord,
    PlanRunningError,
    PlanSignedOffError,
)
from fengqiao.domains.incidents.models import Alarm, Incident
from fengqiao.domains.incidents.public import (
    get_incident,
    list_live,
    list_plans,
    list_runs,
    plans_for,
    publish_plan,
    runs_of,
    set_category,
    sign_off_plan,
    start_drill,
    start_plan,
    tick_item,
)
from fengqiao.domains.incidents.tests.scene import call
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db
ITEMS = (
    PlanItem(PlanPart.VOLUNTEERS, "红袖标巡逻队劝离围观者", "patrol volunteers keep onlookers away"),
    PlanItem(PlanPart.TELL, "消防救援 119", "fire brigade 119"),
    PlanItem(PlanPart.FIRST, "不鸣警笛，便衣接近", "no siren, approach in plain clothes"),
)


def bridge(unit: str = STATION, items: tuple[PlanItem, ...] = ITEMS) -> PlanRecord:
    plan = NewPlan("bridge", unit, "桥栏轻生处置预案", "Bridge railing", ("urgent_help/life_risk",), items)
    return publish_plan(actor=SYSTEM, plan=plan)


def life_at_risk(scene: Stage) -> int:
    record = call(scene, "有人翻过桥栏杆要跳河")
    set_category(
        actor=scene.actor("dispatcher"),
        incident_id=record.summary.id,
        category="urgent_help",
        subcategory="life_risk",
    )
    return record.summary.id


def test_a_plan_is_offered_with_its_kind_of_incident_and_its_unit_only(scene: Stage) -> None:
    plan = bridge()
    bridge(FERRY)
    summary = get_incident(actor=SYSTEM, number=Incident.objects.get(pk=life_at_risk(scene)).number).summary
    assert [one.id for one in plans_for(summary=summary)] == [plan.id]
    assert plans_for(summary=call(scene).summary) == []


def test_its_items_stand_in_the_order_of_the_parts_however_they_were_written(stage: Stage) -> None:
    assert [one.part for one in bridge().items] == [PlanPart.TELL, PlanPart.FIRST, PlanPart.VOLUNTEERS]


def test_each_item_is_ticked_by_name_with_its_time_and_a_leader_signs_off(scene: Stage) -> None:
    run = start_plan(actor=scene.actor("dispatcher"), incident_id=life_at_risk(scene), plan_id=bridge().id)
    for item in (1, 2):
        run = tick_item(actor=scene.actor("dispatcher"), run_id=run.id, item=item)
    assert [(one.ticked_by, one.ticked_at is not None) for one in run.items[:2]] == [("孙晓雨", True)] * 2
    with pytest.raises(ItemsOpenError):
        sign_off_plan(actor=scene.actor("chief"), run_id=run.id)
    with pytest.raises(NoteMissingError):
        tick_item(actor=scene.actor("dispatcher"), run_id=run.id, item=3, is_needed=False)
    tick_item(actor=scene.actor("dispatcher"), run_id=run.id, item=3, is_needed=False, note="没有围观者")
    with pytest.raises(NotAllowedError):
        sign_off_plan(actor=scene.actor("dispatcher"), run_id=run.id)
    signed = sign_off_plan(actor=scene.actor("chief"), run_id=run.id, note="接近方式得当")
    assert (signed.signed_off_by, signed.done) == ("赵志远", 3)
    with pytest.raises(PlanSignedOffError):
        tick_item(actor=scene.actor("dispatcher"), run_id=run.id, item=1)
    told = get_incident(actor=SYSTEM, number=signed.incident_number).timeline
    assert [one.what for one in told][-5:][0] == "启用预案：桥栏轻生处置预案"


def test_a_second_tick_changes_nobodys_name(scene: Stage) -> None:
    run = start_plan(actor=scene.actor("dispatcher"), incident_id=life_at_risk(scene), plan_id=bridge().id)
    tick_item(actor=scene.actor("dispatcher"), run_id=run.id, item=1)
    again = tick_item(actor=scene.actor("chief"), run_id=run.id, item=1)
    assert again.items[0].ticked_by == "孙晓雨"


def test_a_plan_runs_once_on_an_incident_and_keeps_the_version_it_began_with(scene: Stage) -> None:
    incident_id = life_at_risk(scene)
    run = start_plan(actor=scene.actor("dispatcher"), incident_id=incident_id, plan_id=bridge().id)
    newer = bridge(items=ITEMS[:1])
    assert (newer.version, len(runs_of(incident_id=incident_id)[0].items)) == (2, 3)
    with pytest.raises(PlanRunningError):
        start_plan(actor=scene.actor("dispatcher"), incident_id=incident_id, plan_id=newer.id)
    assert run.plan.version == 1
    assert [one.version for one in list_plans(actor=scene.actor("chief"))] == [2]


def test_a_drill_reaches_no_live_list_no_count_and_no_alarm(scene: Stage) -> None:
    before = (list(list_live(actor=scene.actor("chief"))), Incident.objects.count(), Alarm.objects.count())
    plan = bridge()
    live = Event.objects.filter(kind__startswith="incidents.").count()
    run = start_drill(actor=scene.actor("chief"), plan_id=plan.id)
    tick_item(actor=scene.actor("case_officer"), run_id=run.id, item=1)
    assert (list(list_live(actor=scene.actor("chief"))), Incident.objects.count(), Alarm.objects.count()) == before
    assert Event.objects.filter(kind__startswith="incidents.").count() == live
    assert list_runs(actor=scene.actor("chief"), drills=False) == []
    assert [one.id for one in list_runs(actor=scene.actor("chief"), drills=True)] == [run.id]


def test_a_neighbour_neither_starts_nor_ticks_nor_sees_it(scene: Stage) -> None:
    plan = bridge()
    run = start_drill(actor=scene.actor("chief"), plan_id=plan.id)
    for act in (
        lambda: start_drill(actor=scene.actor("other_chief"), plan_id=plan.id),
        lambda: tick_item(actor=scene.actor("other_chief"), run_id=run.id, item=1),
        lambda: start_plan(actor=scene.actor("other_chief"), incident_id=life_at_risk(scene), plan_id=plan.id),
    ):
        with pytest.raises(NotVisibleError):
            act()


def test_a_plan_without_lines_is_refused(stage: Stage) -> None:
    with pytest.raises(EmptyPlanError):
        bridge(items=())


@pytest.mark.parametrize(("language", "words"), [("en", "fire brigade 119"), ("zh-hans", "消防救援 119")])
def test_the_pages_work_in_both_languages_from_writing_to_the_signature(
    client: Client, scene: Stage, language: str, words: str
) -> None:
    client.cookies["django_language"] = language
    client.force_login(scene.user("chief"))  # type: ignore[arg-type]
    assert client.get(reverse("incidents:plans")).status_code == 200
    form = {
        "code": "gas",
        "unit": STATION,
        "title": "燃气异味处置预案",
        "category": "urgent_help/life_risk",
        "tell": "消防救援 119 | fire brigade 119",
    }
    made = client.post(reverse("incidents:new_plan"), form)
    assert words in client.get(made["Location"]).content.decode()
    plan = list_plans(actor=scene.actor("chief"))[0]
    assert "fire brigade 119" in client.get(reverse("incidents:new_plan") + f"?from={plan.id}").content.decode()
    number = Incident.objects.get(pk=life_at_risk(scene)).number
    client.post(reverse("incidents:act", args=[number, "start-plan"]), {"plan": plan.id})
    (run,) = list_runs(actor=scene.actor("chief"), drills=False)
    client.post(reverse("incidents:tick_item", args=[run.id, 1]))
    client.post(reverse("incidents:sign_off_plan", args=[run.id]), {"note": "好"})
    assert "赵志远" in client.get(reverse("incidents:plan_run", args=[run.id])).content.decode()
    assert list_runs(actor=scene.actor("chief"), drills=False)[0].signed_off_by == "赵志远"
    refused = client.post(reverse("incidents:new_plan"), form | {"tell": "", "title": "留下的字"}).content.decode()
    assert "留下的字" in refused
