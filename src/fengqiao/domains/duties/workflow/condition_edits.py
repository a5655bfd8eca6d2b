"""Changing the condition of a row in the text itself, as one text in CEL, whichever way it was written before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

import yaml

from fengqiao.domains.duties.workflow.conditions import read_conditions
from fengqiao.domains.duties.workflow.expressions import EXPRESSION
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.domains.duties.workflow.sections import Section
from fengqiao.domains.duties.workflow.vocabulary import SUBJECT_TYPES
from fengqiao.engines.duties.expressions.writing import expression_of
from fengqiao.foundation.plain_yaml import YamlRefusedError, compose_plain

STRUCTURED: Final = "conditions"
AFTER: Final = "subject_kind"
"""Where a row without a condition gets its first one."""
_ESCAPED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What single quotes cannot hold."""
Edit = tuple[int, int, str]
"""Start, end and the text that takes its place."""


def row_node(document: str, number: int) -> yaml.Node | None:
    """This function will return a row's fields, None when there is no such row."""
    try:
        root = compose_plain(text=document)
    except YamlRefusedError:
        return None
    rows = field_of(root, "rows")
    for row in rows.value if isinstance(rows, yaml.SequenceNode) else ():
        if getattr(field_of(row, "number"), "value", None) == str(number):
            return row
    return None


def field_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """This function will return the value of a field, None when it is absent."""
    entry = _entry(node, name)
    return entry[1] if entry else None


def condition_value(row: yaml.Node | None) -> dict[str, str]:
    """This function will return the condition as CEL, "" for a row without one; nothing where a form cannot change it.

    A condition over several lines, and a list of conditions with problems, are changed in the document itself.
    """
    if not isinstance(row, yaml.MappingNode) or row.flow_style or _entry(row, AFTER) is None:
        return {}
    text, listed = field_of(row, EXPRESSION), _entry(row, STRUCTURED)
    if text is not None:
        is_line = isinstance(text, yaml.ScalarNode) and text.style not in {"|", ">"} and not text.tag.startswith("!")
        return {EXPRESSION: str(text.value)} if is_line and listed is None else {}
    return _converted(row) if listed else {EXPRESSION: ""}


def condition_edits(document: str, row: yaml.Node | None, values: Mapping[str, str]) -> Iterator[Edit]:
    """This function will yield what has to change in the text so that the row has this condition."""
    standing = condition_value(row).get(EXPRESSION)
    wanted = values.get(EXPRESSION, standing)
    if standing is None or wanted is None or wanted == standing:
        return
    entry = _entry(row, EXPRESSION) or _entry(row, STRUCTURED)
    if entry is None:
        place = _entry(row, AFTER)
        assert place is not None
        end = _line_end(document, _end_of(place[1]))
        yield end, end, f"\n{' ' * place[0].start_mark.column}{EXPRESSION}: {_quoted(wanted)}"
    elif wanted:
        yield entry[0].start_mark.index, _end_of(entry[1]), f"{EXPRESSION}: {_quoted(wanted)}"
    else:
        start = document.rfind("\n", 0, entry[0].start_mark.index)
        yield start, _line_end(document, _end_of(entry[1])), ""


def _converted(row: yaml.MappingNode) -> dict[str, str]:
    kind = getattr(field_of(row, AFTER), "value", "")
    problems = ProblemList()
    section = Section(node=row, place="", problems=problems, known=[str(key.value) for key, _ in row.value])
    conditions = read_conditions(section, STRUCTURED, facts=SUBJECT_TYPES.get(kind, {}))
    return {} if len(problems) else {EXPRESSION: expression_of(conditions)}


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _end_of(node: yaml.Node) -> int:
    """Where a value ends; a block reaches in YAML up to the next field, comments between them included."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(document: str, place: int) -> int:
    end = document.find("\n", place)
    return len(document) if end < 0 else end


def _quoted(text: str) -> str:
    """In single quotes, since the texts in a condition stand in double ones."""
    if _ESCAPED.search(text):
        quoted = json.dumps(text, ensure_ascii=False)
        return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return "'" + text.replace("'", "''") + "'"
