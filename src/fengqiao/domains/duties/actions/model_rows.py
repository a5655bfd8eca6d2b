"""From a model in force to a row of a unit's list: a draft like any other, checked, tried, signed and published."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.duties.actions.drafting import start_draft
from fengqiao.domains.duties.actions.model_entries import tell
from fengqiao.domains.duties.contracts import (
    DraftRecord,
    ListKind,
    ModelAct,
    ModelInvalidError,
    ModelKind,
    ModelState,
    UnknownListError,
)
from fengqiao.domains.duties.models import ApplicationModel, ListDraft, ListVersion, ModelUse
from fengqiao.domains.duties.queries.application_models import row_of
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force
from fengqiao.domains.duties.workflow.application_models import state_after
from fengqiao.domains.duties.workflow.row_additions import with_row
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def draft_model_row(*, actor: Actor, model_id: int, unit_code: str, note: str) -> DraftRecord:
    """This function will draft the next version of a unit's community list with the model's row.

    The row ends with the model at the latest: an expired model asks for nothing. `note` goes into the row's basis.
    Raises ModelClosedError, ModelInvalidError for a scene, UnknownListError where no list is in force, and the
    refusals of access.
    """
    unit = get_unit(code=unit_code)
    require(actor, "duties.draft", unit.path, view="duties.view_models")
    model = ApplicationModel.objects.select_for_update().filter(pk=model_id).first()
    if model is None:
        raise NotVisibleError
    state_after(state=ModelState(model.state), act=ModelAct.DRAFT_ROW)
    row = row_of(model)
    if model.kind != ModelKind.RULE or row is None:
        raise ModelInvalidError(field="kind")
    document = _document(model, unit.path, row.basis + note, row.sunset_date)
    draft = start_draft(actor=actor, document=document, unit_code=unit_code)
    use = ModelUse.objects.filter(model=model, scope_path=unit.path).first()
    if use is not None:
        use.draft = ListDraft.objects.get(pk=draft.id)
        use.save(update_fields=["draft"])
    tell(model=model, actor=actor, act=ModelAct.DRAFT_ROW, unit=unit)
    return draft


def _document(model: ApplicationModel, path: str, basis: str, sunset: datetime.date) -> str:
    lists = [
        one for one in duty_lists_in_force(on=today(), path=path) if one.record.kind is ListKind.COMMUNITY_DUTY_LIST
    ]
    if not lists:
        raise UnknownListError(kind=ListKind.COMMUNITY_DUTY_LIST)
    record = lists[0].record
    own = ListVersion.objects.filter(code=record.code, scope_path=path).order_by("-version").first()
    version = 1 + max(record.version, own.version if own else 0)
    first = max(today(), own.effective_from if own else today()) + ONE_DAY
    document, _ = with_row(
        document=record.document,
        rule_text=model.rule_text,
        version=version,
        effective_from=first,
        changes={"basis": basis, "sunset": min(sunset, model.expires_on).isoformat(), "since": first.isoformat()},
    )
    return document
