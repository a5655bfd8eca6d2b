"""The menu of the frame: drawn once for each set of lines, not twice for each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

BOTTOM_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of somebody's menu, in the reader's words; a part that is to come has no address."""

    label: str
    icon: str
    url: str
    is_active: bool = False


def draw_menu(*, lines: Sequence[MenuLine]) -> SafeString:
    """This function will write the list of the lines."""
    return _drawn("design/_menu.html", tuple(lines), get_language() or "")


def draw_bottom_entries(*, lines: Sequence[MenuLine]) -> SafeString:
    """This function will write the entries of a phone's bottom bar: the first ones that lead somewhere."""
    return _drawn(
        "design/_bottom_entries.html", tuple(line for line in lines if line.url)[:BOTTOM_ENTRIES], get_language() or ""
    )


@lru_cache(maxsize=1024)
def _drawn(template: str, lines: tuple[MenuLine, ...], language: str) -> SafeString:
    """The lines hold all that the drawing depends on, but for the few words that the template itself says."""
    return SafeString(render_to_string(template, {"lines": lines}))
