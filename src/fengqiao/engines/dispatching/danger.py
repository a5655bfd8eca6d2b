"""Danger words: what in a caller's text means that somebody is sent before the call is sorted.

A pure rule over a list that a bureau edits. It errs on the side of danger: a match is taken back only by a
negation that leads straight to it, because it is part of a harmless phrase, or by a frame that shows it to be
past, played, asked about, joked or over, and then only while nothing says that it happens now. Where the
written words hear nothing, a second ear learnt from labelled texts may still speak up (`second_ear`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from fengqiao.engines.dispatching.call_text import CLAUSE_ENDS, PlainText, plain_text
from fengqiao.engines.dispatching.danger_rules import (
    DangerRules,
    DangerTerm,
    Frame,
    InvalidDangerRulesError,
    Reach,
    read_danger_rules,
)
from fengqiao.engines.dispatching.second_ear import SOUNDS_LIKE_DANGER, hear

__all__ = [
    "DangerMatch",
    "DangerRules",
    "DangerTerm",
    "InvalidDangerRulesError",
    "find_danger",
    "read_danger_rules",
]
# Stands where a harmless phrase stood; no caller types it.
_MASK: Final = "\0"
# So far back a negation is looked for: its own words and a few light ones.
_NEGATION_REACH: Final = 12
# Between the parts of a term: only where nothing else follows before the next part.
_PLAIN_NEGATIONS: Final = ("没", "没有", "未", "并不", "从不")


@dataclass(frozen=True, slots=True)
class DangerMatch:
    """What was found: its code and the words, with their place in the caller's text."""

    code: str
    words: str
    start: int
    end: int


def find_danger(*, text: str, rules: DangerRules) -> tuple[DangerMatch, ...]:
    """Return the dangers the text speaks of, in order of place; empty when there is none.

    Full-width, capital and traditional letters count as plain ones, spaces and signs between Chinese characters
    as nothing; the text is read once with its clauses and once with the marks inside words taken out.
    """
    patterns, variants = _compile(rules), dict(rules.variants)
    found: set[DangerMatch] = set()
    is_taken_back = False
    for is_joined in (False, True):
        plain = plain_text(text=text, variants=variants, is_joined=is_joined)
        for match, holds in _matches(text, plain, patterns):
            if holds:
                found.add(match)
            is_taken_back |= not holds
    if not found:
        found.update(_by_second_ear(text, rules, is_taken_back=is_taken_back))
    return tuple(sorted(found, key=lambda match: (match.start, match.end, match.code)))


def _by_second_ear(text: str, rules: DangerRules, *, is_taken_back: bool) -> Iterator[DangerMatch]:
    if rules.ear is None or not text.strip():
        return
    heard = hear(text=text, ear=rules.ear, variants=dict(rules.variants))
    if heard.score >= rules.ear.threshold + (rules.ear.doubt if is_taken_back else 0.0):
        yield DangerMatch(SOUNDS_LIKE_DANGER, text[heard.start : heard.end], heard.start, heard.end)


@dataclass(frozen=True, slots=True)
class _FramePattern:
    frame: Frame
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    terms: tuple[tuple[str, re.Pattern[str]], ...]
    harmless: re.Pattern[str] | None
    negation: re.Pattern[str] | None
    frames: tuple[_FramePattern, ...]


@lru_cache(maxsize=16)
def _compile(rules: DangerRules) -> _Patterns:
    between = f"[^{re.escape(CLAUSE_ENDS)}]"
    terms = []
    for term in rules.terms:
        parts = (f"(?:{_alternatives(part)})" for part in term.parts)
        terms.append((term.code, re.compile(f"({between}{{0,{term.max_gap}}}?)".join(parts))))
    frames = tuple(_FramePattern(one, _any_of(one.words), _any_of_or_none(one.unless)) for one in rules.frames)
    return _Patterns(tuple(terms), _any_of_or_none(rules.harmless), _negation(rules), frames)


def _negation(rules: DangerRules) -> re.Pattern[str] | None:
    """A negation, then light words only, then the match; `not_negations` only look like one (是不是, 不停)."""
    if not rules.negations:
        return None
    light = f"(?:{_alternatives(rules.light)})*" if rules.light else ""
    looks_like = f"(?P<not>{_alternatives(rules.not_negations)})|" if rules.not_negations else "(?P<not>(?!))|"
    return re.compile(f"(?:{looks_like}{_alternatives(rules.negations)}){light}$")


def _any_of_or_none(words: Sequence[str]) -> re.Pattern[str] | None:
    return _any_of(words) if words else None


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(words))


def _alternatives(words: Sequence[str]) -> str:
    plain = {plain_text(text=word, variants={}).text for word in words}
    longest_first = sorted(plain, key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in longest_first)


def _matches(text: str, plain: PlainText, patterns: _Patterns) -> Iterator[tuple[DangerMatch, bool]]:
    """Yield each match of a term, and whether it holds."""
    masked = plain.text
    if patterns.harmless:
        masked = patterns.harmless.sub(lambda match: _MASK * len(match.group()), masked)
    holding = [(one, _reach_of(one, plain.text)) for one in patterns.frames]
    for code, pattern in patterns.terms:
        for match in pattern.finditer(masked):
            is_negated = _is_negated(masked, match, patterns.negation) or _is_negated_within(match)
            first, last = plain.places[match.start()], plain.ends[match.end() - 1]
            yield (
                DangerMatch(code, text[first:last], first, last),
                not is_negated and not _is_framed(code, match, holding),
            )


def _is_negated(plain: str, match: re.Match[str], negation: re.Pattern[str] | None) -> bool:
    if negation is None:
        return False
    before = plain[max(0, match.start() - _NEGATION_REACH) : match.start()]
    for end in CLAUSE_ENDS:
        before = before.rpartition(end)[2]
    found = negation.search(before)
    return found is not None and found["not"] is None


def _is_negated_within(match: re.Match[str]) -> bool:
    """老人没摔, 狗没咬人: a negation stands straight before a later part."""
    return any(gap.endswith(_PLAIN_NEGATIONS) for gap in match.groups() if gap)


def _is_framed(code: str, match: re.Match[str], holding: Sequence[tuple[_FramePattern, Sequence[range]]]) -> bool:
    return any(
        code not in one.frame.spares and any(match.start() in reach for reach in reaches) for one, reaches in holding
    )


def _reach_of(one: _FramePattern, text: str) -> list[range]:
    """Return the parts of the text in which the frame takes matches back."""
    reaches = []
    for found in one.words.finditer(text):
        clause = _clause_around(text, found.start())
        reach = {
            Reach.CLAUSE: clause,
            Reach.BEFORE: range(clause.stop),
            Reach.TEXT: range(len(text)),
        }[one.frame.reach]
        if one.unless is None or not one.unless.search(text, reach.start, reach.stop):
            reaches.append(reach)
    return reaches


def _clause_around(text: str, place: int) -> range:
    start = max((text.rfind(end, 0, place) for end in CLAUSE_ENDS), default=-1) + 1
    ends = [found for end in CLAUSE_ENDS if (found := text.find(end, place)) >= 0]
    return range(start, min(ends, default=len(text)))
