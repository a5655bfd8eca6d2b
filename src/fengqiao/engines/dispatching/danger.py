"""Danger words: what in a caller's text means that somebody is sent before the call is sorted.

A pure rule over a list of terms that a bureau edits. It errs on the side of danger: a match is taken
back only by a negation right before it in the same clause, or because it is part of a harmless phrase.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A term never reaches over the end of a clause.
_CLAUSE_ENDS: Final = "，。！？；、,.!?;\n"
# From here on characters are CJK, where spaces carry no meaning.
_FIRST_CJK: Final = "\u2e80"
# Stands where a harmless phrase stood; no caller types it.
_MASK: Final = "\0"
_DEFAULT_GAP: Final = 4
_DEFAULT_REACH: Final = 3


class InvalidDangerRulesError(ValueError):
    """The list of danger words cannot be read; the message names the place."""

    code = "invalid_danger_rules"


@dataclass(frozen=True, slots=True)
class DangerTerm:
    """Parts that follow each other with at most `max_gap` characters between; each has alternatives.

    `code` says what is feared, e.g. "threat_to_kill": (("要", "会"), ("杀", "砍死")) finds 要把我杀了.
    """

    code: str
    parts: tuple[tuple[str, ...], ...]
    max_gap: int = _DEFAULT_GAP

    def __post_init__(self) -> None:
        if not self.code or not self.parts or not all(all(part) and part for part in self.parts):
            raise InvalidDangerRulesError(f"term {self.code!r} needs a code, and words in every part")


@dataclass(frozen=True, slots=True)
class DangerRules:
    """The terms, the negations that take a match back, and phrases that only sound dangerous."""

    version: int
    terms: tuple[DangerTerm, ...]
    negations: tuple[str, ...] = ()
    negation_reach: int = _DEFAULT_REACH
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DangerMatch:
    """What was found: its code and the words, with their place in the caller's text."""

    code: str
    words: str
    start: int
    end: int


def read_danger_rules(*, document: Mapping[str, object]) -> DangerRules:
    """Return the rules of a plain document, as a YAML file holds them.

    `terms` is a list of `{code, any: [word, …]}` or `{code, parts: [[word, …], …], max_gap}`; `negations`
    and `harmless` are lists of words, `negation_reach` and `version` whole numbers.
    Raises InvalidDangerRulesError naming the place.
    """
    known = {"version", "terms", "negations", "negation_reach", "harmless"}
    unknown = sorted(set(document) - known)
    if unknown:
        raise InvalidDangerRulesError(f"unknown entries: {', '.join(unknown)}")
    terms = document.get("terms")
    if not isinstance(terms, list) or not terms:
        raise InvalidDangerRulesError("terms must be a list with at least one entry")
    return DangerRules(
        version=_whole_number(document.get("version"), place="version"),
        terms=tuple(_read_term(term, place=f"terms[{index}]") for index, term in enumerate(terms)),
        negations=_words(document.get("negations", []), place="negations"),
        negation_reach=_whole_number(document.get("negation_reach", _DEFAULT_REACH), place="negation_reach"),
        harmless=_words(document.get("harmless", []), place="harmless"),
    )


def find_danger(*, text: str, rules: DangerRules) -> tuple[DangerMatch, ...]:
    """Return the dangers the text speaks of, in order of place; empty when there is none.

    Full-width and capital letters count as plain ones, and spaces between Chinese characters as nothing.
    """
    plain, places = _normalise(text)
    patterns = _compile(rules)
    if patterns.harmless:
        plain = patterns.harmless.sub(lambda match: _MASK * len(match.group()), plain)
    found: set[DangerMatch] = set()
    for code, pattern in patterns.terms:
        for match in pattern.finditer(plain):
            if not _is_negated(plain, match, rules):
                first, last = places[match.start()], places[match.end() - 1] + 1
                found.add(DangerMatch(code, text[first:last], first, last))
    return tuple(sorted(found, key=lambda match: (match.start, match.end, match.code)))


@dataclass(frozen=True, slots=True)
class _Patterns:
    terms: tuple[tuple[str, re.Pattern[str]], ...]
    harmless: re.Pattern[str] | None


@lru_cache(maxsize=16)
def _compile(rules: DangerRules) -> _Patterns:
    between = f"[^{re.escape(_CLAUSE_ENDS)}]"
    terms = []
    for term in rules.terms:
        parts = (f"(?:{_alternatives(part)})" for part in term.parts)
        terms.append((term.code, re.compile(f"{between}{{0,{term.max_gap}}}?".join(parts))))
    harmless = re.compile(_alternatives(rules.harmless)) if rules.harmless else None
    return _Patterns(tuple(terms), harmless)


def _alternatives(words: Sequence[str]) -> str:
    longest_first = sorted((_normalise(word)[0] for word in words), key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in longest_first)


def _is_negated(plain: str, match: re.Match[str], rules: DangerRules) -> bool:
    before = plain[max(0, match.start() - rules.negation_reach) : match.start()]
    for end in _CLAUSE_ENDS:
        before = before.rpartition(end)[2]
    return any(_normalise(negation)[0] in before for negation in rules.negations)


def _normalise(text: str) -> tuple[str, list[int]]:
    """Return plain text and, for each of its characters, the place in the text it came from."""
    characters = [
        (plain, place)
        for place, character in enumerate(text)
        for plain in unicodedata.normalize("NFKC", character).casefold()
    ]
    kept = [one for index, one in enumerate(characters) if not _is_space_in_chinese(characters, index)]
    return "".join(plain for plain, _ in kept), [place for _, place in kept]


def _is_space_in_chinese(characters: Sequence[tuple[str, int]], index: int) -> bool:
    plain = characters[index][0]
    if not plain.isspace() or plain == "\n":
        return False
    beside = characters[max(0, index - 1) : index + 2]
    return any(neighbour >= _FIRST_CJK for neighbour, _ in beside)


def _read_term(term: object, *, place: str) -> DangerTerm:
    if not isinstance(term, Mapping) or not isinstance(term.get("code"), str):
        raise InvalidDangerRulesError(f"{place}: a term needs a code")
    if ("any" in term) == ("parts" in term):
        raise InvalidDangerRulesError(f"{place}: a term has either any or parts")
    parts = [term["any"]] if "any" in term else term["parts"]
    if not isinstance(parts, list):
        raise InvalidDangerRulesError(f"{place}: parts must be a list of lists of words")
    return DangerTerm(
        code=term["code"],
        parts=tuple(_words(part, place=f"{place}.parts[{index}]") for index, part in enumerate(parts)),
        max_gap=_whole_number(term.get("max_gap", _DEFAULT_GAP), place=f"{place}.max_gap"),
    )


def _words(value: object, *, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise InvalidDangerRulesError(f"{place} must be a list of words")
    return tuple(value)


def _whole_number(value: object, *, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidDangerRulesError(f"{place} must be a whole number")
    return value
