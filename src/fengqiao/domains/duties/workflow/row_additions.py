"""A list's text with one more row: its next version, everything else as it was written."""

from __future__ import annotations

import datetime
import re
from typing import Final

import yaml

from fengqiao.domains.duties.workflow.next_versions import as_next_version
from fengqiao.domains.duties.workflow.row_edits import with_row_values
from fengqiao.foundation.plain_yaml import compose_plain

NUMBER: Final = re.compile(r"^number:\s*\d+", re.MULTILINE)


def with_row(
    *, document: str, rule_text: str, version: int, effective_from: datetime.date, changes: dict[str, str]
) -> tuple[str, int]:
    """This function will add a row with the next free number; returns the text and the number.

    `changes`: values of the new row that are to differ from the rule's text (sunset, basis …).
    """
    root = compose_plain(text=document)
    fields = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    rows = fields["rows"]
    last = rows.value[-1]
    number = 1 + max(int(value.value) for row in rows.value for key, value in row.value if key.value == "number")
    dash = " " * (last.start_mark.column - 2) + "- "
    lines = NUMBER.sub(f"number: {number}", rule_text, count=1).split("\n")
    written = "\n".join(
        (dash if index == 0 else " " * len(dash)) + line if line else "" for index, line in enumerate(lines)
    )
    end = len(document[: last.end_mark.index].rstrip())
    text = (
        f"{document[:end]}\n\n{written}\n{document[end:].lstrip(chr(10)) and chr(10)}{document[end:].lstrip(chr(10))}"
    )
    text = as_next_version(document=text, version=version, effective_from=effective_from)
    return with_row_values(document=text, number=number, values=changes), number
