"""What a call becomes: a report by the negative list, or a dispute; each once, with its number on the incident."""

from __future__ import annotations

import pytest
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.cases.public import get_report
from fengqiao.domains.disputes.public import get_dispute
from fengqiao.domains.incidents.contracts import FeedbackResult, IncidentRecord, IncidentState, OrderState
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    get_incident,
    give_feedback,
    review_feedback,
)
from fengqiao.domains.incidents.tests.scene import CAR, WENCHANG, call
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db


def _on_scene(stage: Stage, text: str, **more: object) -> IncidentRecord:
    taken = call(stage, text, address_code=WENCHANG, position=None, **more)
    (order,) = dispatch_units(actor=stage.actor("dispatcher"), incident_id=taken.summary.id, unit_codes=[CAR])
    advance_order(actor=stage.actor("case_officer"), order_id=order.id, step=OrderState.ON_SCENE)
    return taken


def test_a_burglary_becomes_a_report_in_the_officers_name(scene: Stage) -> None:
    taken = _on_scene(scene, "家里门锁被撬，少了金手镯", caller_name="张先生", caller_phone="138****0000")
    officer = scene.actor("case_officer")
    record = give_feedback(
        actor=officer,
        incident_id=taken.summary.id,
        result=FeedbackResult.CONVERTED_TO_CASE,
        text="保护现场，出具回执。",
        report_facts={"type": "burglary_home", "offences": 1, "property_taken": "金手镯一只"},
    )
    report = get_report(actor=SYSTEM, number=record.report_number)
    assert (report.incident_number, report.reporter_name) == (taken.summary.number, "张先生")
    assert (report.property_taken, report.address_text) == ("金手镯一只", "文昌街12号")
    assert report.facts["type"] == "burglary_home"
    assert "property_taken" not in report.facts
    assert report.officer_name == officer.name
    entry = AuditEntry.objects.filter(object_id=taken.summary.number, action="report_attached").get()
    assert entry.actor_name == officer.name


def test_a_quarrel_becomes_a_dispute_of_its_kind(scene: Stage) -> None:
    taken = _on_scene(scene, "楼上深夜拖拽桌椅")
    record = give_feedback(
        actor=scene.actor("dispatcher"),
        incident_id=taken.summary.id,
        result=FeedbackResult.CONVERTED_TO_DISPUTE,
        text="劝开，引导到会客厅调解。",
    )
    dispute = get_dispute(actor=SYSTEM, code=record.dispute_code)
    assert (dispute.kind, dispute.incident_number) == ("neighbour_noise", taken.summary.number)
    assert dispute.scope_path == scene.paths[OLD_TOWN]


def test_a_returned_feedback_registers_nothing_twice(scene: Stage) -> None:
    taken = _on_scene(scene, "放在车筐里的手机不见了")
    numbers = []
    for text in ("已登记", "调取监控，已登记并出具回执。"):
        record = give_feedback(
            actor=scene.actor("case_officer"),
            incident_id=taken.summary.id,
            result=FeedbackResult.CONVERTED_TO_CASE,
            text=text,
            report_facts={"type": "theft_simple"},
        )
        numbers.append(record.report_number)
        is_last = len(numbers) == 2
        review_feedback(
            actor=scene.actor("shift_leader"), incident_id=taken.summary.id, is_approved=is_last, note="再写细些"
        )
    assert numbers[0] == numbers[1] != ""
    found = get_incident(actor=scene.actor("chief"), number=taken.summary.number)
    assert found.summary.state is IncidentState.CONVERTED_TO_CASE
    assert found.stamps["closed_at"] is not None
