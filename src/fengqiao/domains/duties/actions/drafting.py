"""Drafting a list: writing, signing by a second person, sending back, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from fengqiao.domains.duties.contracts import (
    BacktestMissingError,
    DraftAct,
    DraftChangedError,
    DraftRecord,
    ListDraftChanged,
    ListInvalidError,
    ListState,
    NoteMissingError,
)
from fengqiao.domains.duties.models import ListDraft, ListVersion
from fengqiao.domains.duties.queries import digest_of, draft_record, problems_at
from fengqiao.domains.duties.queries.backtests import needs_backtest
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.domains.duties.workflow.drafts import PERMISSION_FOR, require_second_person, state_after
from fengqiao.domains.duties.workflow.row_edits import with_row_values
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

ACTS = {
    DraftAct.SAVE: "save_list_draft",
    DraftAct.SIGN: "sign_list_draft",
    DraftAct.RETURN: "return_list_draft",
    DraftAct.WITHDRAW: "withdraw_list_draft",
    DraftAct.PUBLISH: "publish_list_draft",
}


@transaction.atomic
def start_draft(*, actor: Actor, document: str, unit_code: str) -> DraftRecord:
    """This function will keep a text as a draft of a unit, with or without problems: it is work in progress.

    Raises UnknownUnitError and the refusals of access.
    """
    unit = get_unit(code=unit_code)
    require(actor, PERMISSION_FOR[DraftAct.SAVE], unit.path, view="duties.view")
    at = now()
    draft = ListDraft(
        scope_path=unit.path,
        state=ListState.DRAFT,
        author_keys=[person_key(actor)],
        author_names=[actor.name],
        created_at=at,
        changed_at=at,
    )
    _write(draft, document)
    draft.save()
    _tell(draft, DraftAct.SAVE, actor)
    return draft_record(draft)


@transaction.atomic
def save_draft(*, actor: Actor, draft_id: int, document: str, seen_digest: str) -> DraftRecord:
    """This function will write a draft anew; whoever changes it is one of its authors, and a signature falls.

    `seen_digest` is that of the text that was edited. The same text again changes nothing.
    Raises DraftChangedError, DraftClosedError, and the refusals of access.
    """
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.SAVE, seen_digest=seen_digest)
    state = state_after(state=ListState(draft.state), act=DraftAct.SAVE)
    if draft.document == document:
        return draft_record(draft)
    _write(draft, document)
    key = person_key(actor)
    if key not in draft.author_keys:
        draft.author_keys.append(key)
        draft.author_names.append(actor.name)
    _move(draft, DraftAct.SAVE, state, actor)
    return draft_record(draft)


@transaction.atomic
def save_draft_row(
    *, actor: Actor, draft_id: int, number: int, values: Mapping[str, str], seen_digest: str
) -> DraftRecord:
    """This function will change values of one row in a draft's text, as `save_draft` does with the whole text."""
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.SAVE, seen_digest=seen_digest)
    document = with_row_values(document=draft.document, number=number, values=values)
    return save_draft(actor=actor, draft_id=draft_id, document=document, seen_digest=seen_digest)


@transaction.atomic
def sign_draft(*, actor: Actor, draft_id: int, seen_digest: str, backtest_waiver: str = "") -> DraftRecord:
    """This function will sign a sound draft; who wrote any part of it cannot.

    A duty list that was not tried on past days is signed with a reason (`backtest_waiver`).
    Raises OwnTextError, BacktestMissingError, ListInvalidError with every problem, DraftChangedError,
    DraftClosedError, and the refusals of access.
    """
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.SIGN, seen_digest=seen_digest)
    state = state_after(state=ListState(draft.state), act=DraftAct.SIGN)
    key = person_key(actor)
    require_second_person(key=key, author_keys=draft.author_keys)
    problems = problems_at(document=draft.document, path=draft.scope_path)
    if problems:
        raise ListInvalidError(problems)
    draft.backtest_waiver = _waiver(draft, backtest_waiver)
    _move(draft, DraftAct.SIGN, state, actor, signed_by_key=key)
    return draft_record(draft)


@transaction.atomic
def return_draft(*, actor: Actor, draft_id: int, seen_digest: str, note: str) -> DraftRecord:
    """This function will send a draft back to its authors with words that say why; a signature falls.

    Raises NoteMissingError, DraftChangedError, DraftClosedError, and the refusals of access.
    """
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.RETURN, seen_digest=seen_digest)
    state = state_after(state=ListState(draft.state), act=DraftAct.RETURN)
    if not note.strip():
        raise NoteMissingError
    _move(draft, DraftAct.RETURN, state, actor, note=note.strip())
    return draft_record(draft)


@transaction.atomic
def withdraw_draft(*, actor: Actor, draft_id: int, seen_digest: str) -> DraftRecord:
    """This function will end a draft without publishing it. Raises as `return_draft` does, but for the note."""
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.WITHDRAW, seen_digest=seen_digest)
    state = state_after(state=ListState(draft.state), act=DraftAct.WITHDRAW)
    _move(draft, DraftAct.WITHDRAW, state, actor)
    return draft_record(draft)


def finish_draft(*, draft: ListDraft, version: ListVersion, actor: Actor) -> None:
    """This function will note that a draft has become a version."""
    draft.state, draft.published_as, draft.changed_at = ListState.PUBLISHED, version, now()
    draft.save()
    _tell(draft, DraftAct.PUBLISH, actor)


def lock_draft(*, actor: Actor, draft_id: int, act: DraftAct, seen_digest: str) -> ListDraft:
    """This function will hold a draft for an act. Raises DraftChangedError and the refusals of access."""
    draft = ListDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotVisibleError
    require(actor, PERMISSION_FOR[act], draft.scope_path, view="duties.view_drafts")
    if draft.digest != seen_digest:
        raise DraftChangedError
    return draft


def person_key(actor: Actor) -> str:
    """This function will name the person behind an actor, the same for two accounts of one officer.

    Raises NotAllowedError for a process: lists are written and signed by people.
    """
    if actor.staff_id is not None:
        return f"staff:{actor.staff_id}"
    if actor.user_id is None:
        raise NotAllowedError(PERMISSION_FOR[DraftAct.SAVE])
    return f"user:{actor.user_id}"


def _waiver(draft: ListDraft, given: str) -> str:
    """The reason to sign without a backtest; "" where this very text was tried, or no duty list is signed."""
    if not needs_backtest(document=draft.document, digest=draft.digest, path=draft.scope_path):
        return ""
    if not given.strip():
        raise BacktestMissingError
    return given.strip()


def _write(draft: ListDraft, document: str) -> None:
    draft.document, draft.digest = document, digest_of(document)
    parsed, _ = read_document(document)
    if parsed is not None:
        draft.code, draft.version = parsed.code, parsed.version
        draft.title_zh, draft.title_en = parsed.title.zh, parsed.title.en


def _move(
    draft: ListDraft, act: DraftAct, state: ListState, actor: Actor, *, signed_by_key: str = "", note: str = ""
) -> None:
    at = now()
    draft.state, draft.changed_at, draft.note = state, at, note
    draft.signed_by_key = signed_by_key
    draft.signed_by = actor.name if signed_by_key else ""
    draft.signed_at = at if signed_by_key else None
    draft.save()
    _tell(draft, act, actor)


def _tell(draft: ListDraft, act: DraftAct, actor: Actor) -> None:
    record(
        actor=actor,
        action=ACTS[act],
        object_kind="list_draft",
        object_id=draft.pk,
        scope_path=draft.scope_path,
        details={
            "code": draft.code,
            "version": draft.version,
            "digest": draft.digest,
            "note": draft.note or draft.backtest_waiver,
        },
    )
    publish(
        ListDraftChanged(
            scope_path=draft.scope_path, object_id=str(draft.pk), act=act.value, state=ListState(draft.state).value
        ),
        actor=actor,
    )
