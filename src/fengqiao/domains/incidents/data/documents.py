"""Reading the documents beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read_document(name: str) -> Mapping[str, Any]:
    """This function will return a shipped document as plain values; read once."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    document: Mapping[str, Any] = yaml.safe_load(text)
    return document
