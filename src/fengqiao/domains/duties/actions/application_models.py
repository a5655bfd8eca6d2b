"""The registry of application models: written by one person, tried, signed by a second, adopted by others."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from fengqiao.domains.duties.actions.drafting import person_key
from fengqiao.domains.duties.actions.model_checks import checked, write_into
from fengqiao.domains.duties.actions.model_entries import tell
from fengqiao.domains.duties.contracts import (
    ModelAct,
    ModelInvalidError,
    ModelReasonMissingError,
    ModelRecord,
    ModelState,
    ModelTakenError,
    NewModel,
    OwnModelError,
    TrialMissingError,
)
from fengqiao.domains.duties.models import ApplicationModel, ModelUse
from fengqiao.domains.duties.queries.application_models import model_record, writes_for
from fengqiao.domains.duties.queries.model_figures import is_long_enough, use_record
from fengqiao.domains.duties.workflow.application_models import (
    UNENDED,
    state_after,
)
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.organisation.public import get_unit, get_unit_at
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require

PAST_WEEKS = 8
WRITE, SIGN, ADOPT = "duties.write_model", "duties.sign_model", "duties.adopt_model"


@transaction.atomic
def register_model(*, actor: Actor, model: NewModel, unit_code: str) -> ModelRecord:
    """This function will register a model, or the next version of the unit's own, as a draft of its author.

    Raises ModelInvalidError, ImpactNumberMissingError, ModelTakenError, and the refusals of access.
    """
    unit = get_unit(code=unit_code)
    _require_writer(actor, unit)
    sound = checked(model)
    before = ApplicationModel.objects.filter(code=model.code).order_by("-version").first()
    if before is not None and before.scope_path != unit.path:
        raise ModelTakenError(code=model.code)
    at = now()
    row = ApplicationModel(
        code=model.code,
        version=before.version + 1 if before else 1,
        kind=model.kind,
        state=ModelState.DRAFT,
        scope_path=unit.path,
        author_key=_key(actor),
        author_keys=[_key(actor)],
        author_name=actor.name,
        created_at=at,
        changed_at=at,
    )
    write_into(row, sound)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ModelTakenError(code=model.code) from error
    tell(model=row, actor=actor, act=ModelAct.REGISTER)
    return model_record(row)


@transaction.atomic
def change_model(*, actor: Actor, model_id: int, model: NewModel) -> ModelRecord:
    """This function will write a draft anew; whoever does is one of its authors, and none of them signs it.

    Raises as `register_model`, and ModelClosedError.
    """
    row = _locked(model_id)
    _require_writer(actor, get_unit_at(path=row.scope_path))
    state_after(state=ModelState(row.state), act=ModelAct.CHANGE)
    if model.code != row.code:
        raise ModelInvalidError(field="code")
    write_into(row, checked(model))
    if _key(actor) not in row.author_keys:
        row.author_keys.append(_key(actor))
    row.changed_at = now()
    row.save()
    tell(model=row, actor=actor, act=ModelAct.CHANGE)
    return model_record(row)


@transaction.atomic
def start_model_trial(*, actor: Actor, model_id: int, past_weeks: int = PAST_WEEKS) -> ModelRecord:
    """This function will let a draft run in the shadow at its own unit, first over the stored weeks before today.

    Raises ModelClosedError and the refusals of access.
    """
    row = _locked(model_id)
    _require_writer(actor, get_unit_at(path=row.scope_path))
    row.state = state_after(state=ModelState(row.state), act=ModelAct.TRY)
    row.changed_at = now()
    row.save()
    _use(row, row.scope_path, actor, past_weeks)
    tell(model=row, actor=actor, act=ModelAct.TRY)
    return model_record(row)


@transaction.atomic
def adopt_model(*, actor: Actor, model_id: int, unit_code: str, past_weeks: int = PAST_WEEKS) -> ModelRecord:
    """This function will take a model up at another unit: there, too, it is tried before it asks for anything.

    Raises ModelTakenError, ModelClosedError and the refusals of access.
    """
    row, unit = _locked(model_id), get_unit(code=unit_code)
    require(actor, ADOPT, unit.path, view="duties.view_models")
    state_after(state=ModelState(row.state), act=ModelAct.ADOPT)
    _use(row, unit.path, actor, past_weeks)
    tell(model=row, actor=actor, act=ModelAct.ADOPT, unit=unit)
    return model_record(row)


@transaction.atomic
def sign_model(*, actor: Actor, model_id: int, reason: str) -> ModelRecord:
    """This function will put a model in force on what its trial showed; the version before it ends.

    Raises OwnModelError, TrialMissingError, ModelReasonMissingError, ModelClosedError and the refusals of access.
    """
    row = _locked(model_id)
    require(actor, SIGN, row.scope_path, view="duties.view_models")
    state = state_after(state=ModelState(row.state), act=ModelAct.SIGN)
    if _key(actor) in row.author_keys:
        raise OwnModelError
    if not any(is_long_enough(use_record(use, row)) for use in row.uses.all()):
        raise TrialMissingError
    if not reason.strip():
        raise ModelReasonMissingError
    for before in ApplicationModel.objects.select_for_update().filter(code=row.code, state=ModelState.IN_FORCE):
        _end(before, SYSTEM, ModelAct.SUPERSEDE)
    row.state, row.reason, row.changed_at = state, reason.strip(), now()
    row.signed_by_key, row.signed_by, row.signed_at = _key(actor), actor.name, now()
    row.save()
    tell(model=row, actor=actor, act=ModelAct.SIGN, note=row.reason)
    return model_record(row)


@transaction.atomic
def withdraw_model(*, actor: Actor, model_id: int, reason: str) -> ModelRecord:
    """This function will end a model before its day, with a reason; its trials stop.

    An author who withdraws what nobody has signed decides nothing about the scene: it is watched as before.

    Raises ModelReasonMissingError, ModelClosedError and the refusals of access.
    """
    row = _locked(model_id)
    if _key(actor) in row.author_keys and not holds(actor, SIGN, row.scope_path):
        _require_writer(actor, get_unit_at(path=row.scope_path))
    else:
        require(actor, SIGN, row.scope_path, view="duties.view_models")
    if not reason.strip():
        raise ModelReasonMissingError
    row.was_stopped = _key(actor) not in row.author_keys
    _end(row, actor, ModelAct.WITHDRAW, reason.strip())
    return model_record(row)


def expire_models(*, date: datetime.date) -> int:
    """This function will end every model whose last day is past, and say so in its history; returns how many."""
    ended = 0
    with transaction.atomic():
        late = ApplicationModel.objects.select_for_update().filter(state__in=UNENDED, expires_on__lt=date)
        for row in late.order_by("pk"):
            _end(row, SYSTEM, ModelAct.EXPIRE)
            ended += 1
    return ended


def _end(row: ApplicationModel, actor: Actor, act: ModelAct, note: str = "") -> None:
    row.state = state_after(state=ModelState(row.state), act=act)
    row.changed_at = now()
    row.reason = note or row.reason
    row.save()
    row.uses.filter(ended_on__isnull=True).update(ended_on=today())
    tell(model=row, actor=actor, act=act, note=note)


def _use(row: ApplicationModel, path: str, actor: Actor, past_weeks: int) -> None:
    first = today()
    try:
        with transaction.atomic():
            ModelUse.objects.create(
                model=row,
                scope_path=path,
                past_from=first - datetime.timedelta(days=7 * past_weeks),
                trial_from=first,
                started_by=actor.name,
            )
    except IntegrityError as error:
        raise ModelTakenError(code=row.code) from error


def _require_writer(actor: Actor, unit: UnitRecord) -> None:
    if not writes_for(actor=actor, unit=unit):
        require(actor, WRITE, unit.path, view="duties.view_models")


def _key(actor: Actor) -> str:
    return "system" if actor.is_system else person_key(actor)


def _locked(model_id: int) -> ApplicationModel:
    row = ApplicationModel.objects.select_for_update().filter(pk=model_id).first()
    if row is None:
        raise NotVisibleError
    return row
