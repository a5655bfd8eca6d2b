"""The registry of application models as the county knows it on the morning of the day: one rule with its trial at two
stations, one camera scene."""

from __future__ import annotations

import datetime

from django.contrib.auth import get_user_model

from fengqiao.demo.county.contracts import County
from fengqiao.demo.loading.equipment import WATCHED_SCENE
from fengqiao.demo.loading.lists import COMMUNITY
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.duties.contracts import ModelKind, NewModel, Text
from fengqiao.domains.duties.public import (
    adopt_model,
    register_model,
    rule_from_list,
    start_model_trial,
    take_trial_turn,
)
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units, station_of
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

QUARREL_ROW, PAST_WEEKS = 10, 13
LIFE = datetime.timedelta(days=365)
IMPACT_NUMBER = "PIA-2026-07"
RULE, SCENE = "third_quarrel", "car_doors_at_night"


def load_models(county: County) -> int:
    """This function will register the county's models by the hand of its officers, and live through their trials."""
    actors = _actors()
    author = next(one for one in actors if _role(one) == Role.COMMUNITY_OFFICER)
    chiefs = [one for one in actors if _role(one) == Role.STATION_CHIEF]
    home = station_of(path=author.grants[0].scope_path)
    assert home is not None, "a community officer works at a station"
    rule = register_model(actor=author, model=_rule(county), unit_code=home.code)
    start_model_trial(actor=author, model_id=rule.id, past_weeks=PAST_WEEKS)
    others = [unit for unit in list_units(kind=UnitKind.POLICE_STATION) if unit.path != home.path]
    for chief, unit in [(one, unit) for unit in others for one in chiefs if one.grants[0].scope_path == unit.path][:1]:
        adopt_model(actor=chief, model_id=rule.id, unit_code=unit.code, past_weeks=PAST_WEEKS)
    leader = next(one for one in chiefs if one.grants[0].scope_path == home.path)
    scene = register_model(actor=leader, model=_scene(county), unit_code=home.code)
    start_model_trial(actor=leader, model_id=scene.id, past_weeks=PAST_WEEKS)
    while take_trial_turn():
        pass
    return 2


def _rule(county: County) -> NewModel:
    begun = rule_from_list(actor=SYSTEM, code=COMMUNITY, version=1, number=QUARREL_ROW)
    assert begun is not None, "the shipped list has the row of the third quarrel"
    return NewModel(
        code=RULE,
        kind=ModelKind.RULE,
        title=Text("同一地址九十天内第三次争吵", "Third quarrel at one address in ninety days"),
        purpose=Text(
            "吵第三次就上门，免得第四次吵出伤害。看它提前到的地址后来是否又吵。",
            "Go there after the third quarrel, before the fourth does harm. Looked at: was there another one later?",
        ),
        expires_on=county.date + LIFE,
        rule_text=begun.rule_text,
    )


def _scene(county: County) -> NewModel:
    return NewModel(
        code=SCENE,
        kind=ModelKind.SCENE,
        title=Text("停车场深夜有人逐车走动（拉车门）", "Somebody going from car to car at night (car doors)"),
        purpose=Text(
            "深夜有人在停车区逐车停留，请视频研判员看一眼再决定是否派人。只认区域和动作，不认人。",
            "Somebody stops at one parked car after another at night: a reviewer looks before anybody is sent. "
            "It knows zones and movements, no persons.",
        ),
        expires_on=county.date + LIFE,
        scene=WATCHED_SCENE,
        impact_number=IMPACT_NUMBER,
    )


def _actors() -> list[Actor]:
    return [get_actor(user=user) for user in get_user_model().objects.filter(is_active=True).order_by("pk")]


def _role(actor: Actor) -> str:
    return actor.grants[0].role if actor.grants else ""
