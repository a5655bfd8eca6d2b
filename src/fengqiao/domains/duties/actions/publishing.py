"""Publishing a version: a signed draft by a person, or a file that the platform installs."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.duties.actions.drafting import finish_draft, lock_draft
from fengqiao.domains.duties.actions.storing import SignOff, store_version
from fengqiao.domains.duties.contracts import (
    DraftAct,
    ListInvalidError,
    ListState,
    ListVersionRecord,
    SignOffMissingError,
    VersionTakenError,
)
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries import digest_of, record_of
from fengqiao.domains.duties.workflow.documents import ParsedList, read_document
from fengqiao.domains.duties.workflow.drafts import state_after
from fengqiao.domains.organisation.public import get_unit, get_unit_at
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def publish_list(*, actor: Actor, document: str, unit_code: str) -> ListVersionRecord:
    """This function will install a document for a unit and all below it, in force from its effective date.

    Only the platform does so, when a station is set up; a person publishes a signed draft (`publish_draft`).
    The text is stored exactly as given. The same text again returns the version that stands.
    Raises ListInvalidError with every problem, VersionTakenError, UnknownUnitError, SignOffMissingError, and the
    refusals of access.
    """
    unit = get_unit(code=unit_code)
    require(actor, "duties.publish", unit.path, view="duties.view")
    if not actor.is_system:
        raise SignOffMissingError
    parsed = _read(document)
    standing = _standing(parsed, document, unit.path)
    if standing is not None:
        return record_of(standing)
    return record_of(store_version(parsed=parsed, document=document, unit=unit, actor=actor, sign_off=None))


@transaction.atomic
def publish_draft(*, actor: Actor, draft_id: int, seen_digest: str) -> ListVersionRecord:
    """This function will publish a draft as a second person signed it, in force from its effective date.

    Raises ListInvalidError, VersionTakenError, DraftChangedError, DraftClosedError, and the refusals of access.
    """
    draft = lock_draft(actor=actor, draft_id=draft_id, act=DraftAct.PUBLISH, seen_digest=seen_digest)
    state_after(state=ListState(draft.state), act=DraftAct.PUBLISH)
    assert draft.signed_at is not None, "the database keeps reviewed drafts signed"
    row = store_version(
        parsed=_read(draft.document),
        document=draft.document,
        unit=get_unit_at(path=draft.scope_path),
        actor=actor,
        sign_off=SignOff(tuple(draft.author_names), draft.signed_by, draft.signed_at),
    )
    finish_draft(draft=draft, version=row, actor=actor)
    return record_of(row)


def _read(document: str) -> ParsedList:
    parsed, problems = read_document(document)
    if parsed is None:
        raise ListInvalidError(problems)
    return parsed


def _standing(parsed: ParsedList, document: str, path: str) -> ListVersion | None:
    row = ListVersion.objects.filter(code=parsed.code, version=parsed.version, scope_path=path).first()
    if row is not None and row.digest != digest_of(document):
        raise VersionTakenError(code=parsed.code, version=parsed.version)
    return row
