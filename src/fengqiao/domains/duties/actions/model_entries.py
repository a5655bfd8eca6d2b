"""What happens to a model is written into its history, the audit and the stream at once."""

from __future__ import annotations

from fengqiao.domains.duties.contracts import ApplicationModelMoved, ModelAct
from fengqiao.domains.duties.models import ApplicationModel, ModelEntry
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor

ACTS = {act: f"{act.value}_model" for act in ModelAct}


def tell(
    *, model: ApplicationModel, actor: Actor, act: ModelAct, unit: UnitRecord | None = None, note: str = ""
) -> None:
    """This function will note an act on a model; what another unit does with it (`unit`) belongs to that unit."""
    unit_name, path = (unit.name, unit.path) if unit else ("", model.scope_path)
    ModelEntry.objects.create(
        model=model, at=now(), actor_name=actor.name, act=act.value, unit_name=unit_name, note=note
    )
    record(
        actor=actor,
        action=ACTS[act],
        object_kind="application_model",
        object_id=f"{model.code} {model.version}",
        scope_path=path,
        details={"state": model.state, "note": note, "unit": unit_name, "kind": model.kind},
    )
    publish(
        ApplicationModelMoved(scope_path=path, object_id=model.code, act=act.value, state=model.state),
        actor=actor,
    )
