"""The station's own simple case from solved to closed, and who may see a report."""

from __future__ import annotations

import pytest
from tests.stage import EAST_GATE, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import (
    ReasonMissingError,
    ReporterNotInformedError,
    ReportState,
    TransitionRefusedError,
)
from fengqiao.domains.cases.public import (
    answer_transfer,
    close_report,
    get_report,
    inform_reporter,
    list_reports,
    register_report,
    return_property,
    solve_report,
    transfer_report,
)
from fengqiao.domains.cases.tests.conftest import BURGLARY, SIMPLE_THEFT, new_report, take
from fengqiao.domains.cases.workflow import TRANSITIONS, Act, possible_acts
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError


def test_a_simple_theft_is_solved_the_property_goes_back_and_the_report_is_closed(listed: Stage) -> None:
    report, officer = take(listed, SIMPLE_THEFT), listed.actor("case_officer")
    solve_report(actor=officer, report_id=report.id, note="调取监控，当天找回")
    returned = return_property(actor=officer, report_id=report.id, receipt_note="平板一台，何桂香签收")
    assert returned.property_returned_at == at(8)
    inform_reporter(actor=officer, report_id=report.id, text="已告知结果")
    closed = close_report(actor=officer, report_id=report.id)
    assert (closed.state, closed.closed_at) == (ReportState.CLOSED, at(8))


def test_a_report_is_not_closed_before_the_reporter_knows_the_end(listed: Stage) -> None:
    report, officer = take(listed, SIMPLE_THEFT), listed.actor("case_officer")
    inform_reporter(actor=officer, report_id=report.id, text="已受理")
    stop_clock(at(10))
    solve_report(actor=officer, report_id=report.id, note="当天找回")
    with pytest.raises(ReporterNotInformedError):
        close_report(actor=officer, report_id=report.id)


def test_an_accepted_transfer_is_closed_once_the_reporter_was_told(listed: Stage) -> None:
    report, officer = take(listed, BURGLARY, urgent_measures="保护现场"), listed.actor("case_officer")
    transfer_report(actor=officer, report_id=report.id)
    answer_transfer(actor=SYSTEM, report_id=report.id, is_accepted=True)
    with pytest.raises(ReporterNotInformedError):
        close_report(actor=officer, report_id=report.id)
    inform_reporter(actor=officer, report_id=report.id, text="已移送刑侦大队")
    assert close_report(actor=officer, report_id=report.id).state is ReportState.CLOSED


def test_property_goes_back_once_and_only_against_a_receipt(listed: Stage) -> None:
    report, officer = take(listed, SIMPLE_THEFT), listed.actor("case_officer")
    with pytest.raises(TransitionRefusedError):
        return_property(actor=officer, report_id=report.id, receipt_note="签收")
    solve_report(actor=officer, report_id=report.id, note="当天找回")
    with pytest.raises(ReasonMissingError):
        return_property(actor=officer, report_id=report.id, receipt_note="")
    return_property(actor=officer, report_id=report.id, receipt_note="签收")
    with pytest.raises(TransitionRefusedError):
        return_property(actor=officer, report_id=report.id, receipt_note="签收")


def test_a_closed_report_allows_nothing_more() -> None:
    assert possible_acts(state=ReportState.CLOSED) == frozenset()
    assert set(TRANSITIONS) == set(Act) - {Act.REGISTER, Act.OVERDUE}


def test_a_report_outside_the_scope_does_not_exist(listed: Stage) -> None:
    report = take(listed, BURGLARY)
    for name in ("other_chief", "officer", "auditor"):
        with pytest.raises(NotVisibleError):
            get_report(actor=listed.actor(name), number=report.number)
    with pytest.raises(NotVisibleError):
        solve_report(actor=listed.actor("other_chief"), report_id=report.id, note="x")
    with pytest.raises(NotVisibleError):
        get_report(actor=listed.actor("chief"), number="61999941接〔2026〕9999")


def test_who_may_see_but_not_handle_is_refused(listed: Stage) -> None:
    report = take(listed, SIMPLE_THEFT)
    with pytest.raises(NotAllowedError):
        solve_report(actor=listed.actor("dispatcher"), report_id=report.id, note="x")


def test_a_community_officer_sees_the_reports_that_he_took_himself(listed: Stage) -> None:
    officer = listed.actor("officer")
    own = register_report(actor=officer, report=new_report(listed, BURGLARY))
    assert get_report(actor=officer, number=own.number).id == own.id
    with pytest.raises(NotAllowedError):
        list_reports(actor=officer)


def test_the_list_shows_the_own_station_newest_first_and_finds_by_text(listed: Stage) -> None:
    chief = listed.actor("chief")
    take(listed, BURGLARY)
    stop_clock(at(9))
    newer = take(listed, SIMPLE_THEFT, text="收款平板被人拿走", scope_path=listed.paths[EAST_GATE])
    assert [one.number[-4:] for one in list_reports(actor=chief)] == ["0002", "0001"]
    assert [one.id for one in list_reports(actor=chief, text="平板")] == [newer.id]
    assert [one.id for one in list_reports(actor=chief, states=[ReportState.KEPT])] == [newer.id]
    assert list_reports(actor=listed.actor("other_chief")) == []
