from __future__ import annotations

import datetime

import pytest
from tests.stage import OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import NewReport, ReportRecord, ReportState
from fengqiao.domains.cases.public import (
    decide_review,
    get_report,
    record_urgent_measures,
    register_report,
    transfer_report,
)
from fengqiao.foundation.clock.clock import forget_reading
from fengqiao.foundation.clock.models import ClockRow
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.integrations.receiving_bodies.simulator import answer_waiting_transfers


@pytest.fixture
def transferred(stage: Stage) -> ReportRecord:
    officer, chief = stage.actor("case_officer"), stage.actor("chief")
    report = register_report(
        actor=officer,
        report=NewReport(
            incident_number="X1",
            reporter_name="王某",
            reporter_phone="",
            text="门锁被撬",
            facts={},
            scope_path=stage.paths[OLD_TOWN],
        ),
    )
    record_urgent_measures(actor=officer, report_id=report.id, text="封控现场")
    decide_review(actor=chief, report_id=report.id, handler="criminal_investigation", reason="入户盗窃")
    return transfer_report(actor=officer, report_id=report.id)


def test_a_transfer_waits_and_is_then_accepted_by_a_body_that_says_it_is_simulated(
    transferred: ReportRecord,
) -> None:
    assert answer_waiting_transfers() == 0
    stop_clock(at(8) + datetime.timedelta(minutes=21))
    assert answer_waiting_transfers() == 1
    report = get_report(actor=SYSTEM, number=transferred.number)
    assert report.state is ReportState.ACCEPTED
    assert "模拟" in report.timeline[-1].actor_name
    assert answer_waiting_transfers() == 0


def test_a_real_station_is_never_answered_by_the_simulator(transferred: ReportRecord) -> None:
    stop_clock(at(8) + datetime.timedelta(minutes=21))
    ClockRow.objects.update(is_simulated=False)
    forget_reading()
    assert answer_waiting_transfers() == 0
    assert get_report(actor=SYSTEM, number=transferred.number).state is ReportState.TRANSFERRED
