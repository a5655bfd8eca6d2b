"""Reading the documents beside this file."""

from __future__ import annotations

import json
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


@cache
def read_json(name: str) -> Mapping[str, Any]:
    """This function will return shipped figures as plain values; read once."""
    figures: Mapping[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return figures
