"""Words of the registry, the boundary's answers and backtests for templates."""

from __future__ import annotations

from django import template

from fengqiao.domains.duties.contracts import BacktestRecord, Share
from fengqiao.domains.duties.wording.backtests import cost_sentence as sentence_of
from fengqiao.domains.duties.wording.names import ROLES, name_of
from fengqiao.domains.duties.wording.registry import (
    BACKTEST_STATES,
    GIVERS,
    MODEL_ACTS,
    MODEL_KINDS,
    MODEL_STATES,
    OUTSIDE_STATES,
)

register = template.Library()


@register.filter
def backtest_state_name(state: str) -> str:
    return name_of(state, BACKTEST_STATES)


@register.filter
def cost_sentence(record: BacktestRecord) -> str:
    """This function will say what a text costs a day."""
    return sentence_of(record)


@register.filter
def role_name(role: str) -> str:
    return name_of(role, ROLES)


@register.filter
def giver_name(kind: str) -> str:
    return name_of(kind, GIVERS)


@register.filter
def outside_state_name(state: str) -> str:
    return name_of(state, OUTSIDE_STATES)


@register.filter
def model_kind_name(kind: str) -> str:
    return name_of(kind, MODEL_KINDS)


@register.filter
def model_state_name(state: str) -> str:
    return name_of(state, MODEL_STATES)


@register.filter
def model_act_name(act: str) -> str:
    return name_of(act, MODEL_ACTS)


@register.filter
def percent(share: Share) -> str:
    """This function will write a share with its interval; a dash where nothing was counted."""
    if share.value is None or share.low is None or share.high is None:
        return "–"
    return f"{share.value:.0%} ({share.low:.0%} – {share.high:.0%})"
