"""The pages of disputes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.disputes.contracts import DisputeState
from fengqiao.domains.disputes.public import get_dispute
from fengqiao.domains.disputes.tests.conftest import days
from fengqiao.foundation.scoping.contracts import SYSTEM

CHINESE, ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}, {"HTTP_ACCEPT_LANGUAGE": "en"}


def signed_in(client: Client, stage: Stage, name: str) -> Client:
    client.force_login(stage.user(name))
    return client


def body(client: Client, address: str, language: dict[str, str] = CHINESE) -> str:
    page = client.get(address, **language)
    assert page.status_code == 200, address
    return page.content.decode()


def test_without_disputes_the_page_says_what_will_appear(client: Client, stage: Stage) -> None:
    assert "No dispute yet" in body(signed_in(client, stage, "officer"), reverse("disputes:disputes"), ENGLISH)


@pytest.mark.parametrize(
    ("language", "words"),
    [(CHINESE, ("邻里纠纷", "已化解", "老城街12号")), (ENGLISH, ("Neighbours", "Settled", "due today"))],
)
def test_the_list_shows_what_falls_due_and_how_each_stands(
    client: Client, settled: Stage, language: dict[str, str], words: tuple[str, ...]
) -> None:
    page = body(signed_in(client, settled, "chief"), reverse("disputes:disputes"), language)
    assert all(word in page for word in words)
    assert "林小满" in page


def test_an_overdue_promise_is_red_and_says_how_late(client: Client, settled: Stage) -> None:
    stop_clock(at(8, day=days(2)))
    page = body(signed_in(client, settled, "chief"), reverse("disputes:disputes"), ENGLISH)
    assert "lamp-danger" in page
    assert "2 days late" in page


def test_the_query_finds_by_state_and_words(client: Client, settled: Stage) -> None:
    signed_in(client, settled, "chief")

    def found(**query: str) -> list[str]:
        page = client.get(reverse("disputes:disputes"), query).context["page"]
        return [one.code for one in page.disputes]

    assert found(state="registered") == ["J-2"]
    assert found(q="楼道") == ["J-1"]
    assert found(state="nonsense") == ["J-2", "J-1"]
    part = body(client, reverse("disputes:disputes") + "?part=rows&q=zzz", ENGLISH)
    assert "No dispute fits the query" in part
    assert "<html" not in part


@pytest.mark.parametrize(("decision", "state"), [("kept", DisputeState.SETTLED), ("broken", DisputeState.REOPENED)])
def test_an_officer_says_whether_the_promise_was_kept(
    client: Client, settled: Stage, decision: str, state: DisputeState
) -> None:
    signed_in(client, settled, "officer")
    assert reverse("disputes:decide", args=["P-1"]) in body(client, reverse("disputes:dispute", args=["J-1"]))
    answer = client.post(
        reverse("disputes:decide", args=["P-1"]), {"decision": decision, "note": "上门看过"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("disputes:dispute", args=["J-1"])
    assert "上门看过" in answer.content.decode()
    assert get_dispute(actor=SYSTEM, code="J-1").state is state


def test_a_second_decision_is_refused_in_words(client: Client, settled: Stage) -> None:
    signed_in(client, settled, "officer")
    address = reverse("disputes:decide", args=["P-1"])
    client.post(address, {"decision": "kept"})
    answer = client.post(address, {"decision": "broken"}, follow=True, **ENGLISH)
    assert "This promise was decided before" in answer.content.decode()
    assert client.post(address, {"decision": "perhaps"}).status_code == 400


def test_who_only_looks_has_no_buttons_and_is_refused(client: Client, settled: Stage) -> None:
    signed_in(client, settled, "dispatcher")
    assert reverse("disputes:decide", args=["P-1"]) not in body(client, reverse("disputes:dispute", args=["J-1"]))
    assert client.post(reverse("disputes:decide", args=["P-1"]), {"decision": "kept"}).status_code == 403


def test_outside_the_scope_there_is_nothing(client: Client, settled: Stage) -> None:
    signed_in(client, settled, "other_officer")
    assert client.get(reverse("disputes:dispute", args=["J-1"])).status_code == 404
    assert client.get(reverse("disputes:promise", args=["P-1"])).status_code == 404
    assert client.get(reverse("disputes:promise", args=["P-9"])).status_code == 404
    assert client.post(reverse("disputes:decide", args=["P-1"]), {"decision": "kept"}).status_code == 404
    signed_in(client, settled, "auditor")
    assert client.get(reverse("disputes:disputes")).status_code == 403
