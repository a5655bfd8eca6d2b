"""Reads of drafts, and what publishing a text would mean before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts import (
    DraftAct,
    DraftCard,
    DraftPage,
    DraftRecord,
    DraftRow,
    ListProblem,
    ListState,
    RowRecord,
    Text,
)
from fengqiao.domains.duties.models import ListDraft
from fengqiao.domains.duties.queries.preview import preview_at
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.domains.duties.workflow.drafts import OPEN_STATES, PERMISSION_FOR, acts_in
from fengqiao.domains.duties.workflow.row_edits import row_values
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere, scoped


def list_drafts(*, actor: Actor) -> Sequence[DraftCard]:
    """This function will list the drafts under way that the actor may read, the last changed first."""
    paths = require_somewhere(actor, "duties.view_drafts")
    rows = scoped(ListDraft.objects.filter(state__in=OPEN_STATES), paths).order_by("-changed_at", "-pk")
    return [DraftCard(draft_record(row), get_unit_at(path=row.scope_path).name) for row in rows]


def get_draft_page(*, actor: Actor, draft_id: int) -> DraftPage:
    """This function will return a draft with its problems or its difference, and what the actor may do with it.

    Raises NotVisibleError and NotAllowedError.
    """
    paths = require_somewhere(actor, "duties.view_drafts")
    row = scoped(ListDraft.objects.filter(pk=draft_id), paths).first()
    if row is None:
        raise NotVisibleError
    unit, is_author = get_unit_at(path=row.scope_path), _is_author(row, actor)
    return DraftPage(
        record=draft_record(row),
        unit_name=unit.name,
        unit_code=unit.code,
        preview=preview_at(document=row.document, path=row.scope_path),
        acts=_acts(row, actor, is_author),
        is_author=is_author,
        rows=_rows(row.document),
    )


def get_draft_row(*, actor: Actor, draft_id: int, number: int) -> DraftRow:
    """This function will return what of a draft's row a form can change. Raises NotVisibleError without such a row."""
    page = get_draft_page(actor=actor, draft_id=draft_id)
    values = row_values(document=page.record.document, number=number)
    if not values or DraftAct.SAVE not in page.acts:
        raise NotVisibleError
    return DraftRow(page.record, page.unit_name, number, values)


def problems_at(*, document: str, path: str) -> Sequence[ListProblem]:
    """This function will return every reason why a text cannot be published at a place from today on."""
    return preview_at(document=document, path=path).problems


def draft_record(row: ListDraft) -> DraftRecord:
    """This function will turn a draft into the value that others may hold."""
    return DraftRecord(
        id=row.pk,
        state=ListState(row.state),
        scope_path=row.scope_path,
        title=Text(row.title_zh, row.title_en),
        code=row.code,
        version=row.version,
        document=row.document,
        digest=row.digest,
        authors=tuple(row.author_names),
        changed_at=row.changed_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        note=row.note,
    )


def _rows(document: str) -> Sequence[RowRecord]:
    """The duty rows of a text; none while it cannot be read."""
    parsed, _ = read_document(document)
    return parsed.rows if parsed is not None else ()


def _is_author(row: ListDraft, actor: Actor) -> bool:
    keys = {f"staff:{actor.staff_id}"} if actor.staff_id is not None else {f"user:{actor.user_id}"}
    return bool(keys & set(row.author_keys))


def _acts(row: ListDraft, actor: Actor, is_author: bool) -> frozenset[DraftAct]:
    allowed = (act for act in acts_in(ListState(row.state)) if holds(actor, PERMISSION_FOR[act], row.scope_path))
    return frozenset(act for act in allowed if not (is_author and act is DraftAct.SIGN))
