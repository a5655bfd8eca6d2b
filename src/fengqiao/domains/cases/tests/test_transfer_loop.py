"""Urgent measures, transfer, the answer, the way back; and the clock that watches it."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.cases.contracts import (
    HandlerMissingError,
    ReasonMissingError,
    ReportRecord,
    ReportState,
    TransitionRefusedError,
    UrgentMeasuresMissingError,
)
from fengqiao.domains.cases.jobs import watch_transfers
from fengqiao.domains.cases.models import Report
from fengqiao.domains.cases.public import (
    answer_transfer,
    count_reports,
    decide_review,
    get_report,
    record_urgent_measures,
    reports_due,
    transfer_report,
)
from fengqiao.domains.cases.tests.conftest import BURGLARY, NOTHING_KNOWN, SIMPLE_THEFT, take
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

A_DAY = datetime.timedelta(hours=24)


def transferred(stage: Stage) -> ReportRecord:
    report = take(stage, BURGLARY, urgent_measures="保护现场，通知勘查")
    return transfer_report(actor=stage.actor("case_officer"), report_id=report.id)


def test_a_transfer_without_urgent_measures_is_refused(listed: Stage) -> None:
    report, officer = take(listed, BURGLARY), listed.actor("case_officer")
    with pytest.raises(UrgentMeasuresMissingError):
        transfer_report(actor=officer, report_id=report.id)
    with pytest.raises(ReasonMissingError):
        record_urgent_measures(actor=officer, report_id=report.id, text=" \n")
    record_urgent_measures(actor=officer, report_id=report.id, text="保护现场")
    assert transfer_report(actor=officer, report_id=report.id).state is ReportState.TRANSFERRED


def test_a_transfer_tells_the_integration_which_report_goes_where(listed: Stage) -> None:
    report = transferred(listed)
    event = Event.objects.get(kind="cases.report_transferred")
    assert event.object_id == str(report.id)
    assert (event.payload["report_number"], event.payload["handler"]) == (report.number, "criminal_investigation")


def test_a_kept_report_cannot_be_transferred(listed: Stage) -> None:
    report = take(listed, SIMPLE_THEFT, urgent_measures="查看现场")
    with pytest.raises(TransitionRefusedError):
        transfer_report(actor=listed.actor("case_officer"), report_id=report.id)


def test_the_receiving_body_accepts(listed: Stage) -> None:
    report = transferred(listed)
    answered = answer_transfer(actor=listed.actor("county_staff"), report_id=report.id, is_accepted=True)
    assert (answered.state, answered.answered_at) == (ReportState.ACCEPTED, at(8))
    with pytest.raises(TransitionRefusedError):
        answer_transfer(actor=listed.actor("county_staff"), report_id=report.id, is_accepted=True)


def test_what_comes_back_needs_a_reason_and_gets_a_new_clock(listed: Stage) -> None:
    report, body = transferred(listed), listed.actor("county_staff")
    with pytest.raises(ReasonMissingError):
        answer_transfer(actor=body, report_id=report.id, is_accepted=False, reason="  ")
    stop_clock(at(15))
    returned = answer_transfer(actor=body, report_id=report.id, is_accepted=False, reason="不属于入户")
    assert (returned.state, returned.return_reason) == (ReportState.RETURNED, "不属于入户")
    assert returned.transfer_due_at == at(15) + A_DAY
    assert [one.id for one in reports_due(actor=listed.actor("chief"))] == [report.id]


def test_a_returned_report_goes_out_again_after_a_persons_decision(listed: Stage) -> None:
    report, chief = transferred(listed), listed.actor("chief")
    answer_transfer(actor=SYSTEM, report_id=report.id, is_accepted=False, reason="材料不全")
    decide_review(actor=chief, report_id=report.id, handler="criminal_investigation", reason="材料已补齐")
    again = transfer_report(actor=chief, report_id=report.id)
    assert (again.state, again.answered_at, again.return_reason) == (ReportState.TRANSFERRED, None, "")


def test_only_the_receiving_body_answers(listed: Stage) -> None:
    report = transferred(listed)
    with pytest.raises(NotAllowedError):
        answer_transfer(actor=listed.actor("chief"), report_id=report.id, is_accepted=True)
    with pytest.raises(NotVisibleError):
        answer_transfer(actor=listed.actor("other_chief"), report_id=report.id, is_accepted=True)


def test_a_review_is_decided_by_a_named_person_with_a_reason(listed: Stage) -> None:
    report, chief = take(listed, NOTHING_KNOWN), listed.actor("chief")
    with pytest.raises(ReasonMissingError):
        decide_review(actor=chief, report_id=report.id, handler="station", reason="")
    with pytest.raises(HandlerMissingError):
        decide_review(actor=chief, report_id=report.id, handler=" ", reason="单人单起")
    with pytest.raises(NotAllowedError):
        decide_review(actor=SYSTEM, report_id=report.id, handler="station", reason="单人单起")
    with pytest.raises(NotAllowedError):
        decide_review(actor=listed.actor("case_officer"), report_id=report.id, handler="station", reason="单人单起")
    kept = decide_review(actor=chief, report_id=report.id, handler="station", reason="单人单起")
    assert (kept.state, kept.transfer_due_at, kept.decided_by) == (ReportState.KEPT, None, "赵志远")
    assert "单人单起" in kept.reason_text


def test_a_review_that_hands_over_starts_the_transfer_clock(listed: Stage) -> None:
    report = take(listed, NOTHING_KNOWN)
    stop_clock(at(12))
    decided = decide_review(
        actor=listed.actor("chief"), report_id=report.id, handler="criminal_investigation", reason="可能系列"
    )
    assert (decided.state, decided.transfer_due_at) == (ReportState.TO_TRANSFER, at(12) + A_DAY)


def test_an_overdue_transfer_is_told_once_for_each_clock(listed: Stage) -> None:
    report = take(listed, BURGLARY, urgent_measures="保护现场")
    stop_clock(at(8) + A_DAY)
    assert watch_transfers() == 0
    stop_clock(at(8) + A_DAY + datetime.timedelta(seconds=1))
    assert [watch_transfers(), watch_transfers()] == [1, 0]
    assert Event.objects.filter(kind="cases.transfer_overdue").count() == 1
    assert AuditEntry.objects.filter(action="report_overdue").count() == 1
    transfer_report(actor=listed.actor("case_officer"), report_id=report.id)
    answer_transfer(actor=SYSTEM, report_id=report.id, is_accepted=False, reason="材料不全")
    stop_clock(at(9) + 3 * A_DAY)
    assert watch_transfers() == 1


def test_counts_tell_taken_kept_transferred_accepted_and_what_is_late(listed: Stage) -> None:
    take(listed, SIMPLE_THEFT)
    take(listed, NOTHING_KNOWN)
    take(listed, BURGLARY)
    answer_transfer(actor=SYSTEM, report_id=transferred(listed).id, is_accepted=True)
    stop_clock(at(9) + A_DAY)
    counts = count_reports(from_at=at(0), to_at=at(0) + A_DAY, under="")
    assert (counts.taken, counts.kept, counts.transferred, counts.accepted) == (4, 1, 1, 1)
    assert (counts.awaiting_review, counts.transfers_overdue) == (1, 2)
    assert count_reports(from_at=at(0) + A_DAY, to_at=at(0) + 2 * A_DAY, under="").taken == 0


def test_every_step_stands_in_the_timeline_and_the_audit(listed: Stage) -> None:
    report = transferred(listed)
    answer_transfer(actor=SYSTEM, report_id=report.id, is_accepted=True)
    timeline = get_report(actor=listed.actor("chief"), number=report.number).timeline
    assert len(timeline) == 4
    actions = set(AuditEntry.objects.filter(object_id=report.number).values_list("action", flat=True))
    assert actions == {"register_report", "report_transfer", "report_accept"}


def test_the_database_refuses_a_transfer_without_urgent_measures(listed: Stage) -> None:
    report = transferred(listed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.id).update(urgent_measures="")
