"""Numbers with their nouns in what the commands print."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """This function will write a number with its noun: 1 row, 2 rows; `many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def examples_left_out(lines: Sequence[int]) -> str:
    """This function will say that a template's own rows were left out, and what to do about it."""
    where = ("line " if len(lines) == 1 else "lines ") + ", ".join(map(str, lines))
    rows = "the template's own example" if len(lines) == 1 else "the template's own examples"
    return f"  left out: {where} still {'holds' if len(lines) == 1 else 'hold'} {rows}; put your own rows there"
