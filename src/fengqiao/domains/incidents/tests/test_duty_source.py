from __future__ import annotations

import datetime

import pytest
from tests.kept_lists import publish_shipped
from tests.stage import DAY, FERRY, OLD_TOWN, STATION, Stage, at, stop_clock

from fengqiao.domains.disputes.public import name_households, register_dispute
from fengqiao.domains.incidents.contracts import IncidentState
from fengqiao.domains.incidents.public import answer_call, duty_source, load_calls, merge_incident
from fengqiao.domains.incidents.tests.scene import EAST_STREET, WENCHANG, call
from fengqiao.domains.incidents.tests.test_import import imported
from fengqiao.domains.places.contracts import NewHousehold
from fengqiao.domains.places.public import load_households
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.public import generate_morning_lists, list_tasks
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db


def _ask(stage: Stage, *, days: int = 90, under: str = STATION) -> DutySourceAnswer:
    since = at(0) - datetime.timedelta(days=days)
    return duty_source(DutySourceQuery(under=stage.paths[under], today=DAY, since=since))


def test_quarrels_at_one_address_are_events_on_it(scene: Stage) -> None:
    for days in (61, 23, 1):
        stop_clock(at(22, day=DAY - datetime.timedelta(days=days)))
        call(scene, "楼上深夜拖拽桌椅", address_code=WENCHANG, position=None)
    stop_clock(at(8))
    answer = _ask(scene)
    assert [event.kind for event in answer.events] == ["quarrel"] * 3
    assert {key for event in answer.events for key in event.subjects} == {("address", WENCHANG)}
    assert answer.events[0].facts["subcategory"] == "neighbour_noise"
    (subject,) = answer.subjects
    assert (subject.kind, subject.id, subject.label) == ("address", WENCHANG, "文昌街12号")
    assert subject.beat_path == scene.paths[OLD_TOWN]
    assert len(_ask(scene, days=30).events) == 2


def test_a_merged_duplicate_is_no_second_quarrel(scene: Stage) -> None:
    first, second = (call(scene, "夫妻吵架", address_code=WENCHANG, position=None) for _ in range(2))
    merge_incident(actor=scene.actor("dispatcher"), incident_id=second.summary.id, into_number=first.summary.number)
    assert len(_ask(scene).events) == 1


def test_violence_at_home_is_an_event_of_its_own(scene: Stage) -> None:
    call(scene, "丈夫打我，我躲在厕所里", address_code=WENCHANG, position=None)
    assert {event.kind for event in _ask(scene).events} == {"quarrel", "domestic_violence"}


def test_a_telecom_fraud_is_a_warning_for_its_address_and_a_false_alarm_none(scene: Stage) -> None:
    taken = call(scene, "接到自称客服的电话，正在往外转钱", address_code=WENCHANG, position=None)
    assert [(event.kind, event.id) for event in _ask(scene).events] == [("fraud_warning", taken.summary.number)]
    answer_call(actor=scene.actor("dispatcher"), incident_id=taken.summary.id, note="打错了", is_false_alarm=True)
    assert _ask(scene).events == ()


def test_the_officer_of_the_beat_gets_the_visit_that_the_list_asks_for(scene: Stage) -> None:
    publish_shipped()
    call(scene, "接到自称客服的电话，正在往外转钱", address_code=WENCHANG, position=None)
    tomorrow = DAY + datetime.timedelta(days=1)
    stop_clock(at(7, day=tomorrow))
    generate_morning_lists(actor=SYSTEM, date=tomorrow, under=scene.paths[STATION])
    (task,) = [
        task
        for task in list_tasks(actor=scene.actor("chief"), on=tomorrow)
        if task.row_number == 7 and task.list_code == "prevention_duty_list"
    ]
    assert (task.subject_id, task.staff_name) == (WENCHANG, "林小满")


def test_what_is_closed_and_not_yet_rung_asks_for_a_call_back(scene: Stage) -> None:
    june = datetime.date(2026, 6, 1)
    rung = at(9, day=june + datetime.timedelta(days=1))
    load_calls(
        actor=SYSTEM,
        source="cad",
        calls=[
            imported("C1", address_code="X-1"),
            imported("C2", address_code="X-2", called_back_at=rung),
            imported("C3", address_code="X-3", on_scene_at=None),
            imported("C4", address_code="X-4", state=IncidentState.MERGED),
            imported("C5"),
            imported("C6", address_code="X-6", unit_code=FERRY),
        ],
    )
    answer = _ask(scene, days=120)
    assert [(event.kind, event.id) for event in answer.events] == [("incident_closed", "cad:C1")]
    assert [(subject.id, subject.label) for subject in answer.subjects] == [("X-1", "枫桥大街")]
    assert answer.subjects[0].position is not None


def test_the_third_quarrel_between_the_same_two_households_is_noticed_wherever_it_happens(scene: Stage) -> None:
    publish_shipped()
    load_households(
        actor=SYSTEM, households=[NewHousehold("H-1", False, WENCHANG), NewHousehold("H-2", False, WENCHANG)]
    )
    for days, address in ((61, WENCHANG), (23, EAST_STREET), (1, WENCHANG)):
        stop_clock(at(22, day=DAY - datetime.timedelta(days=days)))
        taken = call(scene, "楼上深夜拖拽桌椅", address_code=address, position=None)
        dispute = register_dispute(
            actor=scene.actor("chief"),
            incident_number=taken.summary.number,
            summary="噪声",
            kind="neighbour_noise",
            address_code=address,
            scope_path=scene.paths[OLD_TOWN],
        )
        name_households(actor=scene.actor("chief"), code=dispute.code, household_codes=["H-2", "H-1"])
    stop_clock(at(7))
    sides = [event.subjects for event in _ask(scene).events if event.kind == "quarrel"]
    assert [[key for key in one if key.kind == "household"] for one in sides] == [
        [("household", "H-1"), ("household", "H-2")]
    ] * 3
    assert [subject.kind for subject in _ask(scene).subjects] == ["address", "address"]
    generate_morning_lists(actor=SYSTEM, date=DAY, under=scene.paths[STATION])
    rows = {
        (task.row_number, task.subject_id)
        for task in list_tasks(actor=scene.actor("chief"), on=DAY)
        if task.list_code == "community_duty_list" and task.row_number in {10, 15}
    }
    assert rows == {(15, WENCHANG)}
