"""What is looked at before a model is written: code, words, life, rule, and what no number opens."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from fengqiao.domains.duties.contracts import ModelInvalidError, ModelKind, NewModel
from fengqiao.domains.duties.models import ApplicationModel
from fengqiao.domains.duties.workflow.application_models import (
    LONGEST_LIFE_DAYS,
    Rule,
    read_rule,
    require_impact_number,
)
from fengqiao.foundation.clock.clock import today

CODE = re.compile(r"[a-z][a-z0-9_]{2,59}")


@dataclass(frozen=True, slots=True)
class SoundModel:
    """What was checked of a wish."""

    model: NewModel
    rule: Rule | None


def checked(model: NewModel) -> SoundModel:
    """This function will refuse what cannot be registered. Raises ModelInvalidError, ImpactNumberMissingError."""
    if not CODE.fullmatch(model.code):
        raise ModelInvalidError(field="code")
    if not model.title.zh.strip() or not model.purpose.zh.strip():
        raise ModelInvalidError(field="title")
    if not today() < model.expires_on <= today() + datetime.timedelta(days=LONGEST_LIFE_DAYS):
        raise ModelInvalidError(field="expires_on")
    if bool(model.rule_text.strip()) != (model.kind is ModelKind.RULE):
        raise ModelInvalidError(field="rule_text")
    if bool(model.scene.strip()) != (model.kind is ModelKind.SCENE):
        raise ModelInvalidError(field="scene")
    is_rule = model.kind is ModelKind.RULE
    rule = read_rule(code=model.code, rule_text=model.rule_text, day=today()) if is_rule else None
    require_impact_number(kind=model.kind, rule=rule, impact_number=model.impact_number.strip())
    return SoundModel(model, rule)


def write_into(row: ApplicationModel, sound: SoundModel) -> None:
    """This function will put what was checked into a row."""
    model = sound.model
    row.title_zh, row.title_en = model.title.zh.strip(), model.title.en.strip()
    row.purpose_zh, row.purpose_en = model.purpose.zh.strip(), model.purpose.en.strip()
    row.rule_text, row.scene = model.rule_text.rstrip(), model.scene
    row.is_personal = sound.rule is not None and sound.rule.is_personal
    row.impact_number, row.expires_on = model.impact_number.strip(), model.expires_on
