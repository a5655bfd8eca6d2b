"""What one shift leaves to the next; a sheet of the past never changes."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.kept_lists import publish_shipped
from tests.stage import DAY, OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import NewReport, ReportRecord
from fengqiao.domains.cases.public import answer_transfer as answer_report
from fengqiao.domains.cases.public import record_urgent_measures, register_report, transfer_report
from fengqiao.domains.incidents.contracts import IncidentRecord, NewSignal, Origin
from fengqiao.domains.incidents.public import (
    answer_call,
    answer_transfer,
    merge_incident,
    take_signal,
    transfer_to_12345,
)
from fengqiao.domains.indicators.contracts import HandoverSheet
from fengqiao.domains.indicators.public import handover_sheet
from fengqiao.foundation.scoping.contracts import SYSTEM

YESTERDAY = DAY - datetime.timedelta(days=1)


def call(stage: Stage, text: str) -> IncidentRecord:
    return take_signal(actor=stage.actor("dispatcher"), signal=NewSignal(origin=Origin.CALL_110, text=text))


def sheet_of(stage: Stage) -> HandoverSheet:
    return handover_sheet(actor=stage.actor("chief"), to_at=at(8))


def texts(sheet: HandoverSheet) -> list[str]:
    return [line.text for line in sheet.incidents_open]


@pytest.fixture
def night(stage: Stage) -> dict[str, IncidentRecord]:
    """Calls before, within and after the shift of yesterday; one answered in it, one a duplicate in it."""
    dispatcher = stage.actor("dispatcher")
    stop_clock(at(7, 50, day=YESTERDAY))
    calls = {"before": call(stage, "前一班的")}
    stop_clock(at(9, day=YESTERDAY))
    calls |= {"open": call(stage, "有人占地晒被子"), "same": call(stage, "又一人报占地")}
    calls |= {"answered": call(stage, "咨询上户口"), "handed": call(stage, "路灯不亮")}
    stop_clock(at(10, day=YESTERDAY))
    answer_call(actor=dispatcher, incident_id=calls["answered"].summary.id, note="已答复")
    transfer_to_12345(actor=dispatcher, incident_id=calls["handed"].summary.id, note="转市政")
    into = calls["open"].summary.number
    merge_incident(actor=dispatcher, incident_id=calls["same"].summary.id, into_number=into)
    stop_clock(at(8, 30))
    calls["after"] = call(stage, "后一班的")
    return calls


def test_the_sheet_holds_what_came_in_within_the_shift_and_was_open_at_its_end(
    stage: Stage, night: dict[str, IncidentRecord]
) -> None:
    sheet = sheet_of(stage)
    assert texts(sheet) == ["有人占地晒被子"]
    assert sheet.incidents_open[0].at == at(9, day=YESTERDAY)
    assert sheet.incidents_received == 3


def test_what_happens_after_the_shift_does_not_change_its_sheet(stage: Stage, night: dict[str, IncidentRecord]) -> None:
    before = sheet_of(stage)
    dispatcher = stage.actor("dispatcher")
    handed, after = night["handed"].summary, night["after"].summary
    answer_transfer(actor=dispatcher, incident_id=handed.id, is_accepted=False, note="不归市政管")
    merge_incident(actor=dispatcher, incident_id=night["open"].summary.id, into_number=after.number)
    assert sheet_of(stage) == before


def test_what_came_back_within_the_shift_is_open_again(stage: Stage, night: dict[str, IncidentRecord]) -> None:
    stop_clock(at(11, day=YESTERDAY))
    handed = night["handed"].summary
    answer_transfer(actor=stage.actor("dispatcher"), incident_id=handed.id, is_accepted=False, note="不归市政管")
    assert texts(sheet_of(stage)) == ["有人占地晒被子", "路灯不亮"]


def report(stage: Stage) -> ReportRecord:
    facts = NewReport(
        incident_number="",
        reporter_name="何桂香",
        reporter_phone="13900000017",
        text="家里门锁被撬",
        facts={"case_type": "burglary_home"},
        scope_path=stage.paths[OLD_TOWN],
        address_text="",
        property_taken="",
    )
    return register_report(actor=stage.actor("case_officer"), report=facts)


def test_a_report_stands_in_the_sheet_while_somebody_owed_an_answer_at_its_end(stage: Stage) -> None:
    publish_shipped("negative_list")
    officer = stage.actor("case_officer")
    stop_clock(at(20, day=YESTERDAY))
    taken, settled = report(stage), report(stage)
    for one in (taken, settled):
        record_urgent_measures(actor=officer, report_id=one.id, text="保护现场")
        transfer_report(actor=officer, report_id=one.id)
    answer_report(actor=SYSTEM, report_id=settled.id, is_accepted=True)
    stop_clock(at(8, 30))
    report(stage)
    before = sheet_of(stage)
    assert [line.number for line in before.reports_due] == [taken.number]
    answer_report(actor=SYSTEM, report_id=taken.id, is_accepted=True)
    assert sheet_of(stage).reports_due == before.reports_due


def test_the_page_shows_each_with_its_time(stage: Stage, client: Client, night: dict[str, IncidentRecord]) -> None:
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    page = client.get(reverse("indicators:handover"), headers={"accept-language": "en"}).content.decode()
    assert "1 still open" in page
    assert "15 Sep 09:00" in page
    assert "后一班的" not in page
