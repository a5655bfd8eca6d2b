"""Taking a report: routed by the list in force, numbered, never refused."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stage import EAST_GATE, FERRY, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import ReportState
from fengqiao.domains.cases.models import ReportCounter
from fengqiao.domains.cases.public import get_report, register_report
from fengqiao.domains.cases.tests.conftest import (
    BURGLARY,
    NOTHING_KNOWN,
    SIMPLE_THEFT,
    TELECOM_FRAUD,
    new_report,
    take,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=3)
FACT_NAMES = st.sampled_from(["case_type", "suspects", "offences", "is_series"]) | st.text()


def test_a_burglary_of_a_home_goes_to_criminal_investigation_within_24_hours(listed: Stage) -> None:
    report = take(listed, BURGLARY)
    assert report.state is ReportState.TO_TRANSFER
    assert report.handler == "criminal_investigation"
    assert report.transfer_due_at == at(8) + datetime.timedelta(hours=24)


def test_a_single_simple_theft_stays_and_has_no_transfer_clock(listed: Stage) -> None:
    report = take(listed, SIMPLE_THEFT)
    assert (report.state, report.is_kept, report.transfer_due_at) == (ReportState.KEPT, True, None)


def test_telecom_fraud_goes_to_the_anti_fraud_centre(listed: Stage) -> None:
    assert take(listed, TELECOM_FRAUD).handler == "anti_fraud_centre"


def test_what_is_unknown_goes_to_a_person_and_is_never_guessed(listed: Stage) -> None:
    report = take(listed, NOTHING_KNOWN)
    assert report.state is ReportState.NEEDS_REVIEW
    assert report.reason.code == "facts_missing"
    assert report.row_number is None
    assert report.transfer_due_at == at(8) + datetime.timedelta(hours=24)


def test_the_report_keeps_which_row_of_which_version_decided_and_on_what(listed: Stage) -> None:
    report = take(listed, BURGLARY)
    assert report.list_code
    assert report.list_version == 1
    assert report.row_number
    assert report.reason.code == "row_matches"
    assert {one.fact for one in report.matched_conditions} == set(report.facts_used)
    assert report.row_words is not None
    assert report.row_words.title


def test_without_a_list_in_force_the_report_is_taken_and_a_person_decides(stage: Stage) -> None:
    report = take(stage, BURGLARY)
    assert report.state is ReportState.NEEDS_REVIEW
    assert report.reason.code == "list_not_in_force"
    assert report.number.endswith("0001")


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.dictionaries(FACT_NAMES, ANYTHING, max_size=5), text=st.text(max_size=40), name=st.text(max_size=20))
def test_no_report_is_ever_refused_for_what_it_says(listed: Stage, facts: dict[str, Any], text: str, name: str) -> None:
    with transaction.atomic():
        report = take(listed, facts, text=text, reporter_name=name, property_taken=text, urgent_measures=text)
        assert report.number
        assert report.receipt_number
        assert report.state in {ReportState.KEPT, ReportState.TO_TRANSFER, ReportState.NEEDS_REVIEW}
        assert get_report(actor=listed.actor("chief"), number=report.number).timeline


def test_numbers_run_on_per_station_and_start_again_in_the_new_year(listed: Stage) -> None:
    first, second = take(listed, BURGLARY), take(listed, SIMPLE_THEFT, scope_path=listed.paths[EAST_GATE])
    assert [first.number, second.number] == ["61999941接〔2026〕0001", "61999941接〔2026〕0002"]
    assert second.receipt_number == "61999941回〔2026〕0002"
    other = register_report(
        actor=listed.actor("other_chief"), report=new_report(listed, BURGLARY, scope_path=listed.paths[FERRY])
    )
    assert other.number == "61999942接〔2026〕0001"
    stop_clock(datetime.datetime(2026, 12, 31, 16, 30, tzinfo=datetime.UTC))
    assert take(listed, BURGLARY).number == "61999941接〔2027〕0001"


def test_a_report_that_is_rolled_back_leaves_no_hole_in_the_numbers(listed: Stage) -> None:
    take(listed, BURGLARY)

    class InterruptedReportError(Exception):
        pass

    with pytest.raises(InterruptedReportError), transaction.atomic():
        assert take(listed, BURGLARY).number.endswith("0002")
        raise InterruptedReportError
    assert take(listed, BURGLARY).number.endswith("0002")


@pytest.mark.django_db(transaction=True)
def test_numbers_are_gapless_when_many_take_reports_at_once(listed: Stage) -> None:
    def take_and_sometimes_fail(turn: int) -> str | None:
        try:
            with transaction.atomic():
                number = take(listed, BURGLARY).number
                if turn % 5 == 0:
                    raise InterruptedError
            return number
        except InterruptedError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as pool:
        numbers = [number for number in pool.map(take_and_sometimes_fail, range(30)) if number]
    assert sorted(numbers) == [f"61999941接〔2026〕{ordinal:04d}" for ordinal in range(1, 25)]
    assert ReportCounter.objects.get().last_ordinal == 24
    connection.close()


def test_registering_is_audited_and_told_in_the_same_transaction(listed: Stage) -> None:
    report = take(listed, BURGLARY, incident_number="J1")
    entry = AuditEntry.objects.get(action="register_report")
    assert (entry.object_id, entry.details["row"]) == (report.number, report.row_number)
    event = Event.objects.get(kind="cases.report_registered")
    assert (event.payload["outcome"], event.payload["incident_number"]) == ("hand_over", "J1")
    assert "何桂香" not in str(event.payload)


def test_who_holds_no_right_to_take_reports_is_told_so(listed: Stage) -> None:
    with pytest.raises(NotAllowedError):
        register_report(actor=listed.actor("reviewer"), report=new_report(listed, BURGLARY))
    with pytest.raises(NotAllowedError):
        register_report(actor=listed.actor("other_chief"), report=new_report(listed, BURGLARY))


def test_an_anonymous_reporter_stays_without_a_name(listed: Stage) -> None:
    report = take(listed, BURGLARY, is_anonymous=True)
    assert "何" not in report.reporter_name


def test_the_telephone_number_is_masked_wherever_a_report_is_shown(listed: Stage) -> None:
    assert take(listed, BURGLARY).reporter_phone_masked == "139****0017"
