from __future__ import annotations

import datetime
from dataclasses import asdict, replace

import pytest
from django.utils.translation import override
from tests.stage import OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.cases.contracts import NewReport, ReportRecord, ReportState
from fengqiao.domains.cases.public import (
    decide_review,
    get_report,
    record_urgent_measures,
    register_report,
    transfer_report,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import forget_reading
from fengqiao.foundation.clock.models import ClockRow
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.events.models import Delivery
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.integrations.receiving_bodies import handler
from fengqiao.integrations.receiving_bodies.client import connected_bodies
from fengqiao.integrations.receiving_bodies.handler import collect_answers
from fengqiao.integrations.receiving_bodies.mapping import (
    LANGUAGE_OF_LETTERS,
    BodyAnswer,
    LetterRefusedError,
    TransferLetter,
    Verdict,
    letter_of,
)
from fengqiao.integrations.receiving_bodies.simulator import SimulatedBodies


@pytest.fixture
def transferred(stage: Stage) -> ReportRecord:
    officer, chief = stage.actor("case_officer"), stage.actor("chief")
    report = register_report(
        actor=officer,
        report=NewReport(
            incident_number="X1",
            reporter_name="王某",
            reporter_phone="13800001111",
            text="门锁被撬",
            facts={},
            scope_path=stage.paths[OLD_TOWN],
        ),
    )
    record_urgent_measures(actor=officer, report_id=report.id, text="封控现场")
    decide_review(actor=chief, report_id=report.id, handler="criminal_investigation", reason="入户盗窃")
    return transfer_report(actor=officer, report_id=report.id)


class RefusingBody:
    """Another adapter of the same border: a body that sends everything back at once."""

    connection = "refusing body"

    def __init__(self) -> None:
        self.letters: list[TransferLetter] = []

    def send(self, *, letter: TransferLetter) -> None:
        self.letters.append(letter)

    def answer_to(self, *, letter: TransferLetter, moment: datetime.datetime) -> BodyAnswer | None:
        return BodyAnswer(Verdict.SENT_BACK, "刑侦大队", "管辖地不在本县")


def later() -> None:
    stop_clock(at(8) + datetime.timedelta(minutes=21))


def sent_letters() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="send_transfer").order_by("id"))


def test_a_transfer_waits_and_is_then_accepted_by_a_body_that_says_it_is_simulated(
    transferred: ReportRecord,
) -> None:
    assert collect_answers() == 0
    later()
    assert collect_answers() == 1
    report = get_report(actor=SYSTEM, number=transferred.number)
    assert report.state is ReportState.ACCEPTED
    assert "模拟" in report.timeline[-1].actor_name
    assert collect_answers() == 0


def test_the_event_of_a_transfer_sends_one_letter_whose_digest_is_kept(transferred: ReportRecord) -> None:
    with override("en"):
        deliver_pending()
    (entry,) = sent_letters()
    with override(LANGUAGE_OF_LETTERS):
        report = get_report(actor=SYSTEM, number=transferred.number)
    assert report.transferred_at is not None
    letter = letter_of(report=report, transferred_at=report.transferred_at)
    assert entry.details == {"body": "criminal_investigation", "letter": letter.digest, "connection": "simulator"}
    assert (entry.object_id, entry.scope_path) == (transferred.number, transferred.scope_path)
    assert not Delivery.objects.exclude(state=Delivery.State.DONE).exists()


def test_a_letter_carries_what_the_body_needs_and_no_telephone_number(transferred: ReportRecord) -> None:
    letter = letter_of(report=transferred, transferred_at=at(8))
    assert letter.urgent_measures == "封控现场"
    assert letter.text == "门锁被撬"
    assert not any("13800001111" in str(value) for value in asdict(letter).values())
    assert letter.digest != replace(letter, text="门锁完好").digest


def test_the_simulated_body_takes_no_letter_in_which_something_is_missing(transferred: ReportRecord) -> None:
    letter = letter_of(report=transferred, transferred_at=at(8))
    SimulatedBodies().send(letter=letter)
    with pytest.raises(LetterRefusedError, match="urgent_measures"):
        SimulatedBodies().send(letter=replace(letter, urgent_measures=" "))


def test_what_a_body_sends_back_comes_back_with_its_reason(
    transferred: ReportRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = RefusingBody()
    monkeypatch.setattr(handler, "connected_bodies", lambda: body)
    deliver_pending()
    assert [letter.report_number for letter in body.letters] == [transferred.number]
    assert collect_answers() == 1
    report = get_report(actor=SYSTEM, number=transferred.number)
    assert (report.state, report.return_reason) == (ReportState.RETURNED, "管辖地不在本县")
    assert report.timeline[-1].actor_name == "刑侦大队"


def test_a_report_that_has_moved_on_is_not_sent(transferred: ReportRecord) -> None:
    later()
    collect_answers()
    deliver_pending()
    assert sent_letters() == []


def test_a_real_station_sends_nothing_and_is_never_answered_by_the_simulator(transferred: ReportRecord) -> None:
    later()
    ClockRow.objects.update(is_simulated=False)
    forget_reading()
    assert connected_bodies() is None
    deliver_pending()
    assert (collect_answers(), sent_letters()) == (0, [])
    assert get_report(actor=SYSTEM, number=transferred.number).state is ReportState.TRANSFERRED
