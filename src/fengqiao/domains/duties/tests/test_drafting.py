"""A list is drafted by one person, signed by a second, and published as it was signed."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override
from tests.stage import COUNTY, DAY, OLD_TOWN, OTHER_STATION, STATION, Stage

from fengqiao.domains.duties.contracts import (
    DraftAct,
    DraftChangedError,
    DraftClosedError,
    DraftRecord,
    ListInvalidError,
    ListState,
    NoteMissingError,
    OwnTextError,
    SignOffMissingError,
)
from fengqiao.domains.duties.public import (
    duty_lists_in_force,
    get_draft_page,
    list_drafts,
    list_versions,
    publish_draft,
    publish_list,
    return_draft,
    save_draft,
    shipped_documents,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotAllowedError, NotVisibleError

TOMORROW = DAY + datetime.timedelta(days=1)
COMMUNITY = re.sub(
    r"(?m)^effective_from: .*$", f"effective_from: {TOMORROW}", shipped_documents()["community_duty_list"]
)


def second_person(stage: Stage) -> Actor:
    """A colleague of the same office and rank, with an account of his own."""
    return replace(stage.actor("county_staff"), staff_id=None, user_id=90_001, name="second")


def drafted(stage: Stage, document: str = COMMUNITY, *, unit: str = COUNTY) -> DraftRecord:
    return start_draft(actor=stage.actor("county_staff"), document=document, unit_code=unit)


def signed(stage: Stage, draft: DraftRecord) -> DraftRecord:
    return sign_draft(
        actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest, backtest_waiver="first list"
    )


def test_a_draft_becomes_a_version_through_two_people(stage: Stage) -> None:
    draft = signed(stage, drafted(stage))
    assert (draft.state, draft.signed_by) == (ListState.REVIEWED, "second")
    version = publish_draft(actor=stage.actor("county_staff"), draft_id=draft.id, seen_digest=draft.digest)
    assert version.document == COMMUNITY
    assert (version.drafted_by, version.signed_by) == (("冯敏",), "second")
    assert version.signed_at == draft.signed_at
    assert list_drafts(actor=stage.actor("county_staff")) == []
    assert duty_lists_in_force(on=DAY, path=stage.paths[OLD_TOWN]) == []
    [in_force] = duty_lists_in_force(on=TOMORROW, path=stage.paths[OLD_TOWN])
    assert in_force.record.digest == draft.digest


def test_every_step_is_audited_and_told(stage: Stage) -> None:
    draft = signed(stage, drafted(stage))
    publish_draft(actor=stage.actor("county_staff"), draft_id=draft.id, seen_digest=draft.digest)
    acts = AuditEntry.objects.filter(object_kind="list_draft").order_by("pk").values_list("action", "actor_name")
    assert list(acts) == [
        ("save_list_draft", "冯敏"),
        ("sign_list_draft", "second"),
        ("publish_list_draft", "冯敏"),
    ]
    told = Event.objects.filter(kind="duties.draft_changed").order_by("pk")
    assert [event.payload["state"] for event in told] == ["draft", "reviewed", "published"]
    assert {event.permission for event in told} == {"duties.view_drafts"}


def test_no_author_signs_even_after_another_has_written_last(stage: Stage) -> None:
    draft = drafted(stage)
    with pytest.raises(OwnTextError):
        sign_draft(actor=stage.actor("county_staff"), draft_id=draft.id, seen_digest=draft.digest)
    changed = save_draft(
        actor=second_person(stage), draft_id=draft.id, document=COMMUNITY + "# x\n", seen_digest=draft.digest
    )
    for author in (stage.actor("county_staff"), second_person(stage)):
        with pytest.raises(OwnTextError):
            sign_draft(actor=author, draft_id=draft.id, seen_digest=changed.digest)
    assert changed.authors == ("冯敏", "second")


def test_the_second_account_of_an_author_does_not_sign(stage: Stage) -> None:
    draft = drafted(stage)
    other_account = replace(stage.actor("county_staff"), user_id=90_002)
    with pytest.raises(OwnTextError):
        sign_draft(actor=other_account, draft_id=draft.id, seen_digest=draft.digest)


def test_a_changed_text_is_signed_anew(stage: Stage) -> None:
    draft = signed(stage, drafted(stage))
    changed = save_draft(
        actor=stage.actor("county_staff"), draft_id=draft.id, document=COMMUNITY + "# x\n", seen_digest=draft.digest
    )
    assert (changed.state, changed.signed_by, changed.signed_at) == (ListState.DRAFT, "", None)
    with pytest.raises(DraftClosedError):
        publish_draft(actor=stage.actor("county_staff"), draft_id=draft.id, seen_digest=changed.digest)
    assert list_versions(actor=SYSTEM) == []


def test_saving_the_same_text_keeps_the_signature(stage: Stage) -> None:
    draft = signed(stage, drafted(stage))
    same = save_draft(
        actor=stage.actor("county_staff"), draft_id=draft.id, document=COMMUNITY, seen_digest=draft.digest
    )
    assert same == draft


def test_nobody_acts_on_a_text_that_changed_under_the_eyes(stage: Stage) -> None:
    draft = drafted(stage)
    save_draft(
        actor=stage.actor("county_staff"), draft_id=draft.id, document=COMMUNITY + "# x\n", seen_digest=draft.digest
    )
    with pytest.raises(DraftChangedError):
        signed(stage, draft)
    with pytest.raises(DraftChangedError):
        save_draft(actor=second_person(stage), draft_id=draft.id, document="y", seen_digest=draft.digest)


def test_a_draft_with_problems_is_kept_but_not_signed(stage: Stage) -> None:
    draft = drafted(stage, COMMUNITY.replace("minutes: 90", "minutes: many"))
    with pytest.raises(ListInvalidError) as refusal:
        signed(stage, draft)
    assert len(refusal.value.problems) == 1
    page = get_draft_page(actor=second_person(stage), draft_id=draft.id)
    assert page.preview.problems == refusal.value.problems


def test_a_list_does_not_change_what_was_in_force_on_a_past_day(stage: Stage) -> None:
    draft = drafted(stage, COMMUNITY.replace(f"effective_from: {TOMORROW}", "effective_from: 2026-09-15"))
    with override("en"), pytest.raises(ListInvalidError, match="a day that is past"):
        signed(stage, draft)
    today = drafted(stage, COMMUNITY.replace(f"effective_from: {TOMORROW}", f"effective_from: {DAY}"))
    assert signed(stage, today).state is ListState.REVIEWED


def test_a_draft_goes_back_with_words_and_can_be_withdrawn(stage: Stage) -> None:
    draft = signed(stage, drafted(stage))
    with pytest.raises(NoteMissingError):
        return_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest, note="  ")
    back = return_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest, note="第3行周期过密")
    assert (back.state, back.note, back.signed_by) == (ListState.DRAFT, "第3行周期过密", "")
    ended = withdraw_draft(actor=stage.actor("county_staff"), draft_id=draft.id, seen_digest=draft.digest)
    assert ended.state is ListState.WITHDRAWN
    for act in (signed, drafted_again):
        with pytest.raises(DraftClosedError):
            act(stage, draft)


def drafted_again(stage: Stage, draft: DraftRecord) -> DraftRecord:
    return save_draft(actor=stage.actor("county_staff"), draft_id=draft.id, document="x", seen_digest=draft.digest)


def test_only_the_platform_installs_a_list_without_a_sign_off(stage: Stage) -> None:
    with pytest.raises(SignOffMissingError):
        publish_list(actor=stage.actor("county_staff"), document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(NotAllowedError):
        start_draft(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)


def test_who_may_draft_sign_and_publish(stage: Stage) -> None:
    chief = stage.actor("chief")
    draft = start_draft(actor=chief, document=COMMUNITY, unit_code=STATION)
    with pytest.raises(NotAllowedError):
        start_draft(actor=stage.actor("officer"), document=COMMUNITY, unit_code=OLD_TOWN)
    with pytest.raises(NotVisibleError):
        start_draft(actor=chief, document=COMMUNITY, unit_code=OTHER_STATION)
    with pytest.raises(NotVisibleError):
        get_draft_page(actor=stage.actor("other_chief"), draft_id=draft.id)
    with pytest.raises(NotAllowedError):
        sign_draft(actor=chief, draft_id=draft.id, seen_digest=draft.digest)
    county = stage.actor("county_staff")
    assert get_draft_page(actor=chief, draft_id=draft.id).acts == {DraftAct.SAVE, DraftAct.WITHDRAW}
    assert DraftAct.SIGN in get_draft_page(actor=county, draft_id=draft.id).acts
    sign_draft(actor=county, draft_id=draft.id, seen_digest=draft.digest, backtest_waiver="first list")
    with pytest.raises(NotAllowedError):
        publish_draft(actor=chief, draft_id=draft.id, seen_digest=draft.digest)
    assert publish_draft(actor=county, draft_id=draft.id, seen_digest=draft.digest).scope_path == stage.paths[STATION]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE duties_listdraft SET signed_by_key = author_keys[1], signed_at = changed_at, state = 'reviewed'",
        "UPDATE duties_listdraft SET author_keys = '{staff:0}'",
        "UPDATE duties_listdraft SET author_keys = '{}'",
        "UPDATE duties_listdraft SET state = 'reviewed'",
        "UPDATE duties_listdraft SET state = 'published'",
        "UPDATE duties_listdraft SET document = 'x'",
        "DELETE FROM duties_listdraft",
        "INSERT INTO duties_listversion (code, kind, version, scope_path, title_zh, title_en, effective_from, document,"
        " digest, published_at, published_by, signed_by, signed_at, is_installed) SELECT code, 'community_duty_list',"
        " 1, scope_path, '', '', '2026-10-01', document, digest, changed_at, 'a', 'b', changed_at, false"
        " FROM duties_listdraft",
    ],
)
def test_the_database_refuses_a_list_without_a_second_person(stage: Stage, statement: str) -> None:
    drafted(stage)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("column", ["document = 'x', digest = encode(sha256('x'), 'hex')", "signed_by_key = ''"])
def test_the_database_keeps_a_signed_text_as_it_was_signed(stage: Stage, column: str) -> None:
    signed(stage, drafted(stage))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE duties_listdraft SET {column}")
