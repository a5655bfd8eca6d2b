"""Cells of a CSV file that people open in a spreadsheet."""

from __future__ import annotations

from typing import Final

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """This function will mark a text that a spreadsheet would run as a formula, so that it stays a text."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
