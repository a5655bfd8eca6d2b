"""The path column: four base-36 characters per level of the organisation, copied onto rows."""

from __future__ import annotations

from typing import Any

from django.db import models

PATH_STEP = 4
PATH_LEVELS = 9
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class ScopePathField(models.CharField):
    """A place in the organisation tree. Collation C makes a prefix search an index range."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", PATH_STEP * PATH_LEVELS)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)


def path_step(ordinal: int) -> str:
    """This function will write the ordinal of a child (0 to 1,679,615) as one fixed-width step. Raises ValueError."""
    if not 0 <= ordinal < len(ALPHABET) ** PATH_STEP:
        raise ValueError(f"a unit cannot have a child number {ordinal}")
    digits = ""
    for _ in range(PATH_STEP):
        ordinal, digit = divmod(ordinal, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
