"""Codes and reasons of the organisation in the reader's language."""

from fengqiao.domains.organisation.wording.names import (
    body_text,
    decision_text,
    matter_kind_text,
    movement_text,
    premises_text,
    refusal_text,
    role_text,
    time_kind_text,
)
from fengqiao.domains.organisation.wording.reasons import method_text, reason_text

__all__ = [
    "body_text",
    "decision_text",
    "matter_kind_text",
    "method_text",
    "movement_text",
    "premises_text",
    "reason_text",
    "refusal_text",
    "role_text",
    "time_kind_text",
]
