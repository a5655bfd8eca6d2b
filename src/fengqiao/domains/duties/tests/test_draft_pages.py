"""The pages on which a list is drafted, signed and published."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.kept_lists import publish_shipped
from tests.stage import COUNTY, OTHER_STATION, PASSWORD, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import create_account, grant_role
from fengqiao.domains.duties.contracts import DraftRecord, ListState
from fengqiao.domains.duties.public import (
    get_draft_page,
    list_drafts,
    list_versions,
    shipped_documents,
    start_draft,
)
from fengqiao.foundation.scoping.contracts import SYSTEM

COMMUNITY = shipped_documents()["community_duty_list"]
NEXT = (
    COMMUNITY.replace("\nversion: 1\n", "\nversion: 2\n")
    .replace("\neffective_from: 2026-01-01\n", "\neffective_from: 2026-10-01\n")
    .replace("minutes: 90", "minutes: 75")
)
BEGUN = COMMUNITY.replace("\nversion: 1\n", "\nversion: 2\n").replace(
    "\neffective_from: 2026-01-01\n", "\neffective_from: 2026-09-17\n"
)
"""What the next version begins with: the next number, and a first day that is still to come."""
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
REVIEWER = "legal"


@pytest.fixture
def published(stage: Stage) -> Stage:
    publish_shipped("community_duty_list")
    return stage


@pytest.fixture
def reviewer(published: Stage) -> Client:
    user_id = create_account(
        actor=SYSTEM, username=REVIEWER, display_name="法制员", password=PASSWORD, must_change_password=False
    )
    grant_role(actor=SYSTEM, user_id=user_id, role=Role.LEGAL_REVIEWER, scope_path=published.paths[COUNTY])
    client = Client()
    assert client.login(username=REVIEWER, password=PASSWORD)
    return client


def signed_in(client: Client, stage: Stage, name: str) -> Client:
    client.force_login(stage.user(name))
    return client


def drafted(stage: Stage, document: str = NEXT) -> DraftRecord:
    return start_draft(actor=stage.actor("county_staff"), document=document, unit_code=COUNTY)


def act(client: Client, draft: DraftRecord, name: str, **data: str) -> str:
    address = f"/lists/drafts/{draft.id}/{name}/"
    answer = client.post(address, {"seen_digest": draft.digest, **data}, follow=True, **ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_may_not_draft_does_not_reach_the_form(client: Client, stage: Stage) -> None:
    assert signed_in(client, stage, "officer").get("/lists/drafts/new/").status_code == 403
    assert client.post("/lists/drafts/new/", {"unit_code": STATION, "document": COMMUNITY}).status_code == 403
    assert client.get("/lists/drafts/").status_code == 403
    assert client.post("/lists/drafts/check/", {"unit_code": STATION, "document": COMMUNITY}).status_code == 403


def test_without_drafts_the_page_says_how_one_begins(client: Client, stage: Stage) -> None:
    page = signed_in(client, stage, "county_staff").get("/lists/drafts/", **ENGLISH).content.decode()
    assert "No draft is under way" in page
    assert "/lists/drafts/new/" in page


def test_a_version_is_copied_edited_signed_and_published_by_two_people(client: Client, reviewer: Client) -> None:
    client.login(username="county_staff", password=PASSWORD)
    page = client.get("/lists/drafts/new/?copy=community_duty_list&version=1", **ENGLISH).content.decode()
    assert text_in(page) == BEGUN
    answer = client.post("/lists/drafts/new/", {"unit_code": COUNTY, "document": NEXT, "step": "keep"})
    draft_id = int(re.findall(r"\d+", answer.headers["Location"])[0])
    page = reviewer.get(f"/lists/drafts/{draft_id}/", **ENGLISH).content.decode()
    assert "<del>90</del>" in page
    assert "<ins>75</ins>" in page
    assert "/publish/" not in page
    digest = re.findall(r'name="seen_digest" value="([0-9a-f]+)"', page)[0]
    assert "This text was not tried on past days yet" in page
    untried = reviewer.post(f"/lists/drafts/{draft_id}/sign/", {"seen_digest": digest}, follow=True, **ENGLISH)
    assert "say why you sign without one" in untried.content.decode()
    reviewer.post(f"/lists/drafts/{draft_id}/sign/", {"seen_digest": digest, "backtest_waiver": "reworded only"})
    answer = client.post(f"/lists/drafts/{draft_id}/publish/", {"seen_digest": digest})
    assert answer.headers["Location"] == f"/lists/community_duty_list/2/?unit={COUNTY}"
    page = client.get(answer.headers["Location"], **ENGLISH).content.decode()
    assert "法制员" in page
    assert "not yet in force" in page


def text_in(page: str) -> str:
    """What a browser would send back from the page's editor."""
    [text] = re.findall(r'(?s)<textarea name="document"[^>]*>\n(.*?)</textarea>', page)
    return html.unescape(text)


def test_an_author_is_told_that_a_second_person_signs(client: Client, published: Stage) -> None:
    draft = drafted(published)
    signed_in(client, published, "county_staff")
    page = client.get(f"/lists/drafts/{draft.id}/", **ENGLISH).content.decode()
    assert "a second person signs it" in page
    assert "Sign this text" not in page
    assert "You wrote a part of this text" in act(client, draft, "sign")
    assert get_draft_page(actor=SYSTEM, draft_id=draft.id).record.state is ListState.DRAFT


def test_the_text_is_checked_while_it_is_written(client: Client, published: Stage) -> None:
    signed_in(client, published, "county_staff")
    bad = NEXT.replace("every: year", "every: decade", 1)
    line = bad.split("\n").index("    every: decade") + 1
    posted = {"unit_code": COUNTY, "document": bad.replace("\n", "\r\n")}
    part = client.post("/lists/drafts/check/", posted, **ENGLISH).content.decode()
    assert f'href="#line-{line}"' in part
    assert "rows[1].every" in part
    assert "<html" not in part
    part = client.post("/lists/drafts/check/", {**posted, "document": NEXT}, **ENGLISH).content.decode()
    assert "<ins>75</ins>" in part
    assert client.post("/lists/drafts/check/", {**posted, "unit_code": "1"}).status_code == 404


def test_a_text_is_stored_as_it_was_written_whatever_the_browser_does_to_line_ends(
    client: Client, published: Stage
) -> None:
    draft = drafted(published)
    signed_in(client, published, "county_staff")
    text = "\n" + NEXT + "# 注释 \t\n\n"
    assert "Saved." in act(client, draft, "save", document=text.replace("\n", "\r\n"))
    assert client.get(f"/lists/drafts/{draft.id}/text.yaml").content.decode() == text
    assert text_in_editor(client, draft) == text


def text_in_editor(client: Client, draft: DraftRecord) -> str:
    page = client.get(f"/lists/drafts/{draft.id}/", **ENGLISH).content.decode()
    [text] = re.findall(r'(?s)<textarea class="mono" id="document"[^>]*>\n(.*?)</textarea>', page)
    return html.unescape(text)


def test_who_saves_over_anothers_change_keeps_the_own_text_and_is_told(client: Client, published: Stage) -> None:
    draft = drafted(published)
    signed_in(client, published, "county_staff")
    act(client, draft, "save", document=NEXT + "# first\n")
    page = act(client, draft, "save", document=NEXT + "# second\n")
    assert "Somebody has changed the draft meanwhile" in page
    assert "# second" in page
    assert get_draft_page(actor=SYSTEM, draft_id=draft.id).record.document == NEXT + "# first\n"


def test_a_draft_goes_back_with_words(reviewer: Client, published: Stage) -> None:
    draft = drafted(published)
    assert "Say why the draft goes back" in act(reviewer, draft, "return", note=" ")
    assert "周期过密" in act(reviewer, draft, "return", note="周期过密")
    assert reviewer.post(f"/lists/drafts/{draft.id}/burn/", {"seen_digest": draft.digest}).status_code == 404
    assert reviewer.post(f"/lists/drafts/{draft.id}/sign/", {}).status_code == 404


def test_withdrawing_ends_a_draft(client: Client, published: Stage) -> None:
    draft = drafted(published)
    assert "No draft is under way" in act(signed_in(client, published, "county_staff"), draft, "withdraw")
    assert list_drafts(actor=SYSTEM) == []
    assert "does not allow this any more" in act(client, draft, "save", document="x")


def test_a_station_may_draft_but_not_see_another_stations_draft(client: Client, published: Stage) -> None:
    draft = start_draft(actor=published.actor("chief"), document=NEXT, unit_code=STATION)
    assert client.get(f"/lists/drafts/{draft.id}/").status_code == 302
    signed_in(client, published, "other_chief")
    assert client.get(f"/lists/drafts/{draft.id}/").status_code == 404
    assert client.get(f"/lists/drafts/{draft.id}/text.yaml").status_code == 404
    assert client.post(f"/lists/drafts/{draft.id}/withdraw/", {"seen_digest": draft.digest}).status_code == 404


def test_a_bad_document_is_answered_with_its_lines(client: Client, stage: Stage) -> None:
    signed_in(client, stage, "county_staff")
    document = NEXT.replace("every: year", "every: decade", 1)
    line = document.split("\n").index("    every: decade") + 1
    posted = {"unit_code": COUNTY, "document": document, "step": "check"}
    page = client.post("/lists/drafts/new/", posted, **ENGLISH).content.decode()
    assert f'href="#line-{line}"' in page
    assert "rows[1].every" in page
    assert list_drafts(actor=SYSTEM) == []


def test_an_uploaded_list_is_shown_with_its_difference_and_then_kept(client: Client, published: Stage) -> None:
    signed_in(client, published, "county_staff")
    file = SimpleUploadedFile("list.yaml", NEXT.encode())
    page = client.post("/lists/drafts/new/", {"unit_code": COUNTY, "file": file, "step": "check"}, **ENGLISH)
    assert "<ins>75</ins>" in page.content.decode()
    [carried] = re.findall(r'(?s)<textarea name="document" hidden>\n(.*?)</textarea>', page.content.decode())
    document = html.unescape(carried).replace("\n", "\r\n")
    client.post("/lists/drafts/new/", {"unit_code": COUNTY, "document": document, "step": "keep"})
    [card] = list_drafts(actor=SYSTEM)
    assert card.record.document == NEXT
    assert [one.version for one in list_versions(actor=SYSTEM)] == [1]


def test_the_form_refuses_what_is_no_text_and_units_of_others(client: Client, stage: Stage) -> None:
    signed_in(client, stage, "county_staff")
    file = SimpleUploadedFile("list.yaml", "清单".encode("gbk"))
    page = client.post("/lists/drafts/new/", {"unit_code": OTHER_STATION, "file": file}, **ENGLISH)
    assert "not UTF-8 text" in page.content.decode()
    page = client.post("/lists/drafts/new/", {"unit_code": "1", "document": COMMUNITY}, **ENGLISH)
    assert "Select a valid choice" in page.content.decode()
    assert list_drafts(actor=SYSTEM) == []


def test_a_row_that_repeats_another_is_shown_to_who_signs(reviewer: Client, published: Stage) -> None:
    draft = drafted(published)
    page = reviewer.get(f"/lists/drafts/{draft.id}/", **ENGLISH).content.decode()
    assert "These rows may ask for the same work twice" in page
    assert "排查情况" in page


def test_the_vocabulary_stands_beside_the_editor(client: Client, published: Stage) -> None:
    draft = drafted(published)
    page = signed_in(client, published, "county_staff").get(f"/lists/drafts/{draft.id}/", **ENGLISH).content.decode()
    assert "What conditions may ask" in page
    assert "monthly, quarterly, half_yearly" in page
    assert "closed: needs an impact assessment" in page


def test_one_row_is_changed_in_a_form_and_the_rest_of_the_text_stays(client: Client, published: Stage) -> None:
    draft = drafted(published)
    signed_in(client, published, "county_staff")
    address = f"/lists/drafts/{draft.id}/rows/8/"
    assert f'href="{address}"' in client.get(f"/lists/drafts/{draft.id}/", **ENGLISH).content.decode()
    page = client.get(address, **ENGLISH).content.decode()
    posted = {
        name: html.unescape(value) for name, value in re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', page)
    }
    [posted["owner_role"]] = re.findall(r'<option value="(\w+)" selected>', page)
    [clause] = re.findall(r'(?s)<textarea name="clause"[^>]*>\n(.*?)</textarea>', page)
    posted |= {"clause": html.unescape(clause), "minutes": "80"}
    assert client.post(address, posted).headers["Location"] == f"/lists/drafts/{draft.id}/"
    record = get_draft_page(actor=SYSTEM, draft_id=draft.id).record
    assert record.document == NEXT.replace("minutes: 75", "minutes: 80")
    again = client.post(address, posted, **ENGLISH).content.decode()
    assert "Somebody has changed the draft meanwhile" in again
    assert client.get(f"/lists/drafts/{draft.id}/rows/99/").status_code == 404
