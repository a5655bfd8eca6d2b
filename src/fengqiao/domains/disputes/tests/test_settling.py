"""An agreement settles a dispute, and each promise in it becomes an obligation with its day."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.stage import DAY, EAST_GATE, OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.disputes.contracts import (
    AgreementMissingError,
    DisputeState,
    DomesticViolenceError,
    DueInThePastError,
    NewDispute,
    NewPromise,
    NotOpenError,
    PromiseIncompleteError,
)
from fengqiao.domains.disputes.models import MediationAgreement, Obligation
from fengqiao.domains.disputes.public import (
    decide_obligation,
    duty_source,
    get_dispute,
    list_due_obligations,
    load_disputes,
    settle_dispute,
)
from fengqiao.domains.disputes.tests.conftest import days
from fengqiao.domains.tasks.contracts import DutySourceQuery
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotAllowedError, NotVisibleError

PROMISES = (NewPromise("王芳", "赔偿漆面维修费600元", days(7)), NewPromise("刘强", "当面道歉", days(1)))
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def settle(actor: Actor, code: str = "J-2", promises: tuple[NewPromise, ...] = PROMISES) -> DisputeState:
    return settle_dispute(actor=actor, code=code, agreement=" 双方各让一步。 ", promises=promises).state


def test_an_agreement_settles_it_and_its_promises_are_followed_up(settled: Stage) -> None:
    officer = settled.actor("other_officer")
    assert settle(officer) is DisputeState.SETTLED
    dispute = get_dispute(actor=officer, code="J-2")
    assert (dispute.settled_at, dispute.agreements[0].text) == (at(8), "双方各让一步。")
    assert [(one.code, one.text, one.staff_number) for one in dispute.obligations] == [
        ("J-2-2", "当面道歉", "100006"),
        ("J-2-1", "赔偿漆面维修费600元", "100006"),
    ]
    assert [one.code for one in list_due_obligations(actor=officer, by_date=days(1))] == ["J-2-2"]
    query = DutySourceQuery(under=settled.paths[EAST_GATE], today=days(1), since=at(0))
    assert {one.id for one in duty_source(query).subjects} == {"J-2-1", "J-2-2"}
    assert Event.objects.get(kind="disputes.settled").payload["obligations"] == 2
    entry = AuditEntry.objects.get(action="settle_dispute")
    assert (entry.actor_name, entry.details["obligations"]) == ("周大勇", ["J-2-1", "J-2-2"])


def test_what_the_chief_settles_is_followed_up_by_the_beat(settled: Stage) -> None:
    settle(settled.actor("chief"))
    assert set(Obligation.objects.filter(dispute__code="J-2").values_list("staff_number", flat=True)) == {""}


def test_a_settled_dispute_is_not_settled_again_until_a_promise_was_broken(settled: Stage) -> None:
    officer = settled.actor("officer")
    with pytest.raises(NotOpenError):
        settle(officer, "J-1")
    decide_obligation(actor=officer, code="P-1", is_kept=False, note="")
    stop_clock(at(9))
    assert settle(officer, "J-1") is DisputeState.SETTLED
    codes = [one.code for one in get_dispute(actor=officer, code="J-1").obligations]
    assert sorted(codes) == ["J-1-3", "J-1-4", "P-1", "P-2"]


def test_domestic_violence_is_never_settled_by_an_agreement_alone(settled: Stage, client: Client) -> None:
    load_disputes(actor=SYSTEM, disputes=[NewDispute("J-9", "丈夫动手", "domestic_violence", "", OLD_TOWN, DAY)])
    with pytest.raises(DomesticViolenceError):
        settle(settled.actor("chief"), "J-9")
    client.force_login(settled.user("chief"))  # type: ignore[arg-type]
    page = client.get(reverse("disputes:dispute", args=["J-9"]), **ENGLISH).content.decode()
    assert "warning letter" in page
    assert reverse("disputes:settle", args=["J-9"]) not in page


@pytest.mark.parametrize(
    ("promise", "error"),
    [
        (NewPromise("王芳", "道歉", days(-1)), DueInThePastError),
        (NewPromise(" ", "道歉", DAY), PromiseIncompleteError),
        (NewPromise("王芳", "\x00", DAY), PromiseIncompleteError),
    ],
)
def test_a_promise_that_says_too_little_leaves_everything_as_it_was(
    settled: Stage, promise: NewPromise, error: type[Exception]
) -> None:
    with pytest.raises(error):
        settle(settled.actor("chief"), promises=(PROMISES[0], promise))
    assert get_dispute(actor=SYSTEM, code="J-2").state is DisputeState.REGISTERED
    assert not MediationAgreement.objects.exists()


def test_an_agreement_has_words(settled: Stage) -> None:
    with pytest.raises(AgreementMissingError):
        settle_dispute(actor=SYSTEM, code="J-2", agreement="  ")
    settle_dispute(actor=SYSTEM, code="J-2", agreement="当场道歉")
    with pytest.raises(IntegrityError), transaction.atomic():
        MediationAgreement.objects.update(text="")


def test_only_who_handles_disputes_there_settles(settled: Stage) -> None:
    with pytest.raises(NotAllowedError):
        settle(settled.actor("dispatcher"))
    for name in ("officer", "other_chief"):
        with pytest.raises(NotVisibleError):
            settle(settled.actor(name))
    with pytest.raises(NotVisibleError):
        settle(settled.actor("chief"), "J-99")


def form(*rows: tuple[str, str, str], agreement: str = "双方各让一步") -> dict[str, str]:
    data = {"agreement": agreement, "promise-TOTAL_FORMS": str(len(rows)), "promise-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        names = ("promisor_name", "text", "due_date")
        data |= {f"promise-{number}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def test_the_page_leads_from_the_form_to_the_settled_dispute(settled: Stage, client: Client) -> None:
    client.force_login(settled.user("other_officer"))  # type: ignore[arg-type]
    address = reverse("disputes:settle", args=["J-2"])
    assert address in client.get(reverse("disputes:dispute", args=["J-2"])).content.decode()
    assert 'type="date"' in client.get(address).content.decode()
    rows = (("王芳", "赔偿600元", days(7).isoformat()), ("", "", ""))
    page = client.post(address, form(*rows), follow=True, **ENGLISH).content.decode()
    assert "双方各让一步" in page
    assert "赔偿600元" in page
    assert "7 days left" in page
    assert address not in page
    assert client.get(address).status_code == 302


def test_the_page_keeps_what_was_written_and_says_what_is_missing(settled: Stage, client: Client) -> None:
    client.force_login(settled.user("other_officer"))  # type: ignore[arg-type]
    address = reverse("disputes:settle", args=["J-2"])
    page = client.post(address, form(("王芳", "", "")), **ENGLISH).content.decode()
    assert "王芳" in page
    assert page.count('class="error"') == 2
    late = client.post(address, form(("王芳", "道歉", days(-1).isoformat())), **ENGLISH).content.decode()
    assert "falls due today or later" in late
    assert client.post(address, {"agreement": "x"}).status_code == 200
    assert get_dispute(actor=SYSTEM, code="J-2").state is DisputeState.REGISTERED
