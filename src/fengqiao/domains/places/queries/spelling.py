"""How a query and a term are brought to one form, and how Chinese is spelt."""

from __future__ import annotations

import unicodedata

IGNORED = str.maketrans("", "", " \t\u3000'’-·,，.。()（）#")


def normalised(text: str) -> str:
    """This function will narrow full-width signs, lower letters, and drop blanks and punctuation."""
    return unicodedata.normalize("NFKC", text).translate(IGNORED).lower()


def spell(text: str) -> str:
    """This function will give the pinyin of a text without tones, joined; digits and letters stay."""
    from pypinyin import lazy_pinyin

    return normalised("".join(lazy_pinyin(text)))


def spell_initials(text: str) -> str:
    """This function will give the first letters of the syllables of a text; digits and letters stay."""
    from pypinyin import Style, lazy_pinyin

    return normalised("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)))


def has_chinese(text: str) -> bool:
    """This function will tell whether a text has a Chinese character."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def has_latin(text: str) -> bool:
    """This function will tell whether a text has a letter of the alphabet."""
    return any("a" <= sign <= "z" for sign in text)


def grams(text: str) -> list[str]:
    """This function will give the pieces by which the middle of a text is found.

    Pairs of signs where a Chinese one is among them, else triples: letters repeat too often in pairs.
    """
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    triples = {text[at : at + 3] for at in range(len(text) - 2)}
    return sorted({pair for pair in pairs if has_chinese(pair)} | {one for one in triples if not has_chinese(one)})
