"""Codes and reasons of tasks in words."""

from fengqiao.domains.tasks.wording.days import break_text, broken_text, refusal_text, revision_text
from fengqiao.domains.tasks.wording.tasks import (
    cycle_text,
    entry_text,
    event_text,
    fact_pair,
    in_language,
    kind_text,
    reason_of,
    reason_text,
    result_text,
    state_text,
)

__all__ = [
    "break_text",
    "broken_text",
    "cycle_text",
    "entry_text",
    "event_text",
    "fact_pair",
    "in_language",
    "kind_text",
    "reason_of",
    "reason_text",
    "refusal_text",
    "result_text",
    "revision_text",
    "state_text",
]
