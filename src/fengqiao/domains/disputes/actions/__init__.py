"""Writes of disputes: registering and following up, settling by an agreement."""

from fengqiao.domains.disputes.actions.registering import (
    decide_obligation,
    load_disputes,
    load_obligations,
    register_dispute,
)
from fengqiao.domains.disputes.actions.settling import settle_dispute

__all__ = ["decide_obligation", "load_disputes", "load_obligations", "register_dispute", "settle_dispute"]
