"""Changing single values of a row in the text itself: everything else, comments and order too, stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

import yaml

from fengqiao.domains.duties.workflow.condition_edits import condition_edits, condition_value, field_of, row_node

EDITABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "duty": ("duty", "zh"),
    "clause": ("clause",),
    "basis": ("basis",),
    "owner_role": ("owner_role",),
    "opens": ("window", "opens"),
    "closes": ("window", "closes"),
    "due_days": ("window", "due_days"),
    "minutes": ("template", "minutes"),
    "priority": ("priority",),
    "since": ("since",),
    "sunset": ("sunset",),
}
"""The values that a form can change, by the path of fields that leads to each."""
BLOCKS: Final = frozenset({"|", ">"})
"""Texts over several lines are changed in the document itself."""
_PLAIN: Final = re.compile(r"[\w–—，。、；（）《》“”]+(?:[ -][\w–—，。、；（）《》“”]+)*")
"""Words, numbers and dates; whatever else YAML might take for something is written in quotes."""
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
"""What a YAML text holds only as an escape."""


def row_values(*, document: str, number: int) -> dict[str, str]:
    """This function will return what of a row a form can change, by name; nothing when there is no such row."""
    row = row_node(document, number)
    return {name: str(node.value) for name, node in _scalars(row).items()} | condition_value(row)


def with_row_values(*, document: str, number: int, values: Mapping[str, str]) -> str:
    """This function will return the text with these values of a row in the place of the old ones.

    A value that stays the same, and a name that the row does not have, changes nothing.
    """
    row = row_node(document, number)
    nodes = _scalars(row)
    edits = [
        (node.start_mark.index, node.end_mark.index, _written(values[name], is_quoted=node.style is not None))
        for name, node in nodes.items()
        if values.get(name, node.value) != node.value
    ]
    edits.extend(condition_edits(document, row, values))
    for start, end, written in sorted(edits, reverse=True):
        document = document[:start] + written + document[end:]
    return document


def _scalars(row: yaml.Node | None) -> dict[str, yaml.ScalarNode]:
    found = {name: _follow(row, path) for name, path in EDITABLE.items()}
    scalars = {name: node for name, node in found.items() if isinstance(node, yaml.ScalarNode)}
    return {name: node for name, node in scalars.items() if node.style not in BLOCKS}


def _follow(node: yaml.Node | None, path: tuple[str, ...]) -> yaml.Node | None:
    for name in path:
        node = field_of(node, name)
    return node


def _written(value: str, *, is_quoted: bool) -> str:
    """The value as YAML reads it back, in quotes where it was or where it must be."""
    if not is_quoted and _PLAIN.fullmatch(value) and value.lower() != "null":
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def row_text(*, document: str, number: int) -> str:
    """This function will return a row as it is written, without its dash and indentation; "" when there is none."""
    row = row_node(document, number)
    if row is None:
        return ""
    lines = (" " * row.start_mark.column + document[row.start_mark.index : row.end_mark.index]).rstrip().split("\n")
    return "\n".join(line[row.start_mark.column :] if line.strip() else "" for line in lines)
