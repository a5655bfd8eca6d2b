"""A list's text as the beginning of its next version: another number and first day, the rest as it was written."""

from __future__ import annotations

import datetime
import re


def as_next_version(*, document: str, version: int, effective_from: datetime.date) -> str:
    """This function will put a version and its first day into the head of a text."""
    text = document
    for name, value in (("version", str(version)), ("effective_from", effective_from.isoformat())):
        text = re.sub(rf"(?m)^{name}:.*$", f"{name}: {value}", text, count=1)
    return text
