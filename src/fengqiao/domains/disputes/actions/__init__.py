"""Writes of disputes: registering and following up, naming the households, settling by an agreement."""

from fengqiao.domains.disputes.actions.naming import name_households
from fengqiao.domains.disputes.actions.registering import (
    decide_obligation,
    load_disputes,
    load_obligations,
    register_dispute,
)
from fengqiao.domains.disputes.actions.settling import settle_dispute

__all__ = [
    "decide_obligation",
    "load_disputes",
    "load_obligations",
    "name_households",
    "register_dispute",
    "settle_dispute",
]
