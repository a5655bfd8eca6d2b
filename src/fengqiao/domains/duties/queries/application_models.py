"""Reads of the registry of application models."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts import (
    ModelAct,
    ModelCard,
    ModelEntryRecord,
    ModelKind,
    ModelPage,
    ModelRecord,
    ModelState,
    NewModel,
    RowRecord,
    Text,
)
from fengqiao.domains.duties.models import ApplicationModel, ModelUse
from fengqiao.domains.duties.queries.model_figures import together, use_record, whole_of
from fengqiao.domains.duties.queries.reading import get_list_page
from fengqiao.domains.duties.workflow.application_models import acts_in, read_rule
from fengqiao.domains.duties.workflow.row_edits import row_text
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import get_unit_at, list_visible_units, station_of
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require_somewhere

PERMISSION_FOR = {
    ModelAct.CHANGE: "duties.write_model",
    ModelAct.TRY: "duties.write_model",
    ModelAct.ADOPT: "duties.adopt_model",
    ModelAct.DRAFT_ROW: "duties.draft",
    ModelAct.SIGN: "duties.sign_model",
    ModelAct.WITHDRAW: "duties.sign_model",
}
WRITERS = frozenset({ModelAct.CHANGE, ModelAct.TRY})
ANYWHERE = frozenset({ModelAct.ADOPT, ModelAct.DRAFT_ROW})
"""Acts of other units than the author's: they ask for a right at the unit that takes the model up."""


def list_models(*, actor: Actor) -> Sequence[ModelCard]:
    """This function will list the registry: the newest version of each model, with how it does at all its units.

    A model is nobody's secret: whoever may read the registry reads all of it. Figures carry no person.
    """
    require_somewhere(actor, "duties.view_models")
    newest: dict[str, ApplicationModel] = {}
    for row in ApplicationModel.objects.order_by("code", "version"):
        newest[row.code] = row
    return [_card(row) for row in newest.values()]


def get_model_page(*, actor: Actor, code: str, version: int | None = None) -> ModelPage:
    """This function will return a version of a model, the newest without `version`. Raises NotVisibleError."""
    require_somewhere(actor, "duties.view_models")
    rows = list(ApplicationModel.objects.filter(code=code).order_by("-version"))
    row = next((one for one in rows if version in (None, one.version)), None)
    if row is None:
        raise NotVisibleError
    uses = [use_record(use, row) for use in ModelUse.objects.filter(model=row).order_by("trial_from", "pk")]
    return ModelPage(
        record=model_record(row),
        row=row_of(row),
        versions=[model_record(one) for one in rows],
        uses=uses,
        entries=[
            ModelEntryRecord(one.at, one.actor_name, one.act, one.unit_name, one.note)
            for one in row.entries.order_by("-at", "-pk")
        ],
        acts=_acts(row, actor),
        adoptable_units=_adoptable(actor, {one.scope_path for one in uses}),
    )


def rule_from_list(*, actor: Actor, code: str, version: int, number: int, unit_code: str = "") -> NewModel | None:
    """This function will begin a model from a row of a published list; None when there is no such row."""
    page = get_list_page(actor=actor, code=code, version=version, unit_code=unit_code)
    row = next((one for one in page.rows if one.number == number), None)
    if row is None:
        return None
    return NewModel(
        code="",
        kind=ModelKind.RULE,
        title=row.duty,
        purpose=Text(row.clause),
        expires_on=row.sunset_date,
        rule_text=row_text(document=page.record.document, number=number),
        impact_number=row.impact_assessment,
    )


def list_writing_units(*, actor: Actor) -> Sequence[UnitRecord]:
    """This function will list the units for which an actor may register a model; who works at a beat: the station."""
    paths = require_somewhere(actor, "duties.write_model")
    held = [
        unit
        for unit in list_visible_units(actor=actor)
        if unit.kind is not UnitKind.BEAT and holds(actor, "duties.write_model", unit.path)
    ]
    own = [station for path in paths if path and (station := station_of(path=path)) is not None]
    return list({unit.code: unit for unit in (*own, *held)}.values())


def writes_for(*, actor: Actor, unit: UnitRecord) -> bool:
    """This function will tell whether an actor writes a unit's models; who works at a beat writes for its station."""
    if unit.kind is UnitKind.POLICE_STATION and any(
        path.startswith(unit.path) for path in paths_for(actor, "duties.write_model")
    ):
        return True
    return holds(actor, "duties.write_model", unit.path)


def model_record(row: ApplicationModel) -> ModelRecord:
    """This function will turn a model into the value that others may hold."""
    return ModelRecord(
        id=row.pk,
        code=row.code,
        version=row.version,
        kind=ModelKind(row.kind),
        state=ModelState(row.state),
        title=Text(row.title_zh, row.title_en),
        purpose=Text(row.purpose_zh, row.purpose_en),
        scope_path=row.scope_path,
        unit_name=get_unit_at(path=row.scope_path).name,
        author_name=row.author_name,
        rule_text=row.rule_text,
        scene=row.scene,
        is_personal=row.is_personal,
        impact_number=row.impact_number,
        expires_on=row.expires_on,
        created_at=row.created_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        reason=row.reason,
    )


def row_of(row: ApplicationModel) -> RowRecord | None:
    """This function will read a rule's row as people read it; None for a scene."""
    if row.kind == ModelKind.SCENE:
        return None
    return read_rule(code=row.code, rule_text=row.rule_text, day=row.created_at.date()).row


def _card(row: ApplicationModel) -> ModelCard:
    uses = [use_record(use, row) for use in ModelUse.objects.filter(model=row)]
    return ModelCard(model_record(row), len(uses), together(whole_of(use) for use in uses))


def _acts(row: ApplicationModel, actor: Actor) -> frozenset[ModelAct]:
    is_author = not {f"staff:{actor.staff_id}", f"user:{actor.user_id}"}.isdisjoint(row.author_keys)
    own = set(WRITERS) | ({ModelAct.WITHDRAW} if is_author else set())
    held = own if writes_for(actor=actor, unit=get_unit_at(path=row.scope_path)) else set()
    allowed = {
        act
        for act in acts_in(ModelState(row.state)) & PERMISSION_FOR.keys()
        if act in ANYWHERE or act in held or holds(actor, PERMISSION_FOR[act], row.scope_path)
    }
    return frozenset(allowed - ({ModelAct.SIGN} if is_author else set()))


def _adoptable(actor: Actor, taken: set[str]) -> Sequence[tuple[str, str]]:
    return [
        (unit.code, unit.name)
        for unit in list_visible_units(actor=actor)
        if unit.kind is not UnitKind.BEAT and unit.path not in taken and holds(actor, "duties.adopt_model", unit.path)
    ]
