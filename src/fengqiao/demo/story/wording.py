"""Small pieces of the story's two languages."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import override

from fengqiao.domains.incidents.public import category_tree
from fengqiao.foundation.simulation.contracts import Text

CHINESE, ENGLISH = "zh-hans", "en"
SHORT = 34
"""Characters of a call that fit into one line of the story."""
SHORT_ENGLISH = 110
"""The same in English, which needs about three letters for a character."""


def shortened(text: str, limit: int = SHORT) -> str:
    """This function will cut a text at a length, with a sign that something follows."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def category_words(category: str, subcategory: str, language: str) -> str:
    """This function will name a subcategory in a language."""
    with override(language):
        for node in category_tree():
            if node.code == category:
                return next((label for code, label in node.children if code == subcategory), node.label)
    return subcategory


def minutes_zh(minutes: float) -> str:
    """This function will write minutes as people say them."""
    return f"{max(1, round(minutes))}分钟"


def minutes_en(minutes: float) -> str:
    """This function will write minutes as people say them."""
    return f"{max(1, round(minutes))} min"


def in_both(write: Callable[[str], str]) -> Text:
    """This function will write a text in each language; `write` gets "zh" or "en" with the catalogue set to it."""
    with override(CHINESE):
        zh = write("zh")
    with override(ENGLISH):
        en = write("en")
    return Text(zh, en)


def clock_of(minute: float) -> str:
    """This function will write minutes after midnight as a time."""
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def length_zh(minutes: float) -> str:
    """This function will write a length of time as people say it."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours}小时{rest}分" if hours and rest else f"{hours}小时" if hours else f"{rest}分钟"


def length_en(minutes: float) -> str:
    """This function will write a length of time as people say it."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"
