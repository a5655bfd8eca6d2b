"""Every act that is audited has words for the auditor."""

from __future__ import annotations

import ast

from fengqiao.config.audit_words import act_text
from tests.architecture.source_tree import place, source_files


def literal_acts() -> set[tuple[str, str]]:
    """The file and the act of each call that records one by its own name."""
    return {
        (place(path), keyword.value.value)
        for path in source_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
    }


def test_every_act_has_words() -> None:
    acts = literal_acts()
    assert len(acts) > 20
    assert not {(where, act) for where, act in acts if act_text(code=act) == act}
