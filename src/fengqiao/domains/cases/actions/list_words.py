"""The words of the list, kept with the report as they stood when it was decided."""

from __future__ import annotations

from typing import Any

from fengqiao.domains.duties.contracts import Decision, FactRecord, NegativeListInForce, Text


def words_of(*, listed: NegativeListInForce, decision: Decision) -> dict[str, Any]:
    """This function will return the words of handler, row, facts and values in the languages of the list."""
    row = next((one for one in listed.rows if one.number == decision.row_number), None)
    words: dict[str, Any] = {
        "handler": both(listed.handlers.get(decision.handler)),
        "facts": {fact.name: both(fact.title) for fact in listed.facts},
        "values": {fact.name: _choices(fact) for fact in listed.facts if fact.choices},
    }
    if row is not None:
        words["row"] = {"title": both(row.title), "conditions": both(row.conditions), "basis": row.basis}
    return words


def both(text: Text | None) -> dict[str, str]:
    """This function will turn a text of a list into what the database holds; nothing into nothing."""
    return {"zh": text.zh, "en": text.en} if text is not None else {}


def _choices(fact: FactRecord) -> dict[str, dict[str, str]]:
    return {code: both(text) for code, text in fact.choices}
