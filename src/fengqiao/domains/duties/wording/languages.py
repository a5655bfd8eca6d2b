"""A text in both languages at once: lists are read in either."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language, override

from fengqiao.domains.duties.contracts import Text


def in_both(make: Callable[[], str]) -> Text:
    """This function will make the text once in Chinese and once in English."""
    with override("zh-hans"):
        zh = make()
    with override("en"):
        return Text(zh, make())


def in_active(text: Text) -> str:
    """This function will give a text in the active language."""
    return text.in_language(get_language() or "zh-hans")
