"""How a query and a term are brought to one form, and how Chinese is spelt."""

from __future__ import annotations

import unicodedata

from pypinyin import Style, lazy_pinyin

IGNORED = str.maketrans("", "", " \t\u3000'’-·,，.。()（）#")


def normalised(text: str) -> str:
    """This function will narrow full-width signs, lower letters, and drop blanks and punctuation."""
    return unicodedata.normalize("NFKC", text).translate(IGNORED).lower()


def spell(text: str) -> str:
    """This function will give the pinyin of a text without tones, joined; digits and letters stay."""
    return normalised("".join(lazy_pinyin(text)))


def spell_initials(text: str) -> str:
    """This function will give the first letters of the syllables of a text; digits and letters stay."""
    return normalised("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)))


def has_chinese(text: str) -> bool:
    """This function will tell whether a text has a Chinese character."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def has_latin(text: str) -> bool:
    """This function will tell whether a text has a letter of the alphabet."""
    return any("a" <= sign <= "z" for sign in text)
